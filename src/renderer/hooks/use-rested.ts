import { useEffect, useState } from 'react';

/** Arrows that pass a lesson by neither build a video element for it nor fetch anything. */
const REST_MS = 180;

/** Whether the component has been on screen for a moment. */
export function useRested(): boolean {
  const [rests, setRests] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRests(true), REST_MS);
    return () => clearTimeout(timer);
  }, []);
  return rests;
}

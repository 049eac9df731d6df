import { useEffect, useState } from 'react';

/** True in exactly one of the studio's windows: the first; when it closes, in the next. */
export function useIsLeader(name: string): boolean {
  const [isLeader, setLeader] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const holdUntilAborted = () =>
      new Promise<void>((resolve) => {
        setLeader(true);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    // Waiting in line ends with a rejection when the component goes; there is nothing to do then.
    navigator.locks.request(name, { signal }, holdUntilAborted).catch(() => setLeader(false));
    return () => controller.abort();
  }, [name]);
  return isLeader;
}

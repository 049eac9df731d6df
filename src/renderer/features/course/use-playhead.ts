import { useSyncExternalStore } from 'react';
import { usePlayer } from './player-handle.ts';

/** Where the video is, in steps of `stepMs`: what shows it is drawn once a step. */
export function usePlayhead(stepMs: number): number {
  const player = usePlayer();
  return useSyncExternalStore(
    (onChange) => player?.follow(onChange) ?? (() => undefined),
    () => Math.floor((player?.atMs() ?? 0) / stepMs) * stepMs,
  );
}

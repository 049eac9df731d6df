import { createHash } from 'node:crypto';
import type { Clock } from '../../src/main/uploads/ports.ts';

export const sha1Of = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

/** A generator of numbers in [0, 1) that depends on its seed alone: mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Timer {
  readonly atMs: number;
  readonly fire: () => void;
}

/** Time that stands still until `jump`. Timers go by a clock of their own, which nobody can set. */
export function createFakeClock(startMs: number) {
  const timers = new Set<Timer>();
  let nowMs = 0;
  let wallMs = startMs;
  const clock: Clock = {
    nowMs: () => Math.floor(wallMs + nowMs),
    delay(ms, signal) {
      if (signal.aborted || ms <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const finish = (): void => {
          timers.delete(timer);
          signal.removeEventListener('abort', finish);
          resolve();
        };
        const timer = { atMs: nowMs + ms, fire: finish };
        timers.add(timer);
        signal.addEventListener('abort', finish, { once: true });
      });
    },
  };
  return {
    clock,
    /** To the next timer; false when there is none. */
    jump(): boolean {
      let next: Timer | null = null;
      for (const timer of timers) if (!next || timer.atMs < next.atMs) next = timer;
      if (!next) return false;
      nowMs = Math.max(nowMs, next.atMs);
      next.fire();
      return true;
    },
    elapsedMs: (): number => nowMs,
    /** Somebody sets the clock on the wall. */
    setBy: (byMs: number): void => void (wallMs += byMs),
  };
}

import type { Clock, Randomness } from '../ports.ts';

/** The longest delay that Node's timers take. */
const maxDelayMs = 2 ** 31 - 1;

/** Wall clock, and timers that end early when their signal fires. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  delay(ms, signal) {
    if (signal.aborted || ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, Math.min(ms, maxDelayMs));
      signal.addEventListener('abort', finish, { once: true });
    });
  },
};

export const systemRandom: Randomness = { unit: () => Math.random() };

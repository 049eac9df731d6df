import type { Clock } from '../../../src/main/uploads/ports.ts';

interface Timer {
  readonly atMs: number;
  readonly fire: () => void;
}
/** Turns of the event loop in which nothing happened: then nobody but time is waited for. */
const quietTurns = 3;

/**
 * A clock that runs as the real one while anything is under way (a request, a read, a write of the journal), and leaps to the
 * next timer when everybody only waits: days without a network pass in a second, and no answer is ever late for it.
 * `offset[0]` is how far it is before the real clock, shared with the main thread; timers go by a time that nobody can set.
 */
export function createLeapClock(offset: Float64Array) {
  const timers = new Set<Timer>();
  let busy = 0;
  let leaptMs = 0;
  let isLooking = false;
  let timeout: NodeJS.Timeout | undefined;
  const timeMs = (): number => performance.now() + leaptMs;
  const next = (): Timer | null =>
    [...timers].reduce<Timer | null>((first, timer) => (first && first.atMs <= timer.atMs ? first : timer), null);

  const settle = (): void => {
    clearTimeout(timeout);
    const timer = next();
    if (!timer) return;
    timeout = setTimeout(() => fireDue(), Math.min(2 ** 30, Math.max(0, timer.atMs - timeMs())));
    if (busy === 0 && !isLooking) lookForQuiet(quietTurns);
  };
  const fireDue = (): void => {
    const timer = next();
    if (timer && timer.atMs <= timeMs()) timer.fire();
    settle();
  };
  const lookForQuiet = (turnsLeft: number): void => {
    isLooking = true;
    setImmediate(() => {
      if (busy === 0 && turnsLeft > 0) return lookForQuiet(turnsLeft - 1);
      isLooking = false;
      if (busy === 0) leap();
    });
  };
  const leap = (): void => {
    const timer = next();
    if (!timer) return;
    const byMs = Math.max(0, timer.atMs - timeMs());
    leaptMs += byMs;
    offset[0] = (offset[0] ?? 0) + byMs;
    timer.fire();
    settle();
  };
  const clock: Clock = {
    nowMs: () => Math.floor(Date.now() + (offset[0] ?? 0)),
    delay(ms, signal) {
      if (signal.aborted || ms <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const finish = (): void => {
          timers.delete(timer);
          signal.removeEventListener('abort', finish);
          resolve();
          settle();
        };
        const timer = { atMs: timeMs() + ms, fire: finish };
        timers.add(timer);
        signal.addEventListener('abort', finish, { once: true });
        settle();
      });
    },
  };
  const begin = (): void => void (busy += 1);
  const end = (): void => {
    busy -= 1;
    settle();
  };
  return {
    clock,
    /** Goes on as the clock does, and nobody can set it. */
    timeMs,
    begin,
    end,
    /** Time does not leap while this is under way. */
    async during<T>(work: Promise<T>): Promise<T> {
      begin();
      try {
        return await work;
      } finally {
        end();
      }
    },
  };
}
export type LeapClock = ReturnType<typeof createLeapClock>;

import type { Clock } from '../../../src/main/sync/ports.ts';
import type { Computer } from './computer.ts';
import { rethrow } from './violation.ts';

interface Timer {
  readonly dueMs: number;
  readonly ring: () => void;
}

/** A clock whose timers ring when it is turned to them. */
function createTurnedClock(nowMs: () => number) {
  const timers = new Set<Timer>();
  let isSet = (): void => undefined;
  const clock: Clock = {
    nowMs,
    delay: (ms, signal) =>
      new Promise((resolve) => {
        const timer: Timer = { dueMs: nowMs() + Math.ceil(ms), ring: resolve };
        timers.add(timer);
        signal.addEventListener('abort', () => {
          timers.delete(timer);
          resolve();
        });
        isSet();
      }),
  };
  return {
    clock,
    next: (): Timer | undefined => [...timers].toSorted((x, y) => x.dueMs - y.dueMs)[0],
    /** Rings, and waits for the next timer to be set: a round ends with that. */
    async ring(timer: Timer): Promise<void> {
      const setAgain = new Promise<void>((resolve) => (isSet = resolve));
      timers.delete(timer);
      timer.ring();
      await setAgain;
    },
  };
}

/**
 * Runs the app's own engine on a computer; `during` may let it run for some time, and poke it. Time passes from timer
 * to timer.
 */
export async function withEngine(
  { app, nowMs }: Computer,
  passTime: (ms: number) => void,
  during: (engine: { poke: () => void; runFor: (ms: number) => Promise<void> }) => Promise<void>,
): Promise<void> {
  const { clock, next, ring } = createTurnedClock(nowMs);
  const engine = app().engine(clock);
  engine.start();
  async function runFor(ms: number): Promise<void> {
    const endMs = nowMs() + ms;
    for (let timer = next(); timer && timer.dueMs <= endMs; timer = next()) {
      passTime(Math.max(0, timer.dueMs - nowMs()));
      await ring(timer);
      rethrow();
    }
    passTime(endMs - nowMs());
  }
  await during({ poke: () => engine.poke('local-write'), runFor });
  await engine.stop();
}

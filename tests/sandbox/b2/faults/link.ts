import { setTimeout as sleep } from 'node:timers/promises';
import { type LinkSettings, linkSettings } from './model.ts';

/** Paces one direction of one connection. */
export interface Lane {
  /** Accounts for `bytes` that passed. A promise means: let nothing pass until it resolves. */
  pass: (bytes: number) => Promise<void> | undefined;
}

export interface Link {
  set: (settings: LinkSettings) => void;
  settings: () => LinkSettings;
  lane: () => Lane;
  /** Waits as long as one answer takes to travel. */
  latency: () => Promise<void> | undefined;
}

/** Waits shorter than a timer can measure are saved up instead. */
const shortestWaitMs = 4;

/** When a bucket of the given rate is empty again; `passed` bytes are put in it. */
function createMeter(bytesPerSecond: () => number | undefined): (bytes: number) => number {
  let freeAtMs = 0;
  return (bytes) => {
    const rate = bytesPerSecond();
    if (rate === undefined) return 0;
    const nowMs = performance.now();
    freeAtMs = Math.max(freeAtMs, nowMs - shortestWaitMs) + (bytes / rate) * 1000;
    return freeAtMs - nowMs;
  };
}

/** A line that may be slow: per connection, in total, and per answer. Free of cost while nothing is set. */
export function createLink(): Link {
  let current: LinkSettings = {};
  const total = createMeter(() => current.bytesPerSecondTotal);
  return {
    set: (settings) => {
      current = linkSettings.parse(settings);
    },
    settings: () => current,
    lane: () => {
      const own = createMeter(() => current.bytesPerSecondPerConnection);
      return {
        pass: (bytes) => {
          const waitMs = Math.max(own(bytes), total(bytes));
          return waitMs > shortestWaitMs ? sleep(waitMs) : undefined;
        },
      };
    },
    latency: () => ((current.latencyMs ?? 0) > 0 ? sleep(current.latencyMs) : undefined),
  };
}

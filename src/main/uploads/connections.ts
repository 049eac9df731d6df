/** How many connections to use at once: climbs while that pays, steps back when it does not or when told to slow down. */
export interface Tuning {
  readonly limit: number;
  readonly max: number;
  /** Limit and rate of the step before, while a climb is being judged. */
  readonly previous: { readonly limit: number; readonly bytesPerSecond: number } | null;
  readonly windowStartMs: number;
  readonly windowStartBytes: number;
  readonly holdUntilMs: number;
  readonly isFirstClimb: boolean;
}
export interface ThroughputSample {
  readonly nowMs: number;
  /** All bytes handed to the network since the start. */
  readonly totalBytes: number;
  /** Every allowed connection was busy: only then does the rate say anything about the limit. */
  readonly isSaturated: boolean;
}

const windowMs = 2_000;
const worthIt = 1.08;
const holdMs = 30_000;
const slowDownHoldMs = 15_000;

const usualStart = 4;

/** `start`: how many at first. */
export const startTuning = (max: number, nowMs: number, start: number = usualStart): Tuning => ({
  limit: Math.min(start, max),
  max,
  previous: null,
  windowStartMs: nowMs,
  windowStartBytes: 0,
  holdUntilMs: 0,
  isFirstClimb: true,
});

/** Judges a full window of saturated sending; called as often as convenient. */
export function tune(tuning: Tuning, sample: ThroughputSample): Tuning {
  const window = { windowStartMs: sample.nowMs, windowStartBytes: sample.totalBytes };
  const elapsedMs = sample.nowMs - tuning.windowStartMs;
  // A clock that jumped (sleep) makes the window meaningless.
  if (!sample.isSaturated || elapsedMs < 0 || elapsedMs > windowMs * 3) return { ...tuning, ...window };
  if (elapsedMs < windowMs) return tuning;
  const bytesPerSecond = ((sample.totalBytes - tuning.windowStartBytes) * 1_000) / elapsedMs;
  return { ...judge(tuning, bytesPerSecond, sample.nowMs), ...window };
}

function judge(tuning: Tuning, bytesPerSecond: number, nowMs: number): Tuning {
  if (nowMs < tuning.holdUntilMs) return tuning;
  const { previous, limit } = tuning;
  if (previous && bytesPerSecond < previous.bytesPerSecond * worthIt) {
    return { ...tuning, limit: previous.limit, previous: null, holdUntilMs: nowMs + holdMs, isFirstClimb: false };
  }
  if (limit >= tuning.max) return { ...tuning, previous: null };
  const next = tuning.isFirstClimb ? limit * 2 : limit + 1;
  return { ...tuning, limit: Math.min(next, tuning.max), previous: { limit, bytesPerSecond } };
}

/** 429 halves; a busy or silent server costs one connection, at most once per hold. */
export function slowDown(tuning: Tuning, kind: 'rate-limited' | 'busy', nowMs: number): Tuning {
  if (kind === 'busy' && nowMs < tuning.holdUntilMs) return tuning;
  const limit = kind === 'busy' ? tuning.limit - 1 : Math.floor(tuning.limit / 2);
  const hold = { previous: null, holdUntilMs: nowMs + slowDownHoldMs, isFirstClimb: false };
  return { ...tuning, ...hold, limit: Math.max(1, limit) };
}

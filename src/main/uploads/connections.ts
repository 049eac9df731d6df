/** How many connections to use at once: climbs while that pays, steps back when it does not or when told to slow down. */
export interface Tuning {
  readonly limit: number;
  readonly max: number;
  /** Limit and rate of the step before, while a climb is being judged. */
  readonly previous: { readonly limit: number; readonly bytesPerSecond: number } | null;
  readonly windowStartMs: number;
  readonly windowStartBytes: number;
  readonly holdUntilMs: number;
  /** From the start until a step does not pay in full: each step then doubles, and is judged sooner. */
  readonly isFirstClimb: boolean;
  /** Bytes handed to the network when a server was last busy; null: never. */
  readonly busyAtBytes: number | null;
}
export interface ThroughputSample {
  readonly nowMs: number;
  /** All bytes handed to the network since the start. */
  readonly totalBytes: number;
  /** Every allowed connection was busy: only then does the rate say anything about the limit. */
  readonly isSaturated: boolean;
}

/** Long enough for new connections to be at work, short enough for a file of some seconds to profit. */
const firstWindowMs = 600;
const windowMs = 2_000;
/** Of what the added connections would bring if each brought as much as the others: this share is worth keeping them. */
const worthItShare = 0.25;
/** Less than this is noise. */
const leastGain = 1.03;
const holdMs = 30_000;
const slowDownHoldMs = 15_000;
/** Two busy answers with less than this between them are not chance: one in a hundred megabytes is the normal thing. */
const busyWithinBytes = 25_000_000;

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
  busyAtBytes: null,
});

/** Judges a full window of saturated sending; called as often as convenient. */
export function tune(tuning: Tuning, sample: ThroughputSample): Tuning {
  const window = { windowStartMs: sample.nowMs, windowStartBytes: sample.totalBytes };
  const elapsedMs = sample.nowMs - tuning.windowStartMs;
  const wantedMs = tuning.isFirstClimb ? firstWindowMs : windowMs;
  // A clock that jumped (sleep) makes the window meaningless.
  if (!sample.isSaturated || elapsedMs < 0 || elapsedMs > wantedMs * 3) return { ...tuning, ...window };
  if (elapsedMs < wantedMs) return tuning;
  const bytesPerSecond = ((sample.totalBytes - tuning.windowStartBytes) * 1_000) / elapsedMs;
  return { ...judge(tuning, bytesPerSecond, sample.nowMs), ...window };
}

function judge(tuning: Tuning, bytesPerSecond: number, nowMs: number): Tuning {
  if (nowMs < tuning.holdUntilMs) return tuning;
  const { previous, limit } = tuning;
  const gain = previous ? bytesPerSecond / previous.bytesPerSecond : 1;
  const added = previous ? (limit - previous.limit) / previous.limit : 0;
  if (previous && gain < Math.max(leastGain, 1 + added * worthItShare)) {
    // One more than the line needs: while an answer is on its way, somebody still sends.
    const back = tuning.isFirstClimb ? Math.min(previous.limit + 1, limit) : previous.limit;
    return { ...tuning, limit: back, previous: null, holdUntilMs: nowMs + holdMs, isFirstClimb: false };
  }
  if (limit >= tuning.max) return { ...tuning, previous: null };
  const next = tuning.isFirstClimb ? limit * 2 : limit + 1;
  return { ...tuning, limit: Math.min(next, tuning.max), previous: { limit, bytesPerSecond } };
}

/**
 * The first 429 costs one connection, one soon after it halves what is left. A busy or silent server costs one when it is
 * the second within a short stretch of bytes, and at most once per hold: one busy vault among many is normal operation,
 * and the answer to it is another vault.
 */
export function slowDown(
  tuning: Tuning,
  kind: 'rate-limited' | 'busy',
  { nowMs, totalBytes }: { readonly nowMs: number; readonly totalBytes: number },
): Tuning {
  const { limit, busyAtBytes } = tuning;
  const hold = { previous: null, holdUntilMs: nowMs + slowDownHoldMs, isFirstClimb: false };
  const noted = { ...tuning, busyAtBytes: totalBytes };
  const isAlone = busyAtBytes === null || totalBytes - busyAtBytes > busyWithinBytes;
  if (kind === 'rate-limited') {
    return { ...noted, ...hold, limit: Math.max(1, isAlone ? limit - 1 : Math.floor(limit / 2)) };
  }
  if (isAlone || nowMs < tuning.holdUntilMs) return noted;
  return { ...noted, ...hold, limit: Math.max(1, limit - 1) };
}

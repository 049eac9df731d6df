/** A transfer rate smoothed over the last seconds. */
export interface Rate {
  /** 0 while nothing moves, and until there is enough to go by: a first guess would promise hours, or seconds. */
  readonly bytesPerSecond: number;
  readonly atMs: number;
  readonly bytes: number;
  /** The exponential average, which starts at 0, and how long it has been taken: together they are the rate. */
  readonly average: number;
  readonly measuredMs: number;
}
const shownSmoothingMs = 5_000;
/** For what is left: a promise that jumps with every breath of the line is none. */
export const etaSmoothingMs = 30_000;
const enoughMs = 1_500;

export const startRate = (nowMs: number): Rate => ({
  bytesPerSecond: 0,
  atMs: nowMs,
  bytes: 0,
  average: 0,
  measuredMs: 0,
});

/** Takes in the bytes sent so far. The average's start at 0 is taken out again, so the first seconds count in full. */
export function updateRate(rate: Rate, nowMs: number, bytes: number, smoothingMs = shownSmoothingMs): Rate {
  const elapsedMs = nowMs - rate.atMs;
  if (elapsedMs <= 0) return elapsedMs < 0 ? { ...rate, atMs: nowMs, bytes } : rate;
  const current = ((bytes - rate.bytes) * 1_000) / elapsedMs;
  const average = rate.average + (1 - Math.exp(-elapsedMs / smoothingMs)) * (current - rate.average);
  if (average < 1) return { ...startRate(nowMs), bytes };
  const measuredMs = rate.measuredMs + elapsedMs;
  const bytesPerSecond = measuredMs < enoughMs ? 0 : average / (1 - Math.exp(-measuredMs / smoothingMs));
  return { bytesPerSecond, atMs: nowMs, bytes, average, measuredMs };
}

/** Milliseconds until `bytesLeft` are sent; null while nothing moves. */
export function etaMs(bytesLeft: number, bytesPerSecond: number): number | null {
  if (bytesLeft <= 0) return 0;
  return bytesPerSecond < 1 ? null : Math.ceil((bytesLeft * 1_000) / bytesPerSecond);
}

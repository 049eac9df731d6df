/** A transfer rate smoothed over the last seconds. */
export interface Rate {
  readonly bytesPerSecond: number;
  readonly atMs: number;
  readonly bytes: number;
}
const smoothingMs = 5_000;

export const startRate = (nowMs: number): Rate => ({ bytesPerSecond: 0, atMs: nowMs, bytes: 0 });

/** Takes in the bytes sent so far. The first seconds weigh more, so the number is useful at once. */
export function updateRate(rate: Rate, nowMs: number, bytes: number): Rate {
  const elapsedMs = nowMs - rate.atMs;
  if (elapsedMs <= 0) return elapsedMs < 0 ? { ...rate, atMs: nowMs, bytes } : rate;
  const current = ((bytes - rate.bytes) * 1_000) / elapsedMs;
  const weight = rate.bytesPerSecond === 0 ? 1 : 1 - Math.exp(-elapsedMs / smoothingMs);
  const bytesPerSecond = rate.bytesPerSecond + weight * (current - rate.bytesPerSecond);
  return { bytesPerSecond: bytesPerSecond < 1 ? 0 : bytesPerSecond, atMs: nowMs, bytes };
}

/** Milliseconds until `bytesLeft` are sent; null while nothing moves. */
export function etaMs(bytesLeft: number, bytesPerSecond: number): number | null {
  if (bytesLeft <= 0) return 0;
  return bytesPerSecond < 1 ? null : Math.ceil((bytesLeft * 1_000) / bytesPerSecond);
}

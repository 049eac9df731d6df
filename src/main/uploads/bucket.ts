/** Permission to send, which fills up with time. Pure; see pacer.ts for who waits. */
export interface Bucket {
  readonly bytesPerSecond: number;
  readonly tokens: number;
  readonly atMs: number;
}

/** What may be sent at once after a rest: so little that no window of a few seconds notices. */
const burstMs = 100;
/** What is given at once: small enough for many connections to take turns, large enough to be worth a write. */
const grain = { least: 4_096, most: 262_144 } as const;

/** The most that is saved up, in bytes. */
export const burstOf = (bytesPerSecond: number): number => Math.max(grain.least, (bytesPerSecond * burstMs) / 1_000);
/** The most that one turn gets at this rate. */
export const grainOf = (bytesPerSecond: number): number => Math.floor(Math.min(grain.most, burstOf(bytesPerSecond)));

/** Starts empty: a limit that is set anew gives nothing away. */
export const startBucket = (bytesPerSecond: number, nowMs: number): Bucket => ({
  bytesPerSecond,
  tokens: 0,
  atMs: nowMs,
});

/** A clock that was set back gives nothing, and takes nothing away. */
export function refill(bucket: Bucket, nowMs: number): Bucket {
  const elapsedMs = Math.max(0, nowMs - bucket.atMs);
  const tokens = Math.min(burstOf(bucket.bytesPerSecond), bucket.tokens + (bucket.bytesPerSecond * elapsedMs) / 1_000);
  return { ...bucket, tokens, atMs: nowMs };
}

/** Gives up to `wanted` bytes, but never less than a turn is worth; else says how long to wait. */
export function spend(bucket: Bucket, wanted: number): { bucket: Bucket; granted: number; waitMs: number } {
  const due = Math.min(wanted, grainOf(bucket.bytesPerSecond));
  if (bucket.tokens >= due) return { bucket: { ...bucket, tokens: bucket.tokens - due }, granted: due, waitMs: 0 };
  const waitMs = Math.ceil(((due - bucket.tokens) * 1_000) / bucket.bytesPerSecond);
  return { bucket, granted: 0, waitMs };
}

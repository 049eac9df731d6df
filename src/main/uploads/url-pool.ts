/** An upload URL with its token: serves one upload at a time, many in turn. */
export interface UploadUrl {
  readonly uploadUrl: string;
  readonly authorizationToken: string;
  readonly obtainedAtMs: number;
}
/** The service lets a pair live for 24 hours; one that waited half of that is not worth the risk. */
const maxAgeMs = 12 * 3_600_000;

/**
 * Pairs that are free at the moment, by target (a large file, or the bucket). Whoever takes one owns it and puts it
 * back only after a success: a pair that failed is never seen again.
 */
export function createUrlPool() {
  const free = new Map<string, UploadUrl[]>();
  return {
    /** A pair that worked before, or null: fetch one. */
    take(target: string, nowMs: number): UploadUrl | null {
      const list = free.get(target) ?? [];
      for (let pair = list.pop(); pair; pair = list.pop()) {
        const ageMs = nowMs - pair.obtainedAtMs;
        if (ageMs >= 0 && ageMs < maxAgeMs) return pair;
      }
      return null;
    },
    putBack(target: string, pair: UploadUrl): void {
      const list = free.get(target) ?? [];
      free.set(target, [...list, pair]);
    },
    /** After a finish, a failure or a pause: what is pooled for the target went stale together. */
    drop(target: string): void {
      free.delete(target);
    },
    clear(): void {
      free.clear();
    },
  };
}
export type UrlPool = ReturnType<typeof createUrlPool>;

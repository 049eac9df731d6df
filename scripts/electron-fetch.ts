const DAY_MS = 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;

/** A try to fetch Electron's binary that came to nothing. */
export interface FailedFetch {
  readonly version: string;
  readonly atMs: number;
  readonly reason: string;
}

/** The `version` in the text of a package.json. */
export const electronVersion = (text: string): string => (JSON.parse(text) as { version: string }).version;

/** What was remembered; null when the file does not hold it (cut off, of another version of this script). */
export function parseFailure(text: string): FailedFetch | null {
  try {
    const { version, atMs, reason } = JSON.parse(text) as Record<string, unknown>;
    if (typeof version !== 'string' || typeof atMs !== 'number' || typeof reason !== 'string') return null;
    return { version, atMs, reason };
  } catch {
    return null;
  }
}

/**
 * When and why fetching this version failed, in words, while that is reason enough not to try: for a day. Null when it
 * is time to try; also when the clock has gone back.
 */
export function remembered(failure: FailedFetch | null, version: string, nowMs: number): string | null {
  if (failure?.version !== version) return null;
  const agoMs = nowMs - failure.atMs;
  if (agoMs < 0 || agoMs >= DAY_MS) return null;
  const hours = Math.floor(agoMs / HOUR_MS);
  const ago = hours === 0 ? 'within the last hour' : `${hours} h ago`;
  return `${ago} (${failure.reason})`;
}

import type { Outcome } from '../../uploads/ports.ts';
import { failureOf } from './failure.ts';
import type { JobHandler } from './runner.ts';

/** Of which zone the cache is to be purged, and with what. */
export interface PurgeAccess {
  readonly zoneId: string;
  readonly apiToken: string;
}
export interface PurgeDeps {
  /** As it is set now; null: zone or token are missing. */
  readonly access: () => Promise<PurgeAccess | null>;
  readonly purge: (
    request: PurgeAccess & { readonly urls: readonly string[] },
    signal: AbortSignal,
  ) => Promise<Outcome<void>>;
}

/** Takes what was deleted out of the CDN's cache, where else it would be played for as long as it is kept there. */
export function createPurgeCdn({ access, purge }: PurgeDeps): JobHandler<'purge-cdn'> {
  return async ({ urls }, signal) => {
    const allowed = await access();
    if (!allowed) {
      return { type: 'failed', failure: { kind: 'not-configured', retry: 'after-user', code: 'no-cdn-token' } };
    }
    const purged = await purge({ ...allowed, urls }, signal);
    if (purged.ok) return { type: 'done' };
    const failure = failureOf(purged.error);
    // Cloudflare says so of a zone that is not its own: a slip in the settings.
    const isMistyped = failure.kind === 'invalid' || failure.kind === 'not-found';
    return { type: 'failed', failure: isMistyped ? { ...failure, retry: 'after-user' } : failure };
  };
}

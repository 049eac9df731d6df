import { createClient, type PostgrestError, type SupabaseClient } from '@supabase/supabase-js';
import { err, type Result } from '../../../shared/ipc/result.ts';
import type { ServerError, SyncServer } from '../ports.ts';
import { readDigest, readHello, readPublish, readPull, readPush } from '../protocol.ts';
import type { PublishServer } from '../publish-door.ts';
import { wireText } from '../wire-text.ts';

export interface SupabaseServerDeps {
  /** The configured project; null while there is none. May change at run time. */
  readonly config: () => { readonly url: string; readonly publishableKey: string } | null;
  readonly session: {
    accessToken(): Promise<Result<string, string>>;
    renew(stale: string): Promise<Result<string, string>>;
  };
  readonly fetch: typeof globalThis.fetch;
  readonly newId: () => string;
}

const HELLO_TIMEOUT_MS = 15_000;
/** Longer than hosted Supabase lets a statement run (8 s), with a slow link besides. */
const DATA_TIMEOUT_MS = 60_000;

/** Why there is no token decides whether it is worth waiting or a sign-in is needed. */
function tokenError(code: string): ServerError {
  if (code === 'OFFLINE') return 'OFFLINE';
  return code === 'RATE_LIMITED' || code === 'SERVER' ? 'BUSY' : 'UNAUTHORIZED';
}

/** What a refusal with a code of PostgREST or PostgreSQL means (docs.postgrest.org, "Errors"). */
function codeError(code: string): ServerError {
  // The doors are closed to anon: without a good token the answer is 42501, never an empty page.
  if (/^(PGRST30[0-3]|42501|28...)$/.test(code)) return 'UNAUTHORIZED';
  if (/^(PGRST1..|PGRST2..|42883|3F000)$/.test(code)) return 'INCOMPATIBLE';
  if (code === '57014') return 'TIMEOUT';
  return /^(22|54)...$/.test(code) ? 'REFUSED' : 'BUSY';
}

/** What an answer without such a code means: it came from a gateway, or from something in between. */
function statusError(status: number, isHtml: boolean): ServerError {
  if (status === 0) return 'OFFLINE';
  if (status === 413) return 'TIMEOUT'; // too much for something in between: less at once is tried
  if (status === 429 || (status >= 500 && status !== 511)) return 'BUSY';
  if (isHtml || status < 400 || status === 511) return 'CAPTIVE';
  return status === 401 || status === 403 ? 'UNAUTHORIZED' : 'INCOMPATIBLE';
}

function classify(error: PostgrestError, status: number): ServerError {
  return error.code ? codeError(error.code) : statusError(status, /^\s*</.test(error.message ?? ''));
}

/** One client per project; the token is ours and set before each call, so supabase-js never refreshes or falls back. */
function createClients(fetch: typeof globalThis.fetch) {
  let made: { key: string; client: SupabaseClient } | null = null;
  let bearer = '';
  let retryAfterMs = 0;
  const watched: typeof globalThis.fetch = async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' });
    retryAfterMs = (Number(response.headers.get('retry-after')) || 0) * 1000;
    return response;
  };
  return {
    for({ url, publishableKey }: { url: string; publishableKey: string }, token: string): SupabaseClient {
      bearer = token;
      retryAfterMs = 0;
      const key = `${url} ${publishableKey}`;
      if (made?.key !== key) {
        const client = createClient(url, publishableKey, {
          accessToken: async () => bearer,
          global: { fetch: watched },
        });
        made = { key, client };
      }
      return made.client;
    },
    retryAfterMs: () => retryAfterMs,
  };
}

/** The doors over supabase-js, rpc only. Answers are believed when they prove to be ours (see protocol.ts). */
export function createSupabaseServer(deps: SupabaseServerDeps): SyncServer & PublishServer {
  const clients = createClients(deps.fetch);
  type Read<T> = (data: unknown, asked: { nonce: string; userId: string }) => Result<T, ServerError>;
  interface Call<T> {
    readonly door: string;
    readonly args: Readonly<Record<string, unknown>>;
    readonly userId: string;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
    readonly read: Read<T>;
  }

  async function ask<T>(call: Call<T>, token: string): Promise<Result<T, ServerError>> {
    const config = deps.config();
    if (!config) return err('OFFLINE', 'no server is configured');
    const nonce = deps.newId();
    const timeout = AbortSignal.timeout(call.timeoutMs);
    const request = clients.for(config, token).rpc(call.door, { ...call.args, p_nonce: nonce });
    const { data, error, status } = await request.abortSignal(AbortSignal.any([call.signal, timeout]));
    if (call.signal.aborted) return err('ABORTED', 'cut off by us');
    if (timeout.aborted) return err('TIMEOUT', `no answer within ${call.timeoutMs} ms`);
    if (!error) return call.read(data as unknown, { nonce, userId: call.userId });
    return err(classify(error, status), error.message, {
      status,
      sqlstate: error.code ?? '',
      retryAfterMs: clients.retryAfterMs(),
    });
  }

  /** A refused token is renewed once: our clock may be wrong about its life. */
  async function through<T>(call: Call<T>): Promise<Result<T, ServerError>> {
    const token = await deps.session.accessToken();
    if (!token.success) return err(tokenError(token.error.code), token.error.message);
    const answer = await ask(call, token.data);
    if (answer.success || answer.error.code !== 'UNAUTHORIZED') return answer;
    const renewed = await deps.session.renew(token.data);
    return renewed.success ? ask(call, renewed.data) : err(tokenError(renewed.error.code), renewed.error.message);
  }

  return {
    hello: ({ clientId, userId, deviceName }, signal) =>
      through({
        door: 'sync_hello',
        args: { p_client: clientId, p_name: wireText(deviceName) },
        userId,
        timeoutMs: HELLO_TIMEOUT_MS,
        signal,
        read: readHello,
      }),
    push: ({ clientId, userId, workspaceId, batch }, signal) =>
      through({
        door: 'sync_push',
        args: { p_client: clientId, p_ws: workspaceId, p_user: userId, p_batch: batch },
        userId,
        timeoutMs: DATA_TIMEOUT_MS,
        signal,
        read: readPush,
      }),
    pull: ({ clientId, userId, workspaceId, cursor, epoch, limit }, signal) =>
      through({
        door: 'sync_pull',
        args: { p_client: clientId, p_ws: workspaceId, p_cursor: cursor, p_epoch: epoch, p_limit: limit },
        userId,
        timeoutMs: DATA_TIMEOUT_MS,
        signal,
        read: readPull,
      }),
    digest: ({ userId, workspaceId }, signal) =>
      through({
        door: 'sync_digest',
        args: { p_ws: workspaceId },
        userId,
        timeoutMs: DATA_TIMEOUT_MS,
        signal,
        read: readDigest,
      }),
    publish: ({ clientId, userId, workspaceId, courseId, versionId, cursor, epoch, urls }, signal) =>
      through({
        door: 'course_publish',
        args: {
          p_client: clientId,
          p_ws: workspaceId,
          p_user: userId,
          p_course: courseId,
          p_version: versionId,
          p_cursor: cursor,
          p_epoch: epoch,
          p_urls: urls,
        },
        userId,
        timeoutMs: DATA_TIMEOUT_MS,
        signal,
        read: readPublish,
      }),
  };
}

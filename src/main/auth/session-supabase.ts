import { createClient, type AuthError, type Session, type SupabaseClient } from '@supabase/supabase-js';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { AuthApi, Grant, SignInError, SupabaseConfig, TokenError } from './session-ports.ts';

type Fetch = typeof globalThis.fetch;

const TIMEOUT_MS = 15_000;

/** Codes of the server's auth service (supabase.com/docs/guides/auth/debugging/error-codes) and what they mean here. */
const CODES: Readonly<Record<string, SignInError>> = {
  invalid_credentials: 'WRONG_CREDENTIALS',
  user_banned: 'WRONG_CREDENTIALS',
  email_not_confirmed: 'EMAIL_NOT_CONFIRMED',
  over_request_rate_limit: 'RATE_LIMITED',
};
const signInError = (code: string): SignInError => CODES[code] ?? 'SERVER';
/** Only these, said by the service itself, end a session. */
const ENDED: ReadonlySet<string> = new Set([
  'refresh_token_not_found',
  'refresh_token_already_used',
  'session_expired',
  'session_not_found',
  'user_not_found',
  'user_banned',
  'validation_failed',
]);
const tokenError = (code: string): TokenError => (ENDED.has(code) ? 'SESSION_EXPIRED' : 'SERVER');
type Transport = 'OFFLINE' | 'RATE_LIMITED' | 'SERVER';

/**
 * One request, one outcome. supabase-js repeats a failed refresh for up to 30 s and then remembers the failure for
 * 60 s; what it would take for a network fault is handed to it as a plain refusal instead, and `outcome` says what it was.
 */
function oneShot(fetch: Fetch) {
  let outcome: Transport | null = null;
  const refuse = (code: Transport): Response => {
    outcome = code;
    return Response.json({ code: 'transport', message: code }, { status: 400 });
  };
  const guarded: Fetch = async (input, init) => {
    try {
      const response = await fetch(input, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (response.status === 429) return refuse('RATE_LIMITED');
      if (response.status >= 500) return refuse('SERVER');
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      return isJson || response.status === 204 ? response : refuse('OFFLINE'); // a sign-in page of some network
    } catch {
      return refuse('OFFLINE');
    }
  };
  return { guarded, outcome: () => outcome };
}

function toGrant(session: Session | null): Result<Grant, 'OFFLINE'> {
  if (!session?.user?.id) return err('OFFLINE', 'the answer is not an auth service’s');
  const name: unknown = session.user.user_metadata?.['display_name'];
  return ok({
    accessToken: session.access_token,
    refreshToken: session.refresh_token,
    lifetimeMs: session.expires_in * 1000,
    user: {
      userId: session.user.id,
      email: session.user.email ?? '',
      displayName: typeof name === 'string' ? name : '',
    },
  });
}

/** E-mail and password sign-in through supabase-js; a new client per call, so that no state of its own is in the way. */
export function createSupabaseAuth({ url, publishableKey }: SupabaseConfig, fetch: Fetch): AuthApi {
  function open() {
    const { guarded, outcome } = oneShot(fetch);
    const auth = { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false };
    return { client: createClient(url, publishableKey, { auth, global: { fetch: guarded } }), outcome };
  }
  async function ask<Code extends string>(
    call: (client: SupabaseClient) => Promise<{ data: { session: Session | null }; error: AuthError | null }>,
    codeOf: (code: string) => Code,
  ): Promise<Result<Grant, Code | Transport>> {
    const { client, outcome } = open();
    const { data, error } = await call(client);
    if (!error) return toGrant(data.session);
    return err(outcome() ?? codeOf(error.code ?? ''), error.message, { serverCode: error.code ?? null });
  }
  return {
    project: url,
    signIn: (email, password) => ask((client) => client.auth.signInWithPassword({ email, password }), signInError),
    refresh: (refreshToken) => ask((client) => client.auth.refreshSession({ refresh_token: refreshToken }), tokenError),
    async signOut(accessToken) {
      await open().client.auth.admin.signOut(accessToken, 'local');
    },
  };
}

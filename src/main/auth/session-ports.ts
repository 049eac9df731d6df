import type { Result } from '../../shared/ipc/result.ts';

/** What a sign-in may fail with. */
export type SignInError =
  | 'NOT_CONFIGURED'
  | 'OFFLINE'
  | 'WRONG_CREDENTIALS'
  | 'EMAIL_NOT_CONFIRMED'
  | 'RATE_LIMITED'
  | 'VAULT_UNAVAILABLE'
  | 'SERVER';
/** Why there is no token. SESSION_EXPIRED: the server has ended the session; only a new sign-in helps. */
export type TokenError = 'SIGNED_OUT' | 'SESSION_EXPIRED' | 'OFFLINE' | 'RATE_LIMITED' | 'SERVER';

/** The configured project. */
export interface SupabaseConfig {
  readonly url: string;
  readonly publishableKey: string;
}
export interface SessionUser {
  readonly userId: string;
  readonly email: string;
  readonly displayName: string;
}
/** What the server hands out. `lifetimeMs`: of the access token, from now. */
export interface Grant {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly lifetimeMs: number;
  readonly user: SessionUser;
}
/** A project's sign-in service. No method throws; none waits for longer than its own time-out. */
export interface AuthApi {
  /** Names the project; a session is good for its own project only. */
  readonly project: string;
  signIn(email: string, password: string): Promise<Result<Grant, SignInError>>;
  refresh(refreshToken: string): Promise<Result<Grant, TokenError>>;
  /** Tells the server to end the session; what comes of it does not matter. */
  signOut(accessToken: string): Promise<void>;
}
/** Where secrets are kept (the system's keyring). */
export interface SessionVault {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}
export interface SessionClock {
  nowMs(): number;
  /** Resolves after `ms`, or at once when the signal fires. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}

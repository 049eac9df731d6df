import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type {
  AuthApi,
  Grant,
  SessionClock,
  SessionUser,
  SessionVault,
  SignInError,
  SupabaseConfig,
  TokenError,
} from './session-ports.ts';
import { readSession, recordOf, removeSession, writeSession, type SessionRecord } from './session-record.ts';
import { createSupabaseAuth } from './session-supabase.ts';

/** An access token with less life than this is renewed before it is used. */
const MARGIN_MS = 60_000;
/** After a renewal that failed for the moment. */
const RETRY_MS = 60_000;

/** `signed-in` says who works here, not that the network is up. `needs-auth`: known, but the session was ended. */
export interface SessionView {
  readonly state: 'signed-out' | 'signed-in' | 'needs-auth';
  readonly user: SessionUser | null;
}
export interface SessionDeps {
  readonly vault: SessionVault;
  readonly clock: SessionClock;
  /** The configured project; null while there is none. May change at run time: call `wake` then. */
  readonly connect: () => SupabaseConfig | null;
  /** The sign-in service of a project; by default the real one, over `fetch`. */
  readonly openAuth?: (config: SupabaseConfig) => AuthApi;
  readonly fetch?: typeof globalThis.fetch;
  readonly log?: (message: string, fields: Readonly<Record<string, unknown>>) => void;
  /** Whether a restart will find the session was found out anew. */
  readonly onKept?: () => void;
}
export interface SessionService {
  /** Reads the kept session; call once before anything else. Never needs the network. */
  restore(): Promise<void>;
  current(): SessionView;
  /** False: the last renewal could not be written, so that the next start will ask for the password. */
  isKept(): boolean;
  /** What sync needs to know. */
  identity(): { readonly state: SessionView['state'] | 'unconfigured'; readonly userId: string | null };
  signIn(email: string, password: string): Promise<Result<SessionView, SignInError>>;
  /** Forgets the session here at once; the server is told if it can be reached. */
  signOut(): Promise<void>;
  /** A token that is good for a while. OFFLINE when it had to be renewed and could not: the session itself stays. */
  accessToken(): Promise<Result<string, TokenError>>;
  /** For a token that the server has refused: a newer one. */
  renew(stale: string): Promise<Result<string, TokenError>>;
  /** After sleep, when the network is back, or when another project was configured. */
  wake(): void;
  /** Called when the person or the state changed; the answer unsubscribes. */
  onChange(listen: (view: SessionView) => void): () => void;
  stop(): void;
}

/** Tells listeners of a view, once per change. */
function createTeller(current: () => SessionView) {
  const listeners = new Set<(view: SessionView) => void>();
  let told = JSON.stringify(current());
  return {
    add(listen: (view: SessionView) => void): () => void {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
    tell(): void {
      const view = current();
      if (JSON.stringify(view) === told) return;
      told = JSON.stringify(view);
      for (const listen of listeners) listen(view);
    },
  };
}

/** One timer at a time. */
function createTimer(clock: SessionClock) {
  let pending = new AbortController();
  async function wait(ms: number, run: () => void, { signal }: AbortController): Promise<void> {
    await clock.delay(ms, signal);
    if (!signal.aborted) run();
  }
  const clear = (): void => pending.abort();
  return {
    clear,
    set(ms: number, run: () => void): void {
      clear();
      pending = new AbortController();
      void wait(ms, run, pending);
    },
  };
}

/** The sign-in service of whatever project is configured now. */
function createConnection(deps: SessionDeps): () => AuthApi | null {
  const openAuth =
    deps.openAuth ?? ((config: SupabaseConfig) => createSupabaseAuth(config, deps.fetch ?? globalThis.fetch));
  let opened: { key: string; api: AuthApi } | null = null;
  return () => {
    const config = deps.connect();
    if (!config) return null;
    const key = `${config.url} ${config.publishableKey}`;
    if (opened?.key !== key) opened = { key, api: openAuth(config) };
    return opened.api;
  };
}

/**
 * The one owner of the session: nobody else refreshes, and the refresh token never leaves here. No failure wipes
 * anything: only the server's clear word ends a session, and then the person is still known.
 */
export function createSessionService(deps: SessionDeps): SessionService {
  const { vault, clock, log = () => undefined, onKept = () => undefined } = deps;
  let isKept = true;
  const connection = createConnection(deps);
  const timer = createTimer(clock);
  let held: SessionRecord | null = null;
  let renewing: Promise<Result<string, TokenError>> | null = null;

  /** The session, if it is one of the project that is configured now. */
  function session(): SessionRecord | null {
    return held !== null && held.project === connection()?.project ? held : null;
  }
  function current(): SessionView {
    const mine = session();
    if (!mine) return { state: 'signed-out', user: null };
    return { state: mine.isEnded ? 'needs-auth' : 'signed-in', user: mine.user };
  }
  const teller = createTeller(current);

  function arm(delayMs?: number): void {
    timer.clear();
    const mine = session();
    if (mine?.isEnded === false)
      timer.set(delayMs ?? Math.max(0, mine.renewAtMs - clock.nowMs()), () => void renewOnce());
  }
  function hold(next: SessionRecord): void {
    held = next;
    arm();
    teller.tell();
  }

  /** Kept before used: the server has already forgotten the former refresh token. */
  async function keep(next: SessionRecord, former: SessionRecord): Promise<void> {
    const wasKept = isKept;
    try {
      await writeSession(vault, next);
      isKept = true;
    } catch (error) {
      isKept = false; // signed in until Lectern ends
      log('session.notKept', { error });
    }
    if (isKept !== wasKept) onKept();
    if (held === former) hold(next);
    else if (held === null) await removeSession(vault); // signed out while it was being written
  }

  async function askForRenewal(mine: SessionRecord, api: AuthApi): Promise<Result<string, TokenError>> {
    const answer = await api.refresh(mine.refreshToken);
    if (held !== mine) return err('SIGNED_OUT', 'the session was replaced meanwhile');
    if (answer.success) {
      await keep(recordOf(api.project, answer.data, clock.nowMs()), mine);
      return ok(answer.data.accessToken);
    }
    log('session.notRenewed', { code: answer.error.code });
    if (answer.error.code === 'SESSION_EXPIRED') await keep({ ...mine, isEnded: true }, mine);
    else arm(RETRY_MS);
    return answer;
  }
  /** Single flight: two renewals with one refresh token would look like a theft to the server. */
  function renewOnce(): Promise<Result<string, TokenError>> {
    const mine = session();
    const api = connection();
    if (!mine || !api) return Promise.resolve(err('SIGNED_OUT', 'nobody is signed in'));
    if (mine.isEnded) return Promise.resolve(err('SESSION_EXPIRED', 'the session has ended'));
    renewing ??= askForRenewal(mine, api).finally(() => (renewing = null));
    return renewing;
  }

  async function accessToken(): Promise<Result<string, TokenError>> {
    const mine = session();
    if (mine && !mine.isEnded && mine.expiresAtMs - clock.nowMs() > MARGIN_MS) return ok(mine.accessToken);
    const renewed = await renewOnce();
    const isStillGood = mine !== null && held === mine && !mine.isEnded && mine.expiresAtMs > clock.nowMs();
    return !renewed.success && isStillGood ? ok(mine.accessToken) : renewed;
  }

  async function enter(project: string, grant: Grant): Promise<Result<SessionView, SignInError>> {
    const next = recordOf(project, grant, clock.nowMs());
    try {
      await writeSession(vault, next);
    } catch (error) {
      log('session.notKept', { error });
      return err('VAULT_UNAVAILABLE', 'the session cannot be kept on this computer');
    }
    hold(next);
    return ok(current());
  }

  return {
    async restore() {
      held = await readSession(vault);
      arm();
      teller.tell();
    },
    current,
    isKept: () => isKept,
    identity() {
      const { state, user } = current();
      return { state: connection() ? state : 'unconfigured', userId: user?.userId ?? null };
    },
    async signIn(email, password) {
      const api = connection();
      if (!api) return err('NOT_CONFIGURED', 'no server is configured');
      const answer = await api.signIn(email.trim(), password);
      return answer.success ? enter(api.project, answer.data) : answer;
    },
    async signOut() {
      const mine = session();
      const api = connection();
      held = null;
      timer.clear();
      try {
        await removeSession(vault);
      } finally {
        teller.tell(); // signed out here and now, also when the file stays: then the caller hears of it
      }
      if (mine && api && !mine.isEnded) void api.signOut(mine.accessToken);
    },
    accessToken,
    renew(stale) {
      const mine = session();
      return mine && mine.accessToken !== stale ? accessToken() : renewOnce();
    },
    wake() {
      teller.tell();
      arm();
    },
    onChange: teller.add,
    stop: timer.clear,
  };
}

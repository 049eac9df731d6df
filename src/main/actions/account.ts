import type { SyncStatus } from '../../shared/domain/sync-status.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import { isAllowedUrl, type Policy } from '../auth/policy.ts';
import type { ServerConfigStore } from '../auth/server-config.ts';
import type { SessionService } from '../auth/session.ts';
import type { Handlers } from '../ipc/router.ts';

type AccountHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `session.${string}` | `server.${string}` | `sync.${string}`>
>;
type SessionAnswer = Extract<Awaited<ReturnType<Handlers['session.get']>>, { success: true }>['data'];

export interface AccountDeps {
  readonly session: SessionService;
  /** Resolves when the profile of whoever is signed in now is the open one. */
  readonly settled: () => Promise<void>;
  readonly config: ServerConfigStore;
  readonly policy: Policy['signIn'];
  readonly onServerChanged: () => Promise<void>;
  readonly syncStatus: () => SyncStatus;
  readonly syncNow: () => void;
  /** Resolves when nothing waits any more, or when it cannot be sent now. */
  readonly sendWaiting: () => Promise<SyncStatus>;
}

export function createAccountActions(deps: AccountDeps): AccountHandlers {
  const { session, config, policy } = deps;
  const server = () => ({ url: '', publishableKey: '', ...config.read(), locked: config.isLocked });
  const current = (): SessionAnswer => session.current() as SessionAnswer;

  function isDomainAllowed(email: string): boolean {
    const domains = policy?.allowedDomains;
    return !domains || domains.some((domain) => email.toLowerCase().endsWith(`@${domain.toLowerCase()}`));
  }

  return {
    'session.get': () => ok(current()),
    async 'session.signIn'({ email, password }) {
      if (!config.read()) return err('NOT_CONFIGURED', 'no server is configured');
      if (!isDomainAllowed(email)) return err('DOMAIN_NOT_ALLOWED', 'the organisation allows other domains only');
      const signedIn = await session.signIn(email, password);
      if (!signedIn.success) return signedIn;
      await deps.settled();
      return ok(current());
    },
    async 'session.signOut'({ keepsWaiting }) {
      const { waiting, deadLetters } = deps.syncStatus();
      if (!keepsWaiting && waiting + deadLetters > 0) return err('CHANGES_WAITING', 'not everything is at the server');
      await session.signOut();
      return ok(current());
    },
    'server.get': () => ok(server()),
    async 'server.save'({ url, publishableKey }) {
      if (config.isLocked) return err('LOCKED', 'the organisation sets the server');
      const allowed = isAllowedUrl(url);
      if (allowed !== 'ok') return err(allowed, 'this address cannot be used');
      config.save({ url: new URL(url).origin, publishableKey: publishableKey.trim() });
      await deps.onServerChanged();
      return ok(server());
    },
    'sync.getStatus': () => ok(deps.syncStatus()),
    'sync.now'() {
      deps.syncNow();
      return ok({});
    },
    'sync.sendWaiting': async () => ok(await deps.sendWaiting()),
  };
}

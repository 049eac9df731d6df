import { join } from 'node:path';
import { app, shell } from 'electron';
import type { SyncStatus } from '../shared/domain/sync-status.ts';
import { routes } from '../shared/ipc/contract.ts';
import type { StartProblem } from '../shared/ipc/contract/studio.ts';
import { createAccountActions } from './actions/account.ts';
import { createAppActions, type AppInfo } from './actions/app.ts';
import { readPolicy, SYSTEM_POLICY_FILE } from './auth/policy.ts';
import type { Profile } from './compose-profile-face.ts';
import { createFront } from './compose-front.ts';
import type { Damage } from './compose-recovery.ts';
import { type AppServices, createServices, type Environment } from './compose-services.ts';
import { diskErrorOf } from './db/errors.ts';
import { createRouter } from './ipc/router.ts';
import { openTransport, sendEvent } from './ipc/transport.ts';
import { createAppLanguage } from './lib/app-language.ts';
import { createLogger } from './lib/logger.ts';
import { stopInOrder } from './lib/stop-in-order.ts';
import { createMediaBodies } from './platform/media-bodies.ts';
import { handleScheme, ORIGIN } from './platform/protocols.ts';
import { createAppQuitGuard } from './platform/quit-guard.ts';
import { watchSystem } from './platform/system-signals.ts';
import type { StorageClient } from './uploads/adapters/storage-client.ts';
import { createProfileKeeper } from './profile-keeper.ts';

/** The whole of a profile stops within its own deadlines; then the process ends anyway. */
const STOP_DEADLINE_MS = 10_000;

/** What there is once the policy was read. */
interface Parts {
  readonly services: AppServices;
  readonly account: ReturnType<typeof createAccountActions>;
  readonly unwatchSystem: () => void;
}

const notRunning: SyncStatus = {
  state: 'local-only',
  waiting: 0,
  lastSyncedAtMs: null,
  savedAtMs: null,
  conflicts: 0,
  deadLetters: 0,
};

function damageNotice({ keptAside, mendedFromMs, rescued: count }: Damage) {
  return mendedFromMs === null
    ? { code: 'DATABASE_SET_ASIDE' as const, detail: keptAside, count }
    : { code: 'BACKUP_RESTORED' as const, detail: keptAside, atMs: mendedFromMs, count };
}

/** The addresses of the page: itself, and the media, pictures and captions of the profile that is open. */
function openAddresses(
  { rendererRoot }: Environment,
  profile: () => Profile | null,
  storage: () => StorageClient | null,
  report: (where: string, error: unknown) => void,
): void {
  const bodies = createMediaBodies(() => profile()?.media ?? null, storage);
  const readPoster = async (id: string) => profile()?.posters.read(id) ?? null;
  handleScheme({ rendererRoot, ...bodies, readPoster, report });
}

/** Builds everything, starts it in order, and stops it in reverse. */
export function compose(env: Environment) {
  const logFolder = join(env.userData, 'logs');
  const mirror = env.isPackaged ? undefined : (line: string) => process.stderr.write(line);
  const logger = createLogger(logFolder, () => Date.now(), mirror);
  let parts: Parts | null = null;
  let isStopped = false;

  function report(where: string, error: unknown): string {
    const incidentId = crypto.randomUUID().slice(0, 8);
    logger.log('error', 'something unexpected', { where, incidentId, error });
    return incidentId;
  }
  const language = createAppLanguage(() => app.getLocale());
  const front = createFront({ env, logger, logFolder, language });
  const { windows, obey } = front;
  const onNotice = (): void => sendEvent('app.noticesChanged', {});
  const keeper = createProfileKeeper({ userData: env.userData, logger, report, onSettings: obey, onNotice });
  const { profile, problem, inTurn } = keeper;
  const guard = createAppQuitGuard(language.t, () => profile()?.uploadsUnderWay() ?? 0);

  function notices(): AppInfo['notices'] {
    const fault = profile()?.health.fault() ?? null;
    const isForgetful = parts !== null && !(parts.services.vault.persistent && parts.services.session.isKept());
    const damage = keeper.damage();
    const backupFault = profile()?.backupFault() ?? null;
    return [
      ...(fault ? [{ code: fault, detail: '' }] : []),
      ...(damage ? [damageNotice(damage)] : []),
      ...(profile()?.notices() ?? []),
      ...(backupFault ? [{ code: backupFault, detail: '' }] : []),
      ...(isForgetful ? [{ code: 'VAULT_UNAVAILABLE' as const, detail: '' }] : []),
    ];
  }
  const info = (): AppInfo => ({
    version: app.getVersion(),
    platform: process.platform as AppInfo['platform'],
    locale: language.locale(),
    problem: problem(),
    notices: notices(),
  });

  function accountActions(services: AppServices) {
    return createAccountActions({
      session: services.session,
      settled: keeper.settled,
      config: services.server,
      policy: services.policy.signIn,
      onServerChanged: async () => profile()?.sync.poke('session'),
      syncStatus: () => profile()?.sync.status() ?? notRunning,
      syncNow: () => profile()?.sync.poke('user'),
      sendWaiting: async () => (await profile()?.sync.sendAll()) ?? notRunning,
    });
  }

  /** Reads the policy and, if it can be obeyed, builds the services and opens the last profile. */
  async function begin(): Promise<void> {
    const made = windows();
    if (!made) return;
    const policy = readPolicy(env.policyFile ?? SYSTEM_POLICY_FILE, env.policyFile !== null);
    if (!policy.success) return keeper.stumble({ code: 'POLICY_INVALID', detail: policy.error.message });
    const services = await createServices({ env, logger, windows: made, policy: policy.data, profile, language, obey });
    const unwatchSystem = watchSystem((signal) => {
      if (signal === 'shutdown') return guard.letGo();
      if (signal === 'resume' || signal === 'online') services.session.wake();
      profile()?.onSystem(signal);
    });
    parts = { services, account: accountActions(services), unwatchSystem };
    await services.session.restore();
    services.session.onChange(() => void inTurn(() => keeper.onSession(services)).catch(() => undefined)); // told by inTurn
    await keeper.openLast(services);
  }

  async function openAgain(): Promise<StartProblem | null> {
    if (problem() && parts) await keeper.openLast(parts.services);
    else if (problem()) await begin();
    onNotice();
    return problem();
  }

  const appActions = createAppActions({
    info,
    openWindow: (path) => windows()?.open(path),
    retryStart: () => inTurn(openAgain),
    setDataAside: () =>
      inTurn(async () => (parts && (await keeper.setAside(parts.services)) ? openAgain() : problem())),
    showDataFolder: () => void shell.openPath(env.userData),
    ...front.closing,
    quit: () => void setImmediate(() => app.quit()),
  });

  function openDoors(): void {
    const dispatch = createRouter({
      routes,
      handlers: () => (problem() ? appActions : { ...appActions, ...parts?.account, ...profile()?.handlers }),
      translate: diskErrorOf,
      report: (route, error) => keeper.reportCall(parts?.services ?? null, route, error),
      checkOutputs: !env.isPackaged,
    });
    const origins = env.devUrl ? [ORIGIN, new URL(env.devUrl).origin] : [ORIGIN];
    openTransport(async (route, input, caller) => {
      const answer = await dispatch(route, input, caller);
      const code = answer.success ? null : answer.error.code;
      if (code === 'DISK_FULL' || code === 'READ_ONLY') profile()?.health.failed(code);
      return answer;
    }, origins);
    openAddresses(env, profile, () => parts?.services.storageClient ?? null, report);
  }

  async function start(): Promise<void> {
    await app.whenReady();
    const made = front.begin(guard.hold);
    openDoors();
    await inTurn(begin);
    if (problem()) made.open();
    else made.reopen((courseId) => profile()?.hasCourse(courseId) ?? false);
    logger.log('info', 'started', { version: app.getVersion(), packaged: env.isPackaged });
  }

  const stop = (): Promise<void> =>
    stopInOrder(
      [
        { name: 'the watch of the system', stop: () => parts?.unwatchSystem() },
        { name: 'the profile', stop: keeper.stop },
        { name: 'the media worker', stop: () => parts?.services.media.stop() },
        { name: 'the storage client', stop: () => parts?.services.storageClient.close() },
        { name: 'the session', stop: () => parts?.services.session.stop() },
      ],
      { deadlineMs: STOP_DEADLINE_MS, report },
    );

  return {
    start,
    t: language.t,
    /** Brings the studio to the front; makes a window when none is open. */
    focus(): void {
      const opened = windows();
      if (opened?.count() === 0) opened.open();
      opened?.focus();
    },
    activate: () => void (windows()?.count() === 0 && windows()?.open()),
    /** Answers the id under which the log has it. */
    crashed: report,
    /** Asks first when uploads are on their way. */
    beforeQuit: (event: { preventDefault(): void }): void => void (guard.hold(event) || front.letGo()),
    /** Holds the quit until all is stopped, or its deadline has passed. */
    quit(event: { preventDefault(): void }): void {
      if (isStopped) return;
      event.preventDefault();
      void stop().then(() => {
        isStopped = true;
        app.quit();
      });
    },
  };
}

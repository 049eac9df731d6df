import { join } from 'node:path';
import { app, shell } from 'electron';
import type { SyncStatus } from '../shared/domain/sync-status.ts';
import { routes } from '../shared/ipc/contract.ts';
import type { StartProblem } from '../shared/ipc/contract/studio.ts';
import { createAccountActions } from './actions/account.ts';
import { createAppActions, type AppInfo } from './actions/app.ts';
import { readSettings } from './actions/studio.ts';
import { readPolicy, SYSTEM_POLICY_FILE } from './auth/policy.ts';
import { composeProfile, databaseOf, openProfileDatabase, type Profile } from './compose-profile.ts';
import { type AppServices, createServices, type Environment } from './compose-services.ts';
import { diskErrorOf, openErrorOf } from './db/errors.ts';
import type { Database } from './db/open.ts';
import { setDatabaseAside } from './db/set-aside.ts';
import { createRouter } from './ipc/router.ts';
import { openTransport, sendEvent } from './ipc/transport.ts';
import { createLogger } from './lib/logger.ts';
import { createProfileFolders } from './lib/profile-folders.ts';
import { createMediaBodies } from './platform/media-bodies.ts';
import { installMenu } from './platform/menu.ts';
import { handleScheme, ORIGIN } from './platform/protocols.ts';
import { createWindowState } from './platform/window-state.ts';
import { createWindows, type WindowsService } from './platform/windows.ts';

/** How long stopping may take before the process ends anyway: everything durable is durable already. */
const STOP_DEADLINE_MS = 8_000;

/** What there is once the policy was read. */
interface Parts {
  readonly services: AppServices;
  readonly account: ReturnType<typeof createAccountActions>;
}

const notRunning: SyncStatus = {
  state: 'local-only',
  waiting: 0,
  lastSyncedAtMs: null,
  savedAtMs: null,
  conflicts: 0,
  deadLetters: 0,
};

/** Builds everything, starts it in order, and stops it in reverse. */
export function compose(env: Environment) {
  const logFolder = join(env.userData, 'logs');
  const logger = createLogger(
    logFolder,
    () => Date.now(),
    env.isPackaged ? undefined : (line) => process.stderr.write(line),
  );
  const folders = createProfileFolders(env.userData);
  let windows: WindowsService | null = null;
  let parts: Parts | null = null;
  let profile: Profile | null = null;
  let problem: StartProblem | null = null;
  /** The damaged data file that was set aside in this run. */
  let keptAside: string | null = null;
  let switching: Promise<void> = Promise.resolve();
  let isStopped = false;

  const report = (where: string, error: unknown): string => {
    const incidentId = crypto.randomUUID().slice(0, 8);
    logger.log('error', 'something unexpected', { where, incidentId, error });
    return incidentId;
  };

  function notices(): AppInfo['notices'] {
    const fault = profile?.health.fault() ?? null;
    const isForgetful = parts !== null && !parts.services.vault.persistent;
    return [
      ...(fault ? [{ code: fault, detail: '' }] : []),
      ...(keptAside ? [{ code: 'DATABASE_SET_ASIDE' as const, detail: keptAside }] : []),
      ...(isForgetful ? [{ code: 'VAULT_UNAVAILABLE' as const, detail: '' }] : []),
    ];
  }
  const info = (): AppInfo => ({
    version: app.getVersion(),
    platform: process.platform as AppInfo['platform'],
    locale: app.getLocale(),
    problem,
    notices: notices(),
  });

  function stumble(next: StartProblem): void {
    problem = next;
    logger.log('error', 'the studio cannot open', { ...next });
  }

  /** From here on the profile answers; what throws on the way leaves none open. */
  async function enter(services: AppServices, name: string, db: Database, ownerId: string | null): Promise<void> {
    let next: Profile | null = null;
    try {
      next = composeProfile(services, name, folders.folder(name), db);
      if (ownerId) next.adopt(ownerId);
      windows?.setTheme(readSettings(next.settings).theme);
      profile = next;
      await next.start();
    } catch (error) {
      profile = null;
      await next?.stop().catch((more: unknown) => void report('closing the profile', more));
      db.close();
      throw error;
    }
  }

  async function openProfile(services: AppServices, name: string, ownerId: string | null): Promise<void> {
    const folder = folders.folder(name);
    try {
      const opened = openProfileDatabase(folder);
      if (!opened.success) return stumble({ code: opened.error.code, detail: `${folder}: ${opened.error.message}` });
      problem = null;
      await enter(services, name, opened.data, ownerId);
    } catch (error) {
      const incidentId = report('opening the profile', error);
      stumble({ code: openErrorOf(error), detail: `${folder}: ${incidentId}` });
    }
  }

  /** Somebody signed in: the profile without an owner becomes theirs, or theirs is opened instead. */
  async function takeOver(services: AppServices, userId: string): Promise<boolean> {
    const owner = profile?.ownerId() ?? null;
    if (profile && (owner === null || owner === userId)) {
      profile.adopt(userId);
      folders.claim(profile.name, userId);
      return false;
    }
    const leaving = profile;
    profile = null;
    await leaving?.stop();
    const name = folders.ofOwner(userId);
    folders.claim(name, userId);
    await openProfile(services, name, userId);
    return true;
  }

  /** One change of profile at a time; one that fails does not keep the next from being made. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = switching.then(work);
    switching = done.then(
      () => undefined,
      (error: unknown) => void report('changing the profile', error),
    );
    return done;
  }

  async function onSession(services: AppServices): Promise<void> {
    const { state, user } = services.session.current();
    const profileChanged = user && !problem ? await takeOver(services, user.userId) : false;
    profile?.sync.poke('session');
    services.push('session.changed', { state, profileChanged });
  }

  /** Opens the profile that was open last, and hands it to whoever is signed in. */
  async function openLast(services: AppServices): Promise<void> {
    await openProfile(services, folders.current(), null);
    if (services.session.current().user) await onSession(services);
  }

  function accountActions(services: AppServices) {
    return createAccountActions({
      session: services.session,
      settled: () => switching,
      config: services.server,
      policy: services.policy.signIn,
      onServerChanged: async () => profile?.sync.poke('session'),
      syncStatus: () => profile?.sync.status() ?? notRunning,
      syncNow: () => profile?.sync.poke('user'),
    });
  }

  /** Reads the policy and, if it can be obeyed, builds the services and opens the last profile. */
  async function begin(windows: WindowsService): Promise<void> {
    const policy = readPolicy(env.policyFile ?? SYSTEM_POLICY_FILE, env.policyFile !== null);
    if (!policy.success) return stumble({ code: 'POLICY_INVALID', detail: policy.error.message });
    const services = await createServices({ env, logger, windows, policy: policy.data, profile: () => profile });
    parts = { services, account: accountActions(services) };
    await services.session.restore();
    services.session.onChange(() => void inTurn(() => onSession(services)).catch(() => undefined)); // told by inTurn
    await openLast(services);
  }

  async function openAgain(): Promise<StartProblem | null> {
    if (problem && parts) await openLast(parts.services);
    else if (problem && windows) await begin(windows);
    sendEvent('app.noticesChanged', {});
    return problem;
  }

  /** Damage that shows only when that part of the file is read: nothing more is written to it. */
  async function leaveDamaged(incidentId: string): Promise<void> {
    const leaving = profile;
    if (!leaving) return;
    profile = null;
    await leaving.stop();
    stumble({ code: 'CORRUPT', detail: `${folders.folder(leaving.name)}: ${incidentId}` });
    sendEvent('app.noticesChanged', {});
  }
  function reportCall(route: string, error: unknown): string {
    const incidentId = report(route, error);
    if (openErrorOf(error) === 'CORRUPT') void inTurn(() => leaveDamaged(incidentId)).catch(() => undefined);
    return incidentId;
  }

  async function setDataAside(): Promise<StartProblem | null> {
    if (problem?.code !== 'CORRUPT') return problem;
    keptAside = setDatabaseAside(databaseOf(folders.folder(folders.current())), Date.now());
    logger.log('warn', 'the damaged data file was set aside', { keptAside });
    return openAgain();
  }

  const appActions = createAppActions({
    info,
    openWindow: (path) => windows?.open(path),
    retryStart: () => inTurn(openAgain),
    setDataAside: () => inTurn(setDataAside),
    showDataFolder: () => void shell.openPath(env.userData),
    // After the answer is out.
    quit: () => void setImmediate(() => app.quit()),
  });

  function openDoors(): void {
    const dispatch = createRouter({
      routes,
      handlers: () => (problem ? appActions : { ...appActions, ...parts?.account, ...profile?.handlers }),
      translate: diskErrorOf,
      report: reportCall,
      checkOutputs: !env.isPackaged,
    });
    const origins = env.devUrl ? [ORIGIN, new URL(env.devUrl).origin] : [ORIGIN];
    openTransport(async (route, input, caller) => {
      const answer = await dispatch(route, input, caller);
      const code = answer.success ? null : answer.error.code;
      if (code === 'DISK_FULL' || code === 'READ_ONLY') profile?.health.failed(code);
      return answer;
    }, origins);
    handleScheme({
      rendererRoot: env.rendererRoot,
      ...createMediaBodies(
        () => profile?.media ?? null,
        () => parts?.services.storageClient ?? null,
      ),
      readPoster: async (id) => profile?.posters.read(id) ?? null,
      report: (where, error) => void report(where, error),
    });
  }

  async function start(): Promise<void> {
    await app.whenReady();
    const made = createWindows({
      preload: env.preload,
      pageUrl: env.devUrl ?? `${ORIGIN}/index.html`,
      state: createWindowState(join(env.userData, 'window.json')),
      mayClose: () => true,
      report: (message, fields) => logger.log('error', message, fields),
    });
    windows = made;
    openDoors();
    installMenu({
      logFolder,
      openWindow: () => made.open(),
      send: (command, windowId) => sendEvent('app.commandInvoked', { command }, windowId),
    });
    await inTurn(() => begin(made));
    made.open();
    logger.log('info', 'started', { version: app.getVersion(), packaged: env.isPackaged });
  }

  async function stop(): Promise<void> {
    await switching;
    await profile?.stop();
    await parts?.services.media.stop();
    parts?.services.storageClient.close();
    parts?.services.session.stop();
  }

  return {
    start,
    /** Brings the studio to the front; makes a window when none is open. */
    focus(): void {
      if (windows?.count() === 0) windows.open();
      windows?.focus();
    },
    activate: () => void (windows?.count() === 0 && windows.open()),
    /** Answers the id under which the log has it. */
    crashed: report,
    /** Holds the quit until all is stopped, or the deadline has passed. */
    quit(event: { preventDefault(): void }): void {
      if (isStopped) return;
      event.preventDefault();
      const deadline = new Promise<void>((resolve) => setTimeout(resolve, STOP_DEADLINE_MS).unref());
      const stopped = stop().catch((error: unknown) => void report('stopping', error));
      void Promise.race([stopped, deadline]).then(() => {
        isStopped = true;
        app.quit();
      });
    },
  };
}

import { join } from 'node:path';
import { app } from 'electron';
import type { StartProblem } from '../shared/ipc/contract/studio.ts';
import { routes } from '../shared/ipc/contract.ts';
import type { SyncStatus } from '../shared/domain/sync-status.ts';
import { createAccountActions } from './actions/account.ts';
import { createAppActions, type AppInfo } from './actions/app.ts';
import { readSettings } from './actions/studio.ts';
import { composeProfile, openProfileDatabase, type Profile } from './compose-profile.ts';
import { type AppServices, createServices, type Environment } from './compose-services.ts';
import { diskErrorOf } from './db/errors.ts';
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

interface Parts {
  readonly services: AppServices;
  readonly windows: WindowsService;
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
  let parts: Parts | null = null;
  let profile: Profile | null = null;
  let problem: StartProblem | null = null;
  let switching: Promise<void> = Promise.resolve();
  let isStopped = false;

  const report = (where: string, error: unknown): string => {
    const incidentId = crypto.randomUUID().slice(0, 8);
    logger.log('error', 'something unexpected', { where, incidentId, error });
    return incidentId;
  };

  const info = (): AppInfo => ({
    version: app.getVersion(),
    platform: process.platform as AppInfo['platform'],
    locale: app.getLocale(),
    problem,
    notices: parts && !parts.services.vault.persistent ? [{ code: 'VAULT_UNAVAILABLE', detail: '' }] : [],
  });

  async function openProfile(services: AppServices, name: string, ownerId: string | null): Promise<void> {
    const folder = folders.folder(name);
    const opened = openProfileDatabase(folder);
    if (!opened.success) {
      const { code, message } = opened.error;
      problem = { code: code as StartProblem['code'], detail: message };
      logger.log('error', 'the profile could not be opened', { code, message });
      return;
    }
    problem = null;
    profile = composeProfile(services, name, folder, opened.data);
    if (ownerId) profile.adopt(ownerId);
    parts?.windows.setTheme(readSettings(profile.settings).theme);
    await profile.start();
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

  function onSession(services: AppServices): void {
    switching = switching.then(async () => {
      const { state, user } = services.session.current();
      const profileChanged = user ? await takeOver(services, user.userId) : false;
      profile?.sync.poke('session');
      services.push('session.changed', { state, profileChanged });
    });
    switching.catch((error: unknown) => report('session change', error));
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

  function openDoors({ services, windows }: Parts): void {
    const appHandlers = {
      ...createAppActions({ info, openWindow: (path) => windows.open(path) }),
      ...accountActions(services),
    };
    const dispatch = createRouter({
      routes,
      handlers: () => ({ ...appHandlers, ...profile?.handlers }),
      translate: diskErrorOf,
      report,
      checkOutputs: !env.isPackaged,
    });
    openTransport(dispatch, env.devUrl ? [ORIGIN, new URL(env.devUrl).origin] : [ORIGIN]);
    const bodies = createMediaBodies(() => profile?.media ?? null, services.storageClient);
    handleScheme({
      rendererRoot: env.rendererRoot,
      ...bodies,
      readPoster: async (id) => profile?.posters.read(id) ?? null,
      report: (where, error) => void report(where, error),
    });
  }

  async function start(): Promise<void> {
    await app.whenReady();
    const windows = createWindows({
      preload: env.preload,
      pageUrl: env.devUrl ?? `${ORIGIN}/index.html`,
      state: createWindowState(join(env.userData, 'window.json')),
      mayClose: () => true,
      report: (message, fields) => logger.log('error', message, fields),
    });
    const made = await createServices({ env, logger, windows, profile: () => profile });
    parts = { services: made.services, windows };
    problem = made.problem;
    openDoors(parts);
    installMenu({
      logFolder,
      openWindow: () => windows.open(),
      send: (command, windowId) => sendEvent('app.commandInvoked', { command }, windowId),
    });
    await made.services.session.restore();
    if (!problem) await openProfile(made.services, folders.current(), null);
    made.services.session.onChange(() => onSession(made.services));
    if (made.services.session.current().user) onSession(made.services);
    windows.open();
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
    focus: () => parts?.windows.focus(),
    activate: () => void (parts && parts.windows.count() === 0 && parts.windows.open()),
    crashed: (where: string, error: unknown) => void report(where, error),
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

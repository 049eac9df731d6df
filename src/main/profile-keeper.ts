import type { Settings, StartProblem } from '../shared/ipc/contract/studio.ts';
import { readSettings } from './actions/studio.ts';
import { composeProfile } from './compose-profile.ts';
import { openProfileDatabase } from './compose-profile-data.ts';
import type { Profile } from './compose-profile-face.ts';
import { createRecovery, prepareIn, putInPlace } from './compose-recovery.ts';
import type { AppServices } from './compose-services.ts';
import { openErrorOf } from './db/errors.ts';
import type { Database } from './db/open.ts';
import type { Logger } from './lib/logger.ts';
import { createProfileFolders } from './lib/profile-folders.ts';
import { createTurns } from './lib/turns.ts';

export interface KeeperDeps {
  readonly userData: string;
  readonly logger: Logger;
  /** Writes down what nobody expected; answers its incident id. */
  readonly report: (where: string, error: unknown) => string;
  /** Those of the profile that is opened. */
  readonly onSettings: (settings: Settings) => void;
  /** What is told by `app.getInfo` may have changed. */
  readonly onNotice: () => void;
}

/** Keeps the one open profile: opens it, changes it when somebody else signs in, leaves it when it is damaged. */
export function createProfileKeeper({ userData, logger, report, onSettings, onNotice }: KeeperDeps) {
  const folders = createProfileFolders(userData);
  const recovery = createRecovery({ folderOf: folders.folder, logger, report });
  let profile: Profile | null = null;
  let problem: StartProblem | null = null;
  const { inTurn, settled } = createTurns((error) => void report('changing the profile', error));

  function stumble(next: StartProblem): void {
    problem = next;
    logger.log('error', 'the studio cannot open', { ...next });
  }

  /** From here on the profile answers; what throws on the way leaves none open. */
  async function enter(services: AppServices, name: string, db: Database, ownerId: string | null): Promise<void> {
    let next: Profile | null = null;
    try {
      const restore = (backup: string) => inTurn(() => goBackTo(services, backup));
      const onError = (error: unknown): void => noticeDamage(services, error, null);
      next = composeProfile({ services, name, folder: folders.folder(name), db, restore, onError });
      if (ownerId) next.adopt(ownerId);
      onSettings(readSettings(next.settings));
      profile = next;
      await next.start();
    } catch (error) {
      profile = null;
      await next?.stop().catch((more: unknown) => void report('closing the profile', more));
      db.close();
      throw error;
    }
  }

  /** Opens a profile as it is; answers what is in the way. */
  async function tryOpen(services: AppServices, name: string, ownerId: string | null): Promise<StartProblem | null> {
    const folder = folders.folder(name);
    try {
      if (recovery.wasInterrupted(name)) return { code: 'CORRUPT', detail: folder };
      const opened = openProfileDatabase(folder);
      if (!opened.success) return { code: opened.error.code, detail: `${folder}: ${opened.error.message}` };
      problem = null;
      await enter(services, name, opened.data, ownerId);
      return null;
    } catch (error) {
      const incidentId = report('opening the profile', error);
      return { code: openErrorOf(error), detail: `${folder}: ${incidentId}` };
    }
  }

  /** Opens a profile; a damaged one on its newest good backup, if there is one. */
  async function open(services: AppServices, name: string, ownerId: string | null): Promise<void> {
    const found = await tryOpen(services, name, ownerId);
    if (!found) return;
    const isMended = found.code === 'CORRUPT' && (await recovery.mend(name, prepareIn(services)));
    const left = isMended ? await tryOpen(services, name, ownerId) : found;
    if (left) stumble(left);
  }

  type Work = (name: string, close: () => Promise<void>) => Promise<boolean>;
  /** Changes the file of the profile, which `close` closes; opens what is there then, if `work` says that there is something. */
  async function exchange(services: AppServices, work: Work): Promise<void> {
    const leaving = profile;
    if (!leaving) return;
    const close = async (): Promise<void> => {
      profile = null;
      await leaving.stop();
    };
    let isThere = true; // the former file, when the work fails
    try {
      isThere = await work(leaving.name, close);
    } finally {
      if (!profile) {
        if (isThere) await open(services, leaving.name, folders.ownerOf(leaving.name));
        const { state } = services.session.current();
        services.push('session.changed', { state, profileChanged: true });
      }
    }
  }
  const goBackTo = (services: AppServices, backup: string): Promise<void> =>
    exchange(services, async (name, close) => {
      await putInPlace({ services, folder: folders.folder(name), backup, close });
      logger.log('info', 'went back to a backup', { backup });
      return true;
    });

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
    await open(services, name, userId);
    return true;
  }

  /** Damage that shows only when that part of the file is read: nothing more is written to it, a backup takes its place. */
  async function leaveDamaged(services: AppServices, incidentId: string): Promise<void> {
    await exchange(services, async (name, close) => {
      await close();
      const isMended = await recovery.mend(name, prepareIn(services));
      if (!isMended) stumble({ code: 'CORRUPT', detail: `${folders.folder(name)}: ${incidentId}` });
      return isMended;
    });
    onNotice();
  }
  /** `incidentId`: under which it is written down already. */
  function noticeDamage(services: AppServices, error: unknown, incidentId: string | null): void {
    if (openErrorOf(error) !== 'CORRUPT') return;
    const id = incidentId ?? report('the data file', error);
    const damaged = profile;
    // Several may come across it at once: the file that took its place is not theirs.
    const leave = async () => (profile === damaged ? leaveDamaged(services, id) : undefined);
    void inTurn(leave).catch(() => undefined); // told by inTurn
  }

  const keeper = {
    profile: () => profile,
    problem: () => problem,
    damage: recovery.damage,
    stumble,
    inTurn,
    /** Resolves when no change of profile is under way. */
    settled,
    async onSession(services: AppServices): Promise<void> {
      const { state, user } = services.session.current();
      const profileChanged = user && !problem ? await takeOver(services, user.userId) : false;
      profile?.sync.poke('session');
      services.push('session.changed', { state, profileChanged });
    },
    /** Opens the profile that was open last, and hands it to whoever is signed in. */
    async openLast(services: AppServices): Promise<void> {
      const name = folders.current();
      // A file in the place of a damaged one knows nobody: the next to sign in must not come into somebody's folder.
      await open(services, name, folders.ownerOf(name));
      if (services.session.current().user) await keeper.onSession(services);
    },
    /** Writes down what a route stumbled over; damage closes the profile and opens it on a backup. */
    reportCall(services: AppServices | null, route: string, error: unknown): string {
      const incidentId = report(route, error);
      if (services) noticeDamage(services, error, incidentId);
      return incidentId;
    },
    /** Moves the damaged data file out of the way, for a backup if there is one; false when it is not damaged. */
    async setAside(services: AppServices): Promise<boolean> {
      if (problem?.code !== 'CORRUPT') return false;
      await recovery.setAside(folders.current(), prepareIn(services));
      return true;
    },
    async stop(): Promise<void> {
      await settled();
      await profile?.stop();
    },
  };
  return keeper;
}

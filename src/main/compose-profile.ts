import { mkdirSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptNotice } from '../shared/domain/notice.ts';
import type { Result } from '../shared/ipc/result.ts';
import { createBackupActions } from './actions/backup.ts';
import { createChapterActions } from './actions/chapter.ts';
import type { EditContext } from './actions/context.ts';
import { createCourseActions } from './actions/course.ts';
import { createDeviceActions } from './actions/device.ts';
import { createHistoryActions } from './actions/history.ts';
import { createImportActions } from './actions/import.ts';
import { createJobActions } from './actions/job.ts';
import { createLeaveActions, type LeaveDeps } from './actions/leave.ts';
import { createLessonActions } from './actions/lesson.ts';
import { createMediaActions } from './actions/media.ts';
import { createNoticeActions } from './actions/notice.ts';
import { createOutboxActions } from './actions/outbox.ts';
import { createReceiptActions } from './actions/receipt.ts';
import { createStorageActions } from './actions/storage.ts';
import { createUsageActions } from './actions/storage-usage.ts';
import { createStudioActions } from './actions/studio.ts';
import { createUploadActions } from './actions/upload.ts';
import { composeArchive } from './compose-archive.ts';
import { type BackupFault, backupsOf, composeBackups } from './compose-backups.ts';
import { composeLeave } from './compose-leave.ts';
import type { AppServices } from './compose-services.ts';
import { composeSync } from './compose-sync.ts';
import { composeUploads, type UploadRoom } from './compose-uploads.ts';
import { composeWatch } from './compose-watch.ts';
import { diskErrorOf } from './db/errors.ts';
import { migrate, schemaVersion } from './db/migrate.ts';
import { type Changed, createMutator } from './db/mutate.ts';
import { type Database, type OpenError, openDatabase } from './db/open.ts';
import { probeWrite } from './db/probe-write.ts';
import { createSyncState } from './db/sync-state.ts';
import { createCourseTable } from './db/tables/courses.ts';
import { createDraftTable } from './db/tables/drafts.ts';
import { createLessonFiles } from './db/tables/lesson-files.ts';
import { createMediaTable, type MediaTable } from './db/tables/media.ts';
import { createNoticeTable } from './db/tables/notices.ts';
import { createOutboxView } from './db/tables/outbox-view.ts';
import { createOutlineTable } from './db/tables/outline.ts';
import { createPlaceTable } from './db/tables/places.ts';
import { createStoredUsage } from './db/tables/stored-usage.ts';
import { createSettingsTable, type SettingsTable } from './db/tables/settings.ts';
import { createWatchedFolderTable } from './db/tables/watched-folders.ts';
import type { SystemSignal } from './platform/system-signals.ts';
import { createUndo, type Undo } from './db/undo.ts';
import { createCourseChanges } from './ipc/push.ts';
import type { Handlers } from './ipc/router.ts';
import { createWriteHealth, type WriteHealth } from './lib/write-health.ts';
import { stopInOrder } from './lib/stop-in-order.ts';
import { createImportSessions, type ImportSessions } from './media/import-sessions.ts';
import { createPosterStore } from './media/posters.ts';
import { createTwins } from './media/twins.ts';
import type { SyncEngine } from './sync/engine.ts';

const fileIsThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

export const databaseOf = (folder: string): string => join(folder, 'lectern.db');

/** Opens the database of a profile; the codes are those of `startProblem`. May throw what SQLite throws. */
export function openProfileDatabase(folder: string): Result<Database, OpenError> {
  mkdirSync(folder, { recursive: true });
  const opened = openDatabase(databaseOf(folder), schemaVersion);
  if (!opened.success) return opened;
  try {
    const migrated = migrate(opened.data, () => void backupsOf(folder).makeNow(opened.data, 'migration', Date.now()));
    if (migrated.success) return opened;
    opened.data.close();
    return migrated;
  } catch (error) {
    opened.data.close();
    throw error;
  }
}

function createTables(db: Database, random: () => number, onNotice: () => void) {
  return {
    notices: createNoticeTable(db, onNotice),
    courses: createCourseTable(db),
    outlines: createOutlineTable(db),
    places: createPlaceTable(db, random),
    media: createMediaTable(db),
    settings: createSettingsTable(db),
    drafts: createDraftTable(db),
    outbox: createOutboxView(db),
    usage: createStoredUsage(db),
    folders: createWatchedFolderTable(db),
    lessonFiles: createLessonFiles(db),
  };
}
type Tables = ReturnType<typeof createTables>;

function createImports(services: AppServices, edit: EditContext, media: MediaTable): ImportSessions {
  const { logger, newId, nowMs, locale, push } = services;
  const importLog = logger.child('import');
  return createImportSessions({
    media: services.media,
    newId,
    nowMs,
    locale,
    prepareTwins: createTwins({ ...edit, media, hash: services.media.hash }).prepare,
    onProbed: (planId, done, total) => push('import.probed', { planId, done, total }),
    report: (error) => importLog.log('error', 'looking into a drop failed', { error }),
  });
}

type AppRoute = Extract<keyof Handlers, `app.${string}` | `session.${string}` | `server.${string}` | `sync.${string}`>;
type ProfileHandlers = Omit<Handlers, AppRoute>;

interface HandlerParts {
  readonly services: AppServices;
  readonly tables: Tables;
  readonly edit: EditContext;
  readonly undo: Undo;
  readonly room: UploadRoom;
  readonly imports: ImportSessions;
  readonly posters: ReturnType<typeof createPosterStore>;
  readonly backups: ReturnType<typeof composeBackups>;
  readonly archive: ReturnType<typeof composeArchive>;
  readonly watched: ReturnType<typeof composeWatch>;
  readonly leave: LeaveDeps;
  /** What sync counts for the status bar has changed by hand. */
  readonly onIssue: () => void;
  /** The server is to be greeted again. */
  readonly greet: () => void;
}

function createHandlers(parts: HandlerParts): ProfileHandlers {
  const { services, tables, edit, undo, room, imports, posters, backups, archive, onIssue, greet } = parts;
  const { push, pickFolder, fileExists, reveal, nowMs, onSettings } = services;
  const { media } = tables;
  const { uploads, desk, isConfigured, storage } = room;
  return {
    ...createCourseActions({ ...edit, ...tables }),
    ...createChapterActions({ ...edit, ...tables }),
    ...createLessonActions({ ...edit, ...tables, fileIsThere }),
    ...createImportActions({ ...edit, ...tables, sessions: imports, pickFolder }),
    ...createMediaActions({
      media,
      posters,
      fileExists,
      reveal,
      onPoster: (versionId) => push('media.posterSaved', { versionId }),
    }),
    ...createUploadActions({
      ...tables,
      uploads,
      desk,
      control: room.control,
      isConfigured,
      onSettings() {
        room.control.apply();
        push('settings.changed', {});
      },
    }),
    ...createReceiptActions(room.receiptDeps),
    ...createStorageActions(storage.deps),
    ...storage.handlers,
    ...createUsageActions({ ...edit, ...tables, ...room.jobs.deps, quota: storage.quota }),
    ...createStudioActions({ ...tables, nowMs, onSettings }),
    ...createHistoryActions(undo),
    ...createBackupActions(backups.deps),
    ...archive.handlers,
    ...parts.watched.handlers,
    ...createDeviceActions({
      device: services.device,
      onRename() {
        push('settings.changed', {});
        greet();
      },
    }),
    ...createOutboxActions({ ...edit, ...tables, onChange: onIssue }),
    ...createLeaveActions(parts.leave),
    ...createJobActions(room.jobs.deps),
    ...createNoticeActions(tables.notices),
  };
}

/** A disk that takes no writes is told of elsewhere; the old drafts go another time. */
function pruneDrafts(drafts: Tables['drafts'], nowMs: number): void {
  try {
    drafts.prune(nowMs);
  } catch (error) {
    if (!diskErrorOf(error)) throw error;
  }
}

export interface Profile {
  readonly name: string;
  readonly db: Database;
  readonly media: MediaTable;
  readonly settings: SettingsTable;
  readonly posters: ReturnType<typeof createPosterStore>;
  readonly handlers: ProfileHandlers;
  /** Whose it is; null before the first sign-in. */
  readonly ownerId: () => string | null;
  /** What happened to this copy of the data and nobody has read yet. */
  readonly notices: () => KeptNotice[];
  /** Makes it the account's, if it is nobody's. Everything edited before goes to that account's workspace. */
  readonly adopt: (userId: string) => void;
  readonly sync: SyncEngine;
  /** Why the daily backup could not be made; null when it could. */
  readonly backupFault: () => BackupFault | null;
  /** Whether the database takes writes. */
  readonly health: WriteHealth;
  /** The computer slept, woke, has a network again, or the studio came to the front. */
  readonly onSystem: (signal: Exclude<SystemSignal, 'shutdown'>) => void;
  /** How many uploads are on their way or next. Those that wait for something are not waited for. */
  readonly uploadsUnderWay: () => number;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Engines {
  readonly room: UploadRoom;
  readonly sync: SyncEngine;
  readonly watched: ReturnType<typeof composeWatch>;
}

/** Tells the engines what happened to the computer. */
function passOn(signal: Exclude<SystemSignal, 'shutdown'>, { room, sync, watched }: Engines): void {
  if (signal === 'power') return room.control.apply();
  if (signal === 'suspend') room.uploads.systemSuspended();
  else sync.poke(signal);
  if (signal === 'resume') {
    room.control.apply();
    room.uploads.systemResumed();
    watched.watch.woke();
  }
  if (signal === 'online') room.uploads.setOnline(true);
  if (signal !== 'suspend') room.jobs.poke();
}

const STOP_DEADLINE_MS = 3_000;

export interface ProfileParts {
  readonly services: AppServices;
  readonly name: string;
  readonly folder: string;
  readonly db: Database;
  /** Closes this profile and opens it again on one of its backups. */
  readonly restore: (backup: string) => Promise<void>;
  /** For errors that no route answers with: the data file may be damaged. */
  readonly onError: (error: unknown) => void;
}

/**
 * Everything that belongs to one profile (one account on this computer): its database, its engines, its actions.
 * Engines start with `start` and end with `stop`, in the reverse order.
 */
export function composeProfile({ services, name, folder, db, restore, onError }: ProfileParts): Profile {
  const { push, nowMs, newId, random } = services;
  const tellNotices = (): void => push('app.noticesChanged', {});
  const tables = createTables(db, random, tellNotices);
  const { media, settings } = tables;
  const changes = createCourseChanges(push);
  const posters = createPosterStore(join(folder, 'posters'));
  const health = createWriteHealth({
    probe: () => probeWrite(db),
    faultOf: diskErrorOf,
    onChange() {
      tellNotices();
      if (health.fault()) return;
      room.catchUp();
      sync.poke('resume');
    },
  });

  function show(changed: readonly Changed[]): void {
    const courseIds = tables.courses.coursesOf(changed);
    changes.add(courseIds);
    watched.watch.coursesChanged(courseIds);
    room.poke();
  }
  function onCommit(changed: readonly Changed[]): void {
    health.succeeded();
    show(changed);
    push('history.changed', {});
    services.onLocalChange();
  }
  const mutator = createMutator({ db, nowMs, newId, node: services.newNode(), onCommit });
  const undo = createUndo({ db, mutator, onCommit });
  const edit: EditContext = { mutator, nowMs, newId, random };
  const room = composeUploads({ services, db, media, settings, edit, health, keyName: `b2-key-${name}` });
  const imports = createImports(services, edit, media);
  const backups = composeBackups({ services, db, folder, restore, onError, onFault: tellNotices });
  const state = createSyncState(db);
  const ownerId = (): string | null => state.get('owner_id');
  const watched = composeWatch({ services, edit, ...tables, sessions: imports, health });
  const archive = composeArchive({ services, db, folder, media, edit, ownerId });
  const sync = composeSync(services, db, (error) => void (health.noticed(error) || onError(error)));
  sync.onApplied(show);
  const leave = composeLeave({ services, db, edit, sync, onDiscarded: onCommit });
  const engines = { room, imports, posters, backups, archive, watched };

  return {
    name,
    db,
    media,
    settings,
    posters,
    sync,
    health,
    handlers: createHandlers({
      services,
      tables,
      edit,
      undo,
      ...engines,
      leave: leave.deps,
      onIssue: () => sync.poke('local-write'),
      greet: () => sync.poke('session'),
    }),
    backupFault: backups.fault,
    ownerId,
    notices: tables.notices.open,
    adopt(userId) {
      if (state.get('owner_id') === null) state.set('owner_id', userId);
    },
    uploadsUnderWay() {
      const { active, queued } = room.uploads.summary();
      return active + queued;
    },
    onSystem: (signal) => passOn(signal, { room, sync, watched }),
    async start(): Promise<void> {
      pruneDrafts(tables.drafts, nowMs());
      await room.start();
      sync.start();
      backups.start();
      archive.start();
      watched.watch.start();
    },
    stop: () =>
      stopInOrder(
        [
          { name: 'the disk watch', stop: health.stop },
          { name: 'leaving', stop: leave.stop },
          { name: 'backups', stop: backups.stop },
          { name: 'archives', stop: archive.stop },
          { name: 'watched folders', stop: watched.watch.stop },
          { name: 'imports', stop: imports.stop },
          { name: 'sync', stop: sync.stop },
          { name: 'jobs', stop: room.jobs.stop },
          { name: 'uploads', stop: room.stop },
          { name: 'course changes', stop: changes.stop },
          { name: 'the database', stop: () => void db.close() },
        ],
        { deadlineMs: STOP_DEADLINE_MS, report: (where, error) => services.logger.log('error', where, { error }) },
      ),
  };
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { UploadId } from '../shared/domain/ids.ts';
import type { Result } from '../shared/ipc/result.ts';
import { createChapterActions } from './actions/chapter.ts';
import type { EditContext } from './actions/context.ts';
import { createCourseActions } from './actions/course.ts';
import { createImportActions } from './actions/import.ts';
import { createLessonActions } from './actions/lesson.ts';
import { createMediaActions } from './actions/media.ts';
import { createStorageActions, createStorageConnection, type StorageDeps } from './actions/storage.ts';
import { createStudioActions } from './actions/studio.ts';
import { createUploadActions } from './actions/upload.ts';
import { createUploadDesk } from './actions/upload-desk.ts';
import { diskErrorOf } from './db/errors.ts';
import { migrate, schemaVersion } from './db/migrate.ts';
import { type Changed, createMutator } from './db/mutate.ts';
import { type Database, type OpenError, openDatabase } from './db/open.ts';
import { probeWrite } from './db/probe-write.ts';
import { createCourseTable } from './db/tables/courses.ts';
import { createDraftTable } from './db/tables/drafts.ts';
import { createMediaTable, type MediaTable } from './db/tables/media.ts';
import { createOutlineTable } from './db/tables/outline.ts';
import { createSyncState } from './db/sync-state.ts';
import { createSyncStore } from './db/sync-store.ts';
import { createPlaceTable } from './db/tables/places.ts';
import { createSettingsTable, type SettingsTable } from './db/tables/settings.ts';
import { createUploadTable, type UploadTable } from './db/tables/uploads.ts';
import { createUndo } from './db/undo.ts';
import { createCourseChanges } from './ipc/push.ts';
import type { Handlers } from './ipc/router.ts';
import type { AppServices } from './compose-services.ts';
import { createWriteHealth, type WriteHealth } from './lib/write-health.ts';
import { createImportSessions } from './media/import-sessions.ts';
import { createPosterStore } from './media/posters.ts';
import { createTwins } from './media/twins.ts';
import { createSupabaseServer } from './sync/adapters/supabase.ts';
import { createSyncEngine, type SyncEngine } from './sync/engine.ts';
import { createUploadService } from './uploads/upload-service.ts';

/** How long after an edit the queue is brought in step with the courses: an import is many edits of one moment. */
const RECONCILE_AFTER_MS = 50;

export const databaseOf = (folder: string): string => join(folder, 'lectern.db');

/** Opens the database of a profile; the codes are those of `startProblem`. May throw what SQLite throws. */
export function openProfileDatabase(folder: string): Result<Database, OpenError> {
  mkdirSync(folder, { recursive: true });
  const opened = openDatabase(databaseOf(folder), schemaVersion);
  if (!opened.success) return opened;
  try {
    const migrated = migrate(opened.data);
    if (migrated.success) return opened;
    opened.data.close();
    return migrated;
  } catch (error) {
    opened.data.close();
    throw error;
  }
}

function createTables(db: Database) {
  return {
    courses: createCourseTable(db),
    outlines: createOutlineTable(db),
    places: createPlaceTable(db),
    media: createMediaTable(db),
    settings: createSettingsTable(db),
    drafts: createDraftTable(db),
  };
}

/** Lets the upload journal tell how its writes went. */
function watchWrites(journal: UploadTable, health: WriteHealth): UploadTable {
  return {
    ...journal,
    write(writes) {
      const result = journal.write(writes);
      if (result === 'saved') health.succeeded();
      else if (result === 'disk-full') health.failed('DISK_FULL');
      return result;
    },
  };
}

/** Runs `work` once after the last of several calls; `stop` drops what is due. */
function createDebounce(work: () => void, ms: number) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
  };
  return {
    stop,
    poke(): void {
      timer ??= setTimeout(() => {
        timer = null;
        work();
      }, ms);
    },
  };
}

type AppRoute = Extract<keyof Handlers, `app.${string}` | `session.${string}` | `server.${string}` | `sync.${string}`>;

export interface Profile {
  readonly name: string;
  readonly db: Database;
  readonly media: MediaTable;
  readonly settings: SettingsTable;
  readonly posters: ReturnType<typeof createPosterStore>;
  readonly handlers: Omit<Handlers, AppRoute>;
  /** Whose it is; null before the first sign-in. */
  readonly ownerId: () => string | null;
  /** Makes it the account's, if it is nobody's. Everything edited before goes to that account's workspace. */
  readonly adopt: (userId: string) => void;
  readonly sync: SyncEngine;
  /** Whether the database takes writes. */
  readonly health: WriteHealth;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Everything that belongs to one profile (one account on this computer): its database, its engines, its actions.
 * Engines start with `start` and end with `stop`, in the reverse order.
 */
export function composeProfile(services: AppServices, name: string, folder: string, db: Database): Profile {
  const { logger, push, policy, vault, media: mediaService, nowMs, newId, random } = services;
  const tables = createTables(db);
  const changes = createCourseChanges(push);
  const posters = createPosterStore(join(folder, 'posters'));
  const sessionsReport = logger.child('import');

  const health = createWriteHealth({
    probe: () => probeWrite(db),
    faultOf: diskErrorOf,
    onChange() {
      push('app.noticesChanged', {});
      if (!health.fault()) catchUp();
    },
  });
  /** For work that nobody waits for: a full disk is told in the notice, and `catchUp` does it later. */
  const ifDiskTakesIt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!health.noticed(error)) throw error;
    }
  };

  const onCommit = (changed: readonly Changed[]): void => {
    health.succeeded();
    changes.add(tables.courses.coursesOf(changed));
    push('history.changed', {});
    queue.poke();
    services.onLocalChange();
  };
  const mutator = createMutator({ db, nowMs, newId, node: services.newNode(), onCommit });
  const undo = createUndo({ db, mutator, onCommit });
  const edit: EditContext = { mutator, nowMs, newId, random };

  const storage = { settings: tables.settings, vault, policy: policy.storage, keyName: `b2-key-${name}` };
  const connection = createStorageConnection(storage);
  let isConfigured = false;

  const uploads = createUploadService({
    startWorker: services.startUploadWorker,
    journal: watchWrites(createUploadTable(db, nowMs), health),
    clock: services.clock,
    newUploadId: () => newId() as UploadId,
    findStored: (sha1, bytes) => {
      const stored = tables.media.findStored(sha1, bytes);
      return stored?.b2FileId && stored.objectName ? { fileId: stored.b2FileId, objectName: stored.objectName } : null;
    },
    onBug: (message) => logger.log('error', 'the upload worker failed', { message }),
  });
  const desk = createUploadDesk({
    ...edit,
    uploads,
    media: tables.media,
    contentTypeOf: services.contentTypeOf,
    isConfigured: () => isConfigured,
  });
  const queue = createDebounce(() => ifDiskTakesIt(desk.reconcile), RECONCILE_AFTER_MS);
  function catchUp(): void {
    for (const { uploadId } of uploads.snapshots()) {
      const record = uploads.get(uploadId);
      if (record) ifDiskTakesIt(() => desk.noteSettled(record));
    }
    queue.poke();
  }

  const twins = createTwins({ ...edit, media: tables.media, hash: mediaService.hash });
  const sessions = createImportSessions({
    media: mediaService,
    newId,
    nowMs,
    locale: services.locale,
    prepareTwins: twins.prepare,
    onProbed: (planId, done, total) => push('import.probed', { planId, done, total }),
    report: (error) => sessionsReport.log('error', 'looking into a drop failed', { error }),
  });

  const state = createSyncState(db);
  const sync = createSyncEngine({
    store: createSyncStore(db),
    server: createSupabaseServer({
      config: services.server.read,
      session: services.session,
      fetch: services.fetch,
      newId,
    }),
    identity: services.session.identity,
    clock: services.clock,
    random,
    newId,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    log(message, fields) {
      health.noticed(fields['error']);
      logger.child('sync').log('info', message, fields);
    },
  });
  sync.onStatus((status) => push('sync.statusChanged', status));
  sync.onApplied((changed) => {
    changes.add(tables.courses.coursesOf(changed));
    queue.poke();
  });

  /** Tells the engine where to send, now and whenever it changes. */
  async function connectStorage(): Promise<void> {
    const settings = await connection.read();
    isConfigured = settings !== null;
    services.storageClient.configure(settings);
    uploads.configure(settings);
    desk.reconcile();
    push('storage.changed', {});
  }

  const storageDeps: StorageDeps = {
    ...storage,
    testConnection: services.testStorage,
    onChange: () => void connectStorage(),
  };
  const handlers = {
    ...createCourseActions({ ...edit, ...tables }),
    ...createChapterActions({ ...edit, ...tables }),
    ...createLessonActions({ ...edit, ...tables }),
    ...createImportActions({ ...edit, ...tables, sessions, pickFolder: services.pickFolder }),
    ...createMediaActions({
      media: tables.media,
      posters,
      fileExists: services.fileExists,
      reveal: services.reveal,
      onPoster: (versionId) => push('media.posterSaved', { versionId }),
    }),
    ...createUploadActions({ uploads, media: tables.media, desk, isConfigured: () => isConfigured }),
    ...createStorageActions(storageDeps),
    ...createStudioActions({ ...tables, undo, nowMs, onSettings: services.onSettings }),
  };

  uploads.onProgress((progress) => {
    push('upload.progressed', { snapshots: [...progress.snapshots], summary: progress.summary });
    services.activity.show(progress.summary);
  });
  uploads.onQueueChanged(() => push('upload.queueChanged', {}));
  uploads.onSettled((record) => ifDiskTakesIt(() => desk.noteSettled(record)));
  uploads.onHashed((record) => ifDiskTakesIt(() => desk.noteHashed(record)));

  return {
    name,
    db,
    media: tables.media,
    settings: tables.settings,
    posters,
    handlers,
    sync,
    health,
    ownerId: () => state.get('owner_id'),
    adopt(userId) {
      if (state.get('owner_id') === null) state.set('owner_id', userId);
    },
    async start(): Promise<void> {
      uploads.start();
      await connectStorage();
      sync.start();
    },
    async stop(): Promise<void> {
      health.stop();
      queue.stop();
      sessions.stop();
      await sync.stop();
      await uploads.stop();
      changes.stop();
      services.activity.stop();
      db.close();
    },
  };
}

import { join } from 'node:path';
import type { VersionId } from '../shared/domain/ids.ts';
import type { EditContext } from './actions/context.ts';
import { composeArchive } from './compose-archive.ts';
import { composeBackups } from './compose-backups.ts';
import { composeImports } from './compose-imports.ts';
import { composeLeave } from './compose-leave.ts';
import { composeMadeFiles } from './compose-made-files.ts';
import { createProfileTables, type ProfileTables, beginDrafts } from './compose-profile-data.ts';
import type { Profile } from './compose-profile-face.ts';
import { createProfileHandlers } from './compose-profile-handlers.ts';
import { composeChanges, passOn } from './compose-profile-signals.ts';
import type { AppServices } from './compose-services.ts';
import { composePublishedState } from './compose-publish.ts';
import { composeSync } from './compose-sync.ts';
import { composeUploads } from './compose-uploads.ts';
import { composeWatch } from './compose-watch.ts';
import { diskErrorOf } from './db/errors.ts';
import { type Changed, createMutator } from './db/mutate.ts';
import type { Database } from './db/open.ts';
import { probeWrite } from './db/probe-write.ts';
import { createSyncState } from './db/sync-state.ts';
import { createUndo } from './db/undo.ts';
import { createWriteHealth } from './lib/write-health.ts';
import { stopInOrder } from './lib/stop-in-order.ts';
import { createPosterStore } from './media/posters.ts';

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

/** What the app reads of a profile without asking it. */
const readsOf = ({ media, settings, courses }: ProfileTables) => ({ media, settings, hasCourse: courses.has });

const versionsOf = (ids: readonly VersionId[]): Changed[] => ids.map((id) => ({ table: 'media_versions', id }));

/**
 * Everything that belongs to one profile (one account on this computer): its database, its engines, its actions.
 * Engines start with `start` and end with `stop`, in the reverse order.
 */
export function composeProfile({ services, name, folder, db, restore, onError }: ProfileParts): Profile {
  const { push, nowMs, newId, random } = services;
  const tellNotices = (): void => push('app.noticesChanged', {});
  const tables = createProfileTables(db, services);
  const { changes, changeLog } = composeChanges(push, nowMs());
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

  function show(changed: readonly Changed[], isAll = true): void {
    const courseIds = tables.courses.coursesOf(changed);
    changes.add(courseIds, isAll ? changed : null);
    watched.watch.coursesChanged(courseIds);
    room.follow(changed);
  }
  function onCommit(changed: readonly Changed[], isAll = true): void {
    health.succeeded();
    show(changed, isAll);
    push('history.changed', {});
    services.onLocalChange();
  }
  const mutator = createMutator({ db, nowMs, newId, node: services.newNode(), onCommit });
  const undo = createUndo({ db, mutator, onCommit });
  const edit: EditContext = { mutator, nowMs, newId, random };
  const onVerdict = (versionIds: readonly VersionId[]): void =>
    changes.add(tables.courses.coursesOf(versionsOf(versionIds)), versionsOf(versionIds));
  const own = { keyName: `b2-key-${name}`, onVerdict, pull: () => sync.hear() };
  const room = composeUploads({ services, db, ...tables, edit, health, ...own });
  const files = composeImports({ services, edit, ...tables });
  const backups = composeBackups({ services, db, folder, restore, onError, onFault: tellNotices });
  const state = createSyncState(db);
  const ownerId = (): string | null => state.get('owner_id');
  const watched = composeWatch({ services, edit, ...tables, sessions: files.imports, health });
  const archive = composeArchive({ services, folder, ...tables, edit, ownerId });
  const sync = composeSync(services, db, (error) => void (health.noticed(error) || onError(error)));
  sync.onApplied((changed) => show(changed));
  const leave = composeLeave({ services, db, edit, sync, onDiscarded: (changed) => onCommit(changed) });
  const core = { services, tables, edit };
  const made = composeMadeFiles({ ...core, folder });
  const published = composePublishedState({ ...core, db, changes });
  const engines = { room, ...files, posters, backups, archive, watched, sync, made, published, changeLog };

  return {
    name,
    db,
    ...readsOf(tables),
    posters,
    sync,
    health,
    handlers: createProfileHandlers({
      ...core,
      undo,
      ...engines,
      leave: leave.deps,
      onPlaced(courseId) {
        changes.add([courseId], null);
        watched.watch.coursesChanged([courseId]);
        room.poke();
      },
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
      beginDrafts(tables.drafts, nowMs());
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
          { name: 'imports', stop: files.imports.stop },
          { name: 'sync', stop: sync.stop },
          { name: 'jobs', stop: room.jobs.stop },
          { name: 'uploads', stop: room.stop },
          { name: 'course changes', stop: changes.stop },
          { name: 'what is published', stop: published.stop },
          { name: 'the database', stop: () => void db.close() },
        ],
        { deadlineMs: STOP_DEADLINE_MS, report: (where, error) => services.logger.log('error', where, { error }) },
      ),
  };
}

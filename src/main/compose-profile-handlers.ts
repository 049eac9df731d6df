import { access } from 'node:fs/promises';
import type { CourseId } from '../shared/domain/ids.ts';
import { createBackupActions } from './actions/backup.ts';
import { createChapterActions } from './actions/chapter.ts';
import type { EditContext } from './actions/context.ts';
import { createCourseActions } from './actions/course.ts';
import { createDeviceActions } from './actions/device.ts';
import { createDuplication } from './actions/duplicate.ts';
import { createFindReplace } from './actions/find-replace.ts';
import { createHistoryActions } from './actions/history.ts';
import { createImportActions } from './actions/import.ts';
import { createEditMany } from './actions/edit-many.ts';
import { createJobActions } from './actions/job.ts';
import { createLeaveActions, type LeaveDeps } from './actions/leave.ts';
import { createLessonActions } from './actions/lesson.ts';
import { createLessonCreation } from './actions/lesson-create.ts';
import { createMediaActions } from './actions/media.ts';
import { createNoticeActions } from './actions/notice.ts';
import { createOutboxActions } from './actions/outbox.ts';
import { createOutlineActions } from './actions/outline.ts';
import { createPromoActions } from './actions/promo.ts';
import { createResourceActions } from './actions/lesson-resources.ts';
import { createReceiptActions } from './actions/receipt.ts';
import { createSearchActions } from './actions/search.ts';
import { createStorageActions } from './actions/storage.ts';
import { createUsageActions } from './actions/storage-usage.ts';
import { createStudioActions } from './actions/studio.ts';
import { createTagActions } from './actions/tag.ts';
import { createTrashActions } from './actions/trash.ts';
import { createUploadActions } from './actions/upload.ts';
import { createVersionActions } from './actions/version.ts';
import type { composeArchive } from './compose-archive.ts';
import type { composeMadeFiles } from './compose-made-files.ts';
import type { composeBackups } from './compose-backups.ts';
import { composeSheet } from './compose-sheet.ts';
import type { AppServices } from './compose-services.ts';
import type { UploadRoom } from './compose-uploads.ts';
import { composePublish, type PublishedState } from './compose-publish.ts';
import type { ComposedSync } from './compose-sync.ts';
import type { composeWatch } from './compose-watch.ts';
import type { Changed } from './db/mutate.ts';
import type { Undo } from './db/undo.ts';
import type { Handlers } from './ipc/router.ts';
import type { ChangeLog } from './lib/change-log.ts';
import { createVideoFinder, type FindAttachable } from './media/attachable.ts';
import type { ImportSessions } from './media/import-sessions.ts';
import { createSameFile } from './media/same-file.ts';
import type { createPosterStore } from './media/posters.ts';
import type { ProfileTables } from './compose-profile-data.ts';

const fileIsThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

type AppRoute = Extract<keyof Handlers, `app.${string}` | `session.${string}` | `server.${string}` | `sync.${string}`>;
export type ProfileHandlers = Omit<Handlers, AppRoute>;

export interface HandlerParts {
  readonly services: AppServices;
  readonly tables: ProfileTables;
  readonly edit: EditContext;
  readonly undo: Undo;
  readonly room: UploadRoom;
  readonly imports: ImportSessions;
  readonly posters: ReturnType<typeof createPosterStore>;
  readonly made: ReturnType<typeof composeMadeFiles>;
  readonly findAttachable: FindAttachable;
  readonly backups: ReturnType<typeof composeBackups>;
  readonly archive: ReturnType<typeof composeArchive>;
  readonly watched: ReturnType<typeof composeWatch>;
  readonly sync: ComposedSync;
  readonly published: PublishedState;
  readonly changeLog: ChangeLog<Changed>;
  readonly leave: LeaveDeps;
  /** Recordings of a course are somewhere else on this disk now. */
  readonly onPlaced: (courseId: CourseId) => void;
  /** What sync counts for the status bar has changed by hand. */
  readonly onIssue: () => void;
  /** The server is to be greeted again. */
  readonly greet: () => void;
}

/** Of the files that courses and lessons have, and where they are on this disk. */
function createFileHandlers({ services, tables, edit, posters, ...parts }: HandlerParts) {
  const { push, pickFiles, fileExists, reveal } = services;
  const { media, courses } = tables;
  return {
    ...createResourceActions({ ...edit, ...tables, pickFiles, findAttachable: parts.findAttachable, fileIsThere }),
    ...createPromoActions({ ...edit, ...tables, findVideo: createVideoFinder(parts.findAttachable) }),
    ...createMediaActions({
      media,
      posters,
      pickFiles,
      fileExists,
      reveal,
      open: services.openFile,
      findSame: createSameFile(services.media.hash),
      onPoster: (versionId) => push('media.posterSaved', { versionId }),
      onPlaced(versionId) {
        for (const id of courses.coursesOf([{ table: 'media_versions', id: versionId }])) parts.onPlaced(id);
      },
    }),
  };
}

/** The answers to every route that is about one person's data. */
export function createProfileHandlers(parts: HandlerParts): ProfileHandlers {
  const { services, tables, edit, undo, room, imports, backups, archive, onIssue, greet } = parts;
  const { push, pickFolder, pickFiles, nowMs, onSettings } = services;
  const { uploads, desk, isConfigured, storage } = room;
  return {
    ...createCourseActions({ ...edit, ...tables, courses: parts.published.courses }),
    ...createOutlineActions({ ...tables, changeLog: parts.changeLog }),
    ...createChapterActions({ ...edit, ...tables }),
    ...createLessonActions({ ...edit, ...tables, fileIsThere }),
    ...createLessonCreation({ ...edit, ...tables }),
    ...parts.made.handlers,
    ...createEditMany({ ...edit, ...tables }),
    ...createDuplication({ ...edit, ...tables }),
    ...createImportActions({
      ...edit,
      ...tables,
      captions: parts.made.captions,
      sessions: imports,
      pickFolder,
      pickFiles,
      onPlaced: parts.onPlaced,
    }),
    ...createFileHandlers(parts),
    ...createUploadActions({
      ...tables,
      uploads,
      receipts: room.receiptDeps.receipts,
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
    ...createHistoryActions({ undo, ...tables }),
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
    ...createSearchActions(tables),
    ...composeSheet(services, edit, tables),
    ...createFindReplace({ ...edit, ...tables, runSearch: services.runSearch }),
    ...createTagActions({ ...edit, ...tables }),
    ...createTrashActions({ ...edit, ...tables, deletion: room.jobs.deletion }),
    ...createVersionActions({ ...edit, ...tables }),
    ...composePublish(parts),
    ...createLeaveActions(parts.leave),
    ...createJobActions(room.jobs.deps),
    ...createNoticeActions(tables.notices),
  };
}

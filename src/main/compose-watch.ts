import { basename } from 'node:path';
import type { CourseId, VersionId } from '../shared/domain/ids.ts';
import type { EditContext } from './actions/context.ts';
import { createWatchActions } from './actions/watch.ts';
import type { AppServices } from './compose-services.ts';
import type { LessonFiles } from './db/tables/lesson-files.ts';
import type { MediaTable } from './db/tables/media.ts';
import type { WatchedFolderTable } from './db/tables/watched-folders.ts';
import type { WriteHealth } from './lib/write-health.ts';
import type { ImportSessions } from './media/import-sessions.ts';
import { createChokidarWatcher } from './watch/adapters/chokidar.ts';
import { createFolderSource, isLeftOut } from './watch/adapters/folder-source.ts';
import type { WatchLibrary } from './watch/ports.ts';
import { createWatchService } from './watch/watch-service.ts';

/** As deep as a scan goes. */
const DEPTH = 24;

export interface WatchParts {
  readonly services: AppServices;
  readonly edit: EditContext;
  readonly media: MediaTable;
  readonly folders: WatchedFolderTable;
  readonly lessonFiles: LessonFiles;
  readonly sessions: ImportSessions;
  readonly health: WriteHealth;
}

/** Watched folders of a profile: they are listened to, looked through, and offered to the import preview. */
export function composeWatch({ services, edit, media, folders, lessonFiles, sessions, health }: WatchParts) {
  const log = services.logger.child('watch');
  const tell = (courseId: CourseId): void => services.push('watch.changed', { courseIds: [courseId] });

  const libraryOf = (courseId: CourseId): WatchLibrary => ({
    list: () => lessonFiles.list(courseId),
    saveMove(versionId, { path, bytes, mtimeMs, inode }) {
      try {
        media.saveLocation({ versionId: versionId as VersionId, path, bytes, mtimeMs, inode });
        return true;
      } catch (error) {
        if (!health.noticed(error)) throw error;
        return false;
      }
    },
  });
  const watch = createWatchService({
    ports: {
      ...createFolderSource(services.media),
      clock: services.clock,
      openWatcher: createChokidarWatcher({ isLeftOut, depth: DEPTH }),
      report: (error) => log.log('error', 'looking through a watched folder failed', { error }),
    },
    list: folders.list,
    storeOf: folders.storeOf,
    libraryOf,
    onChange: tell,
  });
  const { pickFolder } = services;
  const handlers = createWatchActions({
    ...edit,
    folders,
    lessonFiles,
    watch,
    sessions,
    pickFolder,
    nameOf,
    onChange: tell,
  });
  return { handlers, watch };
}

/** The root of a drive has no name but itself. */
const nameOf = (path: string): string => basename(path) || path;

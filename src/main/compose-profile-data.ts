import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../shared/ipc/result.ts';
import { backupsOf } from './compose-backups.ts';
import type { AppServices } from './compose-services.ts';
import { diskErrorOf } from './db/errors.ts';
import { migrate, schemaVersion } from './db/migrate.ts';
import { type Database, type OpenError, openDatabase } from './db/open.ts';
import { createChildTable } from './db/tables/children.ts';
import { createCourseMedia } from './db/tables/course-media.ts';
import { createCoursePartsTable } from './db/tables/course-parts.ts';
import { createCourseVersionTable } from './db/tables/course-versions.ts';
import { createCourseTable } from './db/tables/courses.ts';
import { createDraftTable } from './db/tables/drafts.ts';
import { createLessonPictures } from './db/tables/lesson-pictures.ts';
import { createLessonFiles } from './db/tables/lesson-files.ts';
import { createMediaTable } from './db/tables/media.ts';
import { createNoticeTable } from './db/tables/notices.ts';
import { createOutboxView } from './db/tables/outbox-view.ts';
import { createOutlineTable } from './db/tables/outline.ts';
import { createOutlineChanges } from './db/tables/outline-changes.ts';
import { createPlaceTable } from './db/tables/places.ts';
import { createPublicationTable } from './db/tables/publications.ts';
import { createPublishFacts } from './db/tables/publish-facts.ts';
import { createStoredUsage } from './db/tables/stored-usage.ts';
import { createSettingsTable } from './db/tables/settings.ts';
import { createTextTable } from './db/tables/texts.ts';
import { createTagTable } from './db/tables/tags.ts';
import { createTitleTable } from './db/tables/titles.ts';
import { createTrashTable } from './db/tables/trash.ts';
import { createWatchedFolderTable } from './db/tables/watched-folders.ts';

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

/** The tables of a profile that several rooms read. */
export function createProfileTables(
  db: Database,
  { random, push, isWindowOpen }: Pick<AppServices, 'random' | 'push' | 'isWindowOpen'>,
) {
  const outlines = createOutlineTable(db);
  return {
    notices: createNoticeTable(db, () => push('app.noticesChanged', {})),
    courses: createCourseTable(db),
    children: createChildTable(db),
    outlines,
    outlineChanges: createOutlineChanges(db, outlines),
    places: createPlaceTable(db, random),
    media: createMediaTable(db),
    settings: createSettingsTable(db),
    drafts: createDraftTable(db, isWindowOpen),
    outbox: createOutboxView(db),
    usage: createStoredUsage(db),
    folders: createWatchedFolderTable(db),
    tags: createTagTable(db),
    trash: createTrashTable(db),
    titles: createTitleTable(db),
    texts: createTextTable(db),
    parts: createCoursePartsTable(db),
    versions: createCourseVersionTable(db),
    publishFacts: createPublishFacts(db),
    publications: createPublicationTable(db),
    lessonFiles: createLessonFiles(db),
    courseMedia: createCourseMedia(db),
    lessonPictures: createLessonPictures(db),
  };
}
export type ProfileTables = ReturnType<typeof createProfileTables>;

/** A disk that takes no writes is told of elsewhere; the old drafts go another time. */
export function beginDrafts(drafts: ProfileTables['drafts'], nowMs: number): void {
  try {
    drafts.begin(nowMs);
  } catch (error) {
    if (!diskErrorOf(error)) throw error;
  }
}

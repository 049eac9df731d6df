import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createChapterActions } from '../../src/main/actions/chapter.ts';
import { createCoverActions } from '../../src/main/actions/cover.ts';
import { createCourseActions } from '../../src/main/actions/course.ts';
import { createDuplication } from '../../src/main/actions/duplicate.ts';
import { createEditMany } from '../../src/main/actions/edit-many.ts';
import { createFindReplace } from '../../src/main/actions/find-replace.ts';
import { createHeldParts } from '../../src/main/actions/held-parts.ts';
import { createImportActions } from '../../src/main/actions/import.ts';
import { createOutboxActions } from '../../src/main/actions/outbox.ts';
import { createLessonActions } from '../../src/main/actions/lesson.ts';
import { createLessonCreation } from '../../src/main/actions/lesson-create.ts';
import { type CaptionDeps, createCaptionActions } from '../../src/main/actions/caption.ts';
import { createLessonCaptionActions } from '../../src/main/actions/lesson-captions.ts';
import { createPromoActions } from '../../src/main/actions/promo.ts';
import { createResourceActions } from '../../src/main/actions/lesson-resources.ts';
import { createThumbnailActions } from '../../src/main/actions/lesson-thumbnail.ts';
import { createTagActions } from '../../src/main/actions/tag.ts';
import { createSheetActions } from '../../src/main/actions/sheet.ts';
import { createTrashActions } from '../../src/main/actions/trash.ts';
import { createVersionActions } from '../../src/main/actions/version.ts';
import { createChildTable } from '../../src/main/db/tables/children.ts';
import type { Database } from '../../src/main/db/open.ts';
import { createCourseMedia } from '../../src/main/db/tables/course-media.ts';
import { createCoursePartsTable } from '../../src/main/db/tables/course-parts.ts';
import { createCourseVersionTable } from '../../src/main/db/tables/course-versions.ts';
import { createCourseTable } from '../../src/main/db/tables/courses.ts';
import { createOutboxView } from '../../src/main/db/tables/outbox-view.ts';
import { createDraftTable } from '../../src/main/db/tables/drafts.ts';
import { createLessonPictures } from '../../src/main/db/tables/lesson-pictures.ts';
import { createLessonFiles } from '../../src/main/db/tables/lesson-files.ts';
import { createMediaTable, type MediaTable } from '../../src/main/db/tables/media.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { createPlaceTable } from '../../src/main/db/tables/places.ts';
import { createPublishFacts } from '../../src/main/db/tables/publish-facts.ts';
import { createTextTable } from '../../src/main/db/tables/texts.ts';
import { createTagTable } from '../../src/main/db/tables/tags.ts';
import { createTrashTable } from '../../src/main/db/tables/trash.ts';
import { createWatchedFolderTable } from '../../src/main/db/tables/watched-folders.ts';
import { createAttachables, createVideoFinder } from '../../src/main/media/attachable.ts';
import { scanFolders } from '../../src/main/media/folder-scan.ts';
import { createImportSessions, type ImportSessionsDeps } from '../../src/main/media/import-sessions.ts';
import { createCaptionFiles } from '../../src/main/media/caption-files.ts';
import { createMadeFiles } from '../../src/main/media/made-files.ts';
import { createComparison } from '../../src/main/watch/adapters/folder-source.ts';
import type { ChapterId, CourseId, LessonId } from '../../src/shared/domain/ids.ts';
import { searchTexts } from '../../src/shared/domain/find-replace.ts';
import { err, ok } from '../../src/shared/ipc/result.ts';
import { openArchiveActions } from '../helpers/archive-actions.ts';
import { openDeletion } from '../helpers/stored-deletion.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { StepLabel } from '../../src/shared/domain/step-label.ts';

export const caller = { windowId: 1 };

/** What the system's dialog for files answers. */
async function pickedFiles(): Promise<readonly string[]> {
  const folder = temporaryFolder();
  const paths = ['picked.pdf', 'picked.docx'].map((name) => join(folder, name));
  for (const path of paths) writeFileSync(path, path);
  return paths;
}

/** What somebody chose, for a cover and for captions. */
const picked = {
  pickCaptions: async () => [join(import.meta.dirname, '../fixtures/media/captions.de.srt')],
  videoNameOf: () => '',
  readPicture: async (path: string) => ({ fileName: basename(path), extension: 'png', bytes: Buffer.from(path) }),
};

/** The path is the table itself. */
const sheetFiles = {
  pickSheet: async () => null,
  pickSheetTarget: async () => null,
  readText: async (path: string) => path,
  writeText: () => null,
};

const scan: ImportSessionsDeps['media']['scan'] = async (paths) =>
  ok(await scanFolders(paths, { pause: async () => {}, nowMs: Date.now }));
const hash: ImportSessionsDeps['media']['hash'] = async () => err('BUG', 'no file is like another here');

/** The bytes of a version on this disk. */
const readFrom = (media: MediaTable) => async (versionId: string) => {
  const { path = null, fileName = '' } = media.getVersion(versionId) ?? {};
  return path === null ? null : { fileName, bytes: readFileSync(path) };
};

const madeFiles = (media: MediaTable) => ({
  pictures: createMadeFiles(temporaryFolder(), 'jpg'),
  captions: createCaptionFiles({ made: createMadeFiles(temporaryFolder(), 'vtt'), readBytes: readFrom(media) }),
});
const captionActions = (deps: Omit<CaptionDeps, 'pickCaptions' | 'videoNameOf'>) => ({
  ...createLessonCaptionActions(deps),
  ...createCaptionActions({ ...deps, ...picked }),
});

function openTables(db: Database) {
  return {
    media: createMediaTable(db),
    courses: createCourseTable(db),
    children: createChildTable(db),
    outlines: createOutlineTable(db),
    places: createPlaceTable(db, Math.random),
    drafts: createDraftTable(db),
    folders: createWatchedFolderTable(db),
    lessonFiles: createLessonFiles(db),
    tags: createTagTable(db),
    trash: createTrashTable(db),
    parts: createCoursePartsTable(db),
    versions: createCourseVersionTable(db),
    publishFacts: createPublishFacts(db),
    courseMedia: createCourseMedia(db),
    lessonPictures: createLessonPictures(db),
  };
}

function openActions() {
  const studio = openTestDatabase();
  const { db, edit } = studio;
  const sessions = createImportSessions({
    media: { scan, inspectMany: async () => {}, hash },
    newId: edit.newId,
    nowMs: Date.now,
    heldBy: createHeldParts({ ...edit, children: createChildTable(db) }),
    prepareTwins: async () => true,
    compare: createComparison({ media: { hash }, list: createLessonFiles(db).list, prepare: async () => false }),
    onProbed: () => {},
    report(error) {
      throw error;
    },
  });
  const tables = openTables(db);
  const deletion = openDeletion(studio);
  const deps = {
    ...edit,
    ...tables,
    sessions,
    fileIsThere: async () => true,
    pickFolder: async () => null,
    pickFiles: pickedFiles,
    onPlaced: () => {},
    ...madeFiles(tables.media),
    findAttachable: createAttachables({ prepareTwins: async () => false, hash }),
  };
  const archives = openArchiveActions(studio, { workspaceId: null, studioId: null });
  const actions = {
    ...archives.actions,
    ...createCourseActions(deps),
    ...createChapterActions(deps),
    ...createLessonActions(deps),
    ...createEditMany(deps),
    ...createSheetActions({ ...deps, ...sheetFiles, texts: createTextTable(db) }),
    ...createFindReplace({ ...deps, texts: createTextTable(db), runSearch: async (job) => searchTexts(job) }),
    ...createLessonCreation(deps),
    ...createThumbnailActions(deps),
    ...captionActions(deps),
    ...createResourceActions(deps),
    ...createDuplication(deps),
    ...createImportActions(deps),
    ...createTagActions(deps),
    ...createTrashActions({ ...deps, deletion }),
    ...createVersionActions(deps),
    ...createCoverActions({ ...deps, ...picked }),
    ...createPromoActions({ ...deps, findVideo: createVideoFinder(deps.findAttachable) }),
    ...createOutboxActions({ ...deps, outbox: createOutboxView(db), onChange: () => {} }),
  };
  return { ...studio, ...tables, deletion, actions, archives };
}

/** A folder with everything that an import makes rows of. */
function layFolder(): string {
  const root = join(temporaryFolder(), 'Cells');
  const files = ['1 One/01 - a.mp4', '1 One/01 - a.en.vtt', '1 One/01 - a.pdf', '1 One/02 - b.mp4'];
  for (const name of [
    ...files,
    '2 Two/01 - c.mp4',
    '2 Two/notes.pdf',
    '2 Two/02 - d.mp4',
    'cover.jpg',
    'description.md',
  ]) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), `WEBVTT\n\n00:01.000 --> 00:02.000\n${name}\n`);
  }
  return root;
}

type Opened = ReturnType<typeof openActions>;
export async function importInto(
  studio: Opened,
  target: { kind: 'new-course' } | { kind: 'chapter'; chapterId: ChapterId },
) {
  const scanned = await studio.actions['import.scan']({ paths: [layFolder()] }, caller);
  if (!scanned.success) throw new Error(scanned.error.code);
  const input = { planId: scanned.data.planId, cleanNames: true, foldersAsChapters: true, excluded: [], target };
  return studio.actions['import.apply'](input, caller);
}

/** A course as an import makes it, with two chapters of two lessons. */
export async function openStudio() {
  const studio = openActions();
  const made = await importInto(studio, { kind: 'new-course' });
  if (!made.success) throw new Error(made.error.code);
  const { courseId } = made.data;
  const chapters = studio.outlines.getOutline(courseId)?.chapters ?? [];
  const chapterIds = chapters.map(({ chapterId }) => chapterId);
  const lessonIds = chapters.flatMap(({ lessons }) => lessons.map(({ lessonId }) => lessonId));
  return { ...studio, courseId, chapterIds, lessonIds };
}
export interface Made extends Opened {
  readonly courseId: CourseId;
  readonly chapterIds: readonly ChapterId[];
  readonly lessonIds: readonly LessonId[];
}
interface Case {
  /** What is done before, in steps of its own. */
  readonly given?: (studio: Made) => unknown;
  readonly run: (studio: Made) => unknown;
  readonly label: Partial<StepLabel>;
}
/** Per command, the ways it is used: one item, several, into another parent, and so on. */
export type UndoCases = Readonly<Record<string, Readonly<Record<string, Case>>>>;

export const chapterOf = ({ chapterIds }: Made, index: number): ChapterId => chapterIds[index] as ChapterId;
export const lessonOf = ({ lessonIds }: Made, index: number): LessonId => lessonIds[index] as LessonId;
/** Chapters and lessons of the course, in one step. */
export const deleteRows = ({ actions, courseId }: Made, deletes: (ChapterId | LessonId)[]) =>
  actions['course.saveAll']({ courseId, deletes }, caller);

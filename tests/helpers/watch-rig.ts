import { createHeldParts } from '../../src/main/actions/held-parts.ts';
import { createImportActions } from '../../src/main/actions/import.ts';
import { createWatchActions } from '../../src/main/actions/watch.ts';
import { createChildTable } from '../../src/main/db/tables/children.ts';
import { createCourseTable } from '../../src/main/db/tables/courses.ts';
import { createLessonFiles } from '../../src/main/db/tables/lesson-files.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { createPlaceTable } from '../../src/main/db/tables/places.ts';
import { createWatchedFolderTable } from '../../src/main/db/tables/watched-folders.ts';
import { fingerprint } from '../../src/main/media/fingerprint.ts';
import { scanFolders } from '../../src/main/media/folder-scan.ts';
import { createImportSessions, type ImportSessionsDeps } from '../../src/main/media/import-sessions.ts';
import { createTwins } from '../../src/main/media/twins.ts';
import { createComparison, createFolderSource } from '../../src/main/watch/adapters/folder-source.ts';
import type { WatcherEvents, WatchLibrary } from '../../src/main/watch/ports.ts';
import { createWatchService } from '../../src/main/watch/watch-service.ts';
import type { CourseId, FolderId, VersionId } from '../../src/shared/domain/ids.ts';
import { err, ok } from '../../src/shared/ipc/result.ts';
import { openTestDatabase } from './database.ts';
import { createManualClock } from './manual-clock.ts';

const WINDOW = { windowId: 1 };
type Media = ImportSessionsDeps['media'];

/** Every file is whole and a minute long; the scan and the hashes are the real ones. */
const media: Media = {
  scan: async (paths, signal) => ok(await scanFolders(paths, { signal, pause: async () => {}, nowMs: Date.now })),
  async inspectMany(files, onDetail) {
    const picture = { width: 16, height: 9, rotation: 0 as const, videoCodec: 'avc', audioCodec: 'aac' };
    const rest = { container: 'mp4', hasVideo: true, hasAudio: true, indexAtEnd: false, problem: null };
    for (const { key, kind } of files) {
      if (kind !== 'caption') onDetail(key, { kind: 'media', probe: { durationMs: 60_000, ...picture, ...rest } });
    }
  },
  async hash(path) {
    const told = await fingerprint(path, {});
    if (!told.ok) return err('IO', 'not read');
    return ok({ sha1: told.sha1, identity: told.identity });
  },
};

interface SessionTables {
  readonly media: ReturnType<typeof createMediaTable>;
  readonly lessonFiles: ReturnType<typeof createLessonFiles>;
  readonly children: ReturnType<typeof createChildTable>;
}

/** Previews, with the paths of the files that were read as a whole to be compared. */
function openSessions(
  edit: ReturnType<typeof openTestDatabase>['edit'],
  tables: SessionTables,
  report: (error: unknown) => void,
) {
  const { prepare } = createTwins({ ...edit, media: tables.media, hash: media.hash });
  const hashed: string[] = [];
  const reading: { held: Promise<void> | null } = { held: null };
  const comparing: Pick<Media, 'hash'> = {
    async hash(path, options) {
      hashed.push(path);
      await reading.held;
      return media.hash(path, options);
    },
  };
  const sessions = createImportSessions({
    media,
    newId: edit.newId,
    nowMs: Date.now,
    heldBy: createHeldParts({ ...edit, ...tables }),
    prepareTwins: prepare,
    compare: createComparison({ media: comparing, list: tables.lessonFiles.list, prepare }),
    onProbed: () => {},
    report,
  });
  return { sessions, hashed, reading };
}

const libraryOf =
  ({ media: table, lessonFiles }: SessionTables) =>
  (courseId: CourseId): WatchLibrary => ({
    list: () => lessonFiles.list(courseId),
    saveMove(versionId, { path, bytes, mtimeMs, inode }) {
      table.saveLocation({ versionId: versionId as VersionId, path, bytes, mtimeMs, inode });
      return true;
    },
  });

/** The engine and the actions over a real database. */
function openParts(databasePath: string | undefined) {
  const studio = openTestDatabase(databasePath);
  const { db, edit } = studio;
  const clock = createManualClock(Date.now());
  const tables = {
    media: createMediaTable(db),
    places: createPlaceTable(db, Math.random),
    folders: createWatchedFolderTable(db),
    lessonFiles: createLessonFiles(db),
    children: createChildTable(db),
  };
  const outlines = createOutlineTable(db);
  const courses = createCourseTable(db);
  const watchers = new Set<WatcherEvents>();
  const told: CourseId[] = [];
  const placed: CourseId[] = [];
  const picked: { path: string | null } = { path: null };
  const report = (error: unknown): void => {
    throw error;
  };
  const opened = openSessions(edit, tables, report);
  const { sessions } = opened;
  const watch = createWatchService({
    ports: {
      ...createFolderSource(media),
      clock,
      openWatcher(_root, events) {
        watchers.add(events);
        return { close: async () => void watchers.delete(events) };
      },
      report,
    },
    list: tables.folders.list,
    storeOf: tables.folders.storeOf,
    libraryOf: libraryOf(tables),
    onChange: (courseId) => void told.push(courseId),
  });
  const pickFolder = async (): Promise<string | null> => picked.path;
  const actions = {
    ...createImportActions({
      ...edit,
      ...tables,
      // No folder that is watched here has captions.
      captions: { take: async () => null },
      sessions,
      pickFolder,
      pickFiles: async () => [],
      onPlaced: (id) => void placed.push(id),
    }),
    ...createWatchActions({
      ...edit,
      ...tables,
      watch,
      sessions,
      pickFolder,
      nameOf: (path) => path.split('/').at(-1) ?? '',
      onChange: () => {},
    }),
  };
  watch.start();

  return { studio, clock, tables, courses, outlines, watch, watchers, told, picked, actions, placed, ...opened };
}

/** The actions of imports and watched folders over a real database and real folders, on a clock that is moved by hand. */
export function openWatchRig(databasePath?: string) {
  const parts = openParts(databasePath);
  const { studio, clock, tables, courses, outlines, sessions, watch, watchers, picked, actions } = parts;

  /** Lets what is ready run; the file system takes real time. */
  async function pass(ms: number): Promise<void> {
    for (let gone = 0; gone < ms; gone += 1_000) {
      await clock.pass(1_000);
      for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await clock.drain();
  }
  async function importFolder(path: string): Promise<CourseId> {
    const scanned = await actions['import.scan']({ paths: [path] }, WINDOW);
    if (!scanned.success) throw new Error(scanned.error.code);
    return apply(scanned.data.planId, { kind: 'new-course' });
  }
  type Apply = Parameters<(typeof actions)['import.apply']>[0];
  async function apply(planId: Apply['planId'], target: Apply['target'], excluded: string[] = []) {
    const switches = { cleanNames: true, foldersAsChapters: true, excluded };
    const applied = await actions['import.apply']({ planId, target, ...switches }, WINDOW);
    if (!applied.success) throw new Error(applied.error.code);
    watch.coursesChanged(courses.coursesOf(studio.committed.splice(0).flat()));
    return applied.data.courseId;
  }
  return {
    ...studio,
    ...tables,
    watch,
    outlines,
    told: parts.told,
    placed: parts.placed,
    /** Paths that were read as a whole to be compared. */
    hashed: parts.hashed,
    /** While it is held, such a read does not end. */
    reading: parts.reading,
    sessions,
    actions,
    pass,
    apply,
    importFolder,
    /** Drops a folder on a course; the plan when it was compared. */
    async drop(courseId: CourseId, path: string) {
      const scanned = await actions['import.scan']({ paths: [path], courseId }, WINDOW);
      if (!scanned.success) throw new Error(scanned.error.code);
      await sessions.settle(scanned.data.planId);
      const plan = sessions.plan(scanned.data.planId, { cleanNames: true, foldersAsChapters: true });
      if (!plan) throw new Error('no plan');
      return plan;
    },
    hint(): void {
      for (const { onHint } of watchers) onHint();
    },
    async add(courseId: CourseId, path: string | null, chapterId: null | string = null) {
      picked.path = path;
      return actions['watch.pickFolder']({ courseId, chapterId: chapterId as never }, WINDOW);
    },
    async move(folderId: FolderId, path: string) {
      picked.path = path;
      return actions['watch.moveFolder']({ folderId }, WINDOW);
    },
    folderOf(courseId: CourseId) {
      const listed = actions['watch.list']({ courseId }, WINDOW);
      const [folder] = 'success' in listed && listed.success ? listed.data : [];
      if (!folder) throw new Error('no folder is watched');
      return folder;
    },
    async review(folderId: FolderId) {
      const opened = await actions['watch.openOffer']({ folderId }, WINDOW);
      if (!opened.success) throw new Error(opened.error.code);
      const { planId } = opened.data;
      await sessions.settle(planId);
      const plan = sessions.plan(planId, { cleanNames: true, foldersAsChapters: true });
      if (!plan) throw new Error('no plan');
      return plan;
    },
    /** Chapters with the lessons in them, and what each lesson plays. */
    outline: (courseId: CourseId) =>
      outlines.getOutline(courseId)?.chapters.map(({ title, lessons }) => ({
        title,
        lessons: lessons.map(({ title: name, lessonId }) => {
          const lesson = outlines.getLesson(lessonId);
          return [name, lesson?.media?.localPath?.split('/').at(-1), lesson?.media?.bytes, lesson?.captions.length];
        }),
      })),
    async stop(): Promise<void> {
      sessions.stop();
      await watch.stop();
      studio.db.close();
    },
  };
}

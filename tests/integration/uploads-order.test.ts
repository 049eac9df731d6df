import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChapterActions } from '../../src/main/actions/chapter.ts';
import { put, remove, set } from '../../src/main/actions/context.ts';
import { createLessonActions } from '../../src/main/actions/lesson.ts';
import { createUploadDesk } from '../../src/main/actions/upload-desk.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { createPlaceTable } from '../../src/main/db/tables/places.ts';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import { createNotedUploads } from '../../src/main/db/tables/noted-uploads.ts';
import { createUploadUses } from '../../src/main/db/tables/uploads-uses.ts';
import { createUploadTable } from '../../src/main/db/tables/uploads.ts';
import { systemClock } from '../../src/main/uploads/adapters/system.ts';
import type { FromWorker, ToWorker, WorkerPort } from '../../src/main/uploads/messages.ts';
import { createUploadService } from '../../src/main/uploads/upload-service.ts';
import { serveEngine } from '../../src/main/uploads/worker-engine.ts';
import type { ChapterId, CourseId, LessonId, UploadId, VersionId } from '../../src/shared/domain/ids.ts';
import { editElsewhere, openTestDatabase } from '../helpers/database.ts';

/*
 * The queue follows the outline: real commands over a real database, the real desk, service and engine. No storage is
 * connected, so that all of it waits.
 */
const never = (): never => {
  throw new Error('nothing is to be sent here');
};

/** The engine in this thread. */
function startEngine(): WorkerPort {
  const toMain: ((message: FromWorker) => void)[] = [];
  const toWorker: ((message: ToWorker) => void)[] = [];
  const post = <T>(to: ((message: T) => void)[], message: T): void =>
    queueMicrotask(() => void to.map((listener) => listener(structuredClone(message))));
  serveEngine(
    { post: (message) => post(toMain, message), onMessage: (listener) => void toWorker.push(listener) },
    {
      source: { identify: never, open: never, hashRange: never },
      hashFile: never,
      createTransport: never,
      clock: systemClock,
      random: { unit: () => 0.5 },
    },
  );
  return {
    post: (message) => post(toWorker, message),
    onMessage: (listener) => void toMain.push(listener),
    onExit: () => undefined,
    terminate: async () => undefined,
  };
}

function openQueue() {
  const studio = openTestDatabase();
  const { db, edit, mutator, undo } = studio;
  const media = createMediaTable(db);
  const deps = { ...edit, places: createPlaceTable(db, edit.random), outlines: createOutlineTable(db) };
  const actions = { ...createChapterActions(deps), ...createLessonActions({ ...deps, fileIsThere: async () => true }) };
  const names = new Map<VersionId, string>();
  const start = () => {
    const service = createUploadService({
      startWorker: startEngine,
      journal: createUploadTable(db, edit.nowMs),
      clock: systemClock,
      newUploadId: () => edit.newId() as UploadId,
      findStored: () => null,
      onBug: (message) => void names.set('bug' as VersionId, message),
    });
    service.start();
    service.configure(null);
    return service;
  };
  let uploads = start();
  const deskOf = () =>
    createUploadDesk({
      ...edit,
      uploads,
      media,
      uses: createUploadUses(db),
      noted: createNotedUploads(db),
      jobs: createJobTable(db, edit.newId),
      forgetInCdn: () => {},
      contentTypeOf: () => 'video/mp4',
      isConfigured: () => true,
      probe: async () => null,
    });

  const lessons = new Map<string, LessonId>();
  const homes = new Map<string, CourseId>();
  const chapters = new Map<string, ChapterId>();
  const write = (...drafts: Parameters<typeof mutator.mutate>[0]['drafts']): void =>
    void mutator.mutate({ label: { code: 'course.import', count: 1, name: '' }, drafts, undoable: false });
  /** A lesson with a video on this disk. */
  function addLesson(name: string, chapter: string, pos: string): void {
    const [id, mediaId, versionId] = [edit.newId() as LessonId, edit.newId(), edit.newId() as VersionId];
    const origin = { media_id: mediaId, file_name: `${name}.mp4`, bytes: 1_000, created_at_ms: 1 };
    const ends = { media_id: mediaId, target_type: 'lesson', target_id: id, role: 'video' };
    const place = { chapter_id: chapters.get(chapter) ?? '', pos };
    write(
      put('lessons', id, { place, title: { title: name } }),
      put('media_files', mediaId, {
        origin: { kind: 'video', created_at_ms: 1 },
        current: { current_version_id: versionId },
      }),
      put('media_versions', versionId, { origin }),
      put('media_links', edit.newId(), { ends }),
    );
    media.saveLocation({ versionId, path: `/${name}.mp4`, bytes: 1_000, mtimeMs: 1, inode: '1' });
    names.set(versionId, name);
    lessons.set(name, id);
  }
  /** A course with two chapters of two lessons: `a11`, `a12`, `a21`, `a22`. */
  function addCourse(name: string, atMs: number): void {
    const courseId = edit.newId() as CourseId;
    write(put('courses', courseId, { origin: { created_at_ms: atMs }, title: { title: name } }));
    for (const n of [1, 2]) {
      const chapterId = edit.newId() as ChapterId;
      write(put('chapters', chapterId, { place: { course_id: courseId, pos: `a${n}` }, title: { title: `${n}` } }));
      chapters.set(`${name}${n}`, chapterId);
      homes.set(`${name}${n}`, courseId);
      for (const m of [1, 2]) addLesson(`${name}${n}${m}`, `${name}${n}`, `a${m}`);
    }
  }
  /** What the studio does a moment after every edit. */
  async function reconcile(): Promise<string> {
    deskOf().reconcile();
    // Places are given one after the other.
    await uploads.reorder([], null);
    return order();
  }
  const order = (): string =>
    uploads
      .snapshots()
      .map(({ versionId }) => names.get(versionId))
      .join(' ');
  const lesson = (name: string): LessonId => lessons.get(name) ?? never();
  const chapter = (name: string): ChapterId => chapters.get(name) ?? never();
  const uploadOf = (name: string): UploadId =>
    uploads.snapshots().find(({ versionId }) => names.get(versionId) === name)?.uploadId ?? never();
  const caller = { windowId: 1 } as never;
  return {
    addCourse,
    addLesson,
    reconcile,
    lesson,
    chapter,
    uploadOf,
    studio,
    undo,
    write,
    uploads: () => uploads,
    moveLesson: (name: string, to: string, after: string | null) =>
      actions['lesson.move'](
        { lessonIds: [lesson(name)], chapterId: chapter(to), afterId: after === null ? null : lesson(after) },
        caller,
      ),
    moveChapter: (name: string, after: string | null) =>
      actions['chapter.move'](
        {
          chapterIds: [chapter(name)],
          courseId: homes.get(name) ?? never(),
          afterId: after === null ? null : chapter(after),
        },
        caller,
      ),
    async restart() {
      await uploads.stop();
      uploads = start();
    },
    async stop() {
      await uploads.stop();
      db.close();
      expect(names.get('bug' as VersionId)).toBeUndefined();
    },
  };
}

let queue: ReturnType<typeof openQueue>;
beforeEach(async () => {
  queue = openQueue();
  queue.addCourse('a', 1);
  await queue.reconcile();
});
afterEach(() => queue.stop());

test('a lesson or a chapter is moved, and it is undone: what waits follows', async () => {
  expect(await queue.reconcile()).toBe('a11 a12 a21 a22');
  await queue.moveLesson('a22', 'a1', 'a11');
  expect(await queue.reconcile()).toBe('a11 a22 a12 a21');
  await queue.moveChapter('a2', null);
  expect(await queue.reconcile()).toBe('a21 a11 a22 a12');
  queue.undo.undo();
  expect(await queue.reconcile()).toBe('a11 a22 a12 a21');
  queue.undo.undo();
  expect(await queue.reconcile()).toBe('a11 a12 a21 a22');
});

test('moved on another computer', async () => {
  const place = { chapter_id: queue.chapter('a1'), pos: 'Zz' };
  editElsewhere(queue.studio, set('lessons', queue.lesson('a21'), { place }));
  expect(await queue.reconcile()).toBe('a21 a11 a12 a22');
});

test('what somebody placed by hand stays, over a restart too; the others pass it', async () => {
  await queue.uploads().reorder([queue.uploadOf('a22')], queue.uploadOf('a12'));
  expect(await queue.reconcile()).toBe('a11 a22 a12 a21');
  await queue.restart();
  await queue.moveLesson('a11', 'a2', 'a22');
  expect(await queue.reconcile()).toBe('a12 a22 a21 a11');
});

test('"this lesson first" stays first, also where it was first already', async () => {
  await queue.uploads().sendFirst([queue.uploadOf('a11')]);
  await queue.moveChapter('a2', null);
  expect(await queue.reconcile()).toBe('a11 a21 a22 a12');
  await queue.uploads().sendFirst([queue.uploadOf('a12')]);
  await queue.moveLesson('a22', 'a2', null);
  expect(await queue.reconcile()).toBe('a12 a11 a22 a21');
});

test('two courses stay in the order in which they were queued; a lesson that is new joins its own', async () => {
  queue.addCourse('b', 0);
  expect(await queue.reconcile()).toBe('a11 a12 a21 a22 b11 b12 b21 b22');
  await queue.moveChapter('b2', null);
  await queue.moveChapter('a2', null);
  expect(await queue.reconcile()).toBe('a21 a22 a11 a12 b21 b22 b11 b12');
  queue.addLesson('a13', 'a1', 'a11');
  expect(await queue.reconcile()).toBe('a21 a22 a11 a13 a12 b21 b22 b11 b12');
});

test('a lesson moved before the one that is placed is seen by two placings in one moment', async () => {
  const first = queue.uploads().sendFirst([queue.uploadOf('a22')]);
  const second = queue.uploads().reorder([queue.uploadOf('a21')], queue.uploadOf('a11'));
  expect(await Promise.all([first, second])).toEqual([true, true]);
  expect(await queue.reconcile()).toBe('a22 a21 a11 a12');
});

test('what is given up goes, and leaves the others in their order', async () => {
  await queue.moveLesson('a22', 'a1', null);
  queue.write(remove('lessons', queue.lesson('a11'), queue.studio.nowMs()));
  await queue.reconcile();
  expect(await queue.reconcile()).toBe('a22 a12 a21');
});

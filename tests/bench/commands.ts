import { createCourseActions } from '../../src/main/actions/course.ts';
import { createDuplication } from '../../src/main/actions/duplicate.ts';
import { createLessonActions } from '../../src/main/actions/lesson.ts';
import { createChildTable } from '../../src/main/db/tables/children.ts';
import { createCourseTable } from '../../src/main/db/tables/courses.ts';
import { createDraftTable } from '../../src/main/db/tables/drafts.ts';
import { createLessonPictures } from '../../src/main/db/tables/lesson-pictures.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { createPlaceTable } from '../../src/main/db/tables/places.ts';
import { createTagTable } from '../../src/main/db/tables/tags.ts';
import type { ChapterId, LessonId } from '../../src/shared/domain/ids.ts';
import { firstPositions } from '../../src/shared/domain/position.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { layCourse } from '../helpers/large-course.ts';
import { type Figures, percentile, report, round, summarise } from './report.ts';
import { layWaitingQueue } from './waiting-queue.ts';

/**
 * How long a command takes until it is durable: rows, outbox entry, undo step and clock in one transaction with
 * `synchronous=FULL`. `npm run bench:commands [-- --json FILE]`
 */
const LESSONS = 2_000;
const ROUNDS = 2_000;
const WAITING = 1_000;
const caller = { windowId: 1 };

const studio = openTestDatabase();
const tables = {
  courses: createCourseTable(studio.db),
  children: createChildTable(studio.db),
  media: createMediaTable(studio.db),
  outlines: createOutlineTable(studio.db),
  places: createPlaceTable(studio.db, Math.random),
  tags: createTagTable(studio.db),
  lessonPictures: createLessonPictures(studio.db),
  drafts: createDraftTable(studio.db),
};
const actions = {
  ...createCourseActions({ ...studio.edit, ...tables }),
  ...createLessonActions({ ...studio.edit, ...tables, fileIsThere: () => Promise.resolve(true) }),
  ...createDuplication({ ...studio.edit, ...tables }),
};

const chapterId = studio.edit.newId() as ChapterId;
const keys = firstPositions(LESSONS);
const lessonIds = Array.from({ length: LESSONS }, () => studio.edit.newId() as LessonId);
const course = await actions['course.create']({ title: 'Cells' }, caller);
if (!course.success) throw new Error(course.error.message);
const { courseId } = course.data;
studio.mutator.mutate({
  label: { code: 'course.import', count: LESSONS, name: 'Cells' },
  drafts: [
    {
      t: 'chapters',
      id: chapterId,
      k: 'put',
      v: { place: { course_id: courseId, pos: 'a0' }, title: { title: 'One' } },
    },
    ...lessonIds.map((id, index) => ({
      t: 'lessons',
      id,
      k: 'put' as const,
      v: {
        place: { chapter_id: chapterId, pos: keys[index] ?? 'a0' },
        title: { title: `Lesson ${index}` },
      },
    })),
  ],
});

async function time(rounds: number, run: (n: number) => unknown): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < rounds; n++) {
    const startedMs = performance.now();
    await run(n);
    samples.push(performance.now() - startedMs);
  }
  return samples;
}
const lesson = (n: number): LessonId => lessonIds[(n * 7_919) % LESSONS] as LessonId;

const rename = await time(ROUNDS, (n) =>
  actions['lesson.rename']({ lessonId: lesson(n), title: `Renamed ${n}` }, caller),
);
const move = await time(ROUNDS / 4, (n) =>
  actions['lesson.move']({ lessonIds: [lesson(n)], chapterId, afterId: lesson(n + 1) }, caller),
);
const undo = await time(ROUNDS / 4, () => studio.undo.undo());

/* The same while uploads wait, with what the queue does after it: in turns, so that the ratio is of one moment. */
const queue = layWaitingQueue(studio, lessonIds.slice(0, WAITING));
await queue.compare();
const { waiting, queued } = queue.uploads.summary();
if (waiting + queued !== WAITING) throw new Error(`${waiting + queued} uploads wait`);
const renameOne = (n: number) => actions['lesson.rename']({ lessonId: lesson(n), title: `Renamed again ${n}` }, caller);
const beside: Record<'alone' | 'followed' | 'compared' | 'moved', number[]> = {
  alone: [],
  followed: [],
  compared: [],
  moved: [],
};
for (let n = 0; n < ROUNDS / 8; n++) {
  beside.alone.push(...(await time(1, () => renameOne(4 * n))));
  beside.followed.push(...(await time(1, () => Promise.resolve(renameOne(4 * n + 1)).then(queue.follow))));
  beside.compared.push(...(await time(1, () => Promise.resolve(renameOne(4 * n + 2)).then(queue.compare))));
  const moving = { lessonIds: [lesson(4 * n + 3)], chapterId, afterId: lesson(4 * n + 4) };
  beside.moved.push(
    ...(await time(1, () => Promise.resolve(actions['lesson.move'](moving, caller)).then(queue.follow))),
  );
}
await queue.uploads.stop();
const ratio = (samples: readonly number[]): Figures => ({
  ...summarise(samples),
  'p50 / alone': round(percentile(samples, 0.5) / percentile(beside.alone, 0.5)),
});

const outline = await time(50, () => tables.outlines.getOutline(courseId));
const copied = layCourse(studio, 200);
const duplicate = await time(20, (n) =>
  actions['course.duplicate']({ copies: [{ courseId: copied, title: `Copy ${n}` }] }, caller),
);

report(`a local command, durable, in a course of ${LESSONS} lessons`, {
  'lesson.rename': summarise(rename),
  'lesson.move': summarise(move),
  'history.undo': summarise(undo),
  [`lesson.rename, ${WAITING} uploads wait: alone`]: ratio(beside.alone),
  'the same, with what the queue does after it': ratio(beside.followed),
  'the same, were the queue compared each time': ratio(beside.compared),
  'lesson.move, with what the queue does after it': ratio(beside.moved),
  'the outline of 2,000 lessons, read': summarise(outline),
  'course.duplicate, 200 lessons': summarise(duplicate),
});
// The goal of the curriculum editor
if (percentile(duplicate, 1) > 2_000) throw new Error('a course of 200 lessons took more than 2 s to duplicate');

import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { createCourseActions } from '../../src/main/actions/course.ts';
import { createTagActions } from '../../src/main/actions/tag.ts';
import { createCourseTable } from '../../src/main/db/tables/courses.ts';
import { createDraftTable } from '../../src/main/db/tables/drafts.ts';
import { createLessonPictures } from '../../src/main/db/tables/lesson-pictures.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { createTagTable } from '../../src/main/db/tables/tags.ts';
import { createUndo } from '../../src/main/db/undo.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { anyDriver, signedIn, startSandbox, type Device } from './sync-rig.ts';
import { expectSame } from './sync-same.ts';

/* Tags that two computers put on things apart (decision 0060). */
const caller = { windowId: 1 };

let sandbox: SupabaseSandbox;
beforeAll(async () => {
  sandbox = await startSandbox(anyDriver);
});
afterAll(() => sandbox.stop());

/** What the screens of a computer do with tags, and show of them. */
function tagging({ mutator, db }: Device) {
  const tags = createTagTable(db);
  const tables = {
    courses: createCourseTable(db),
    outlines: createOutlineTable(db),
    lessonPictures: createLessonPictures(db),
    media: createMediaTable(db),
    drafts: createDraftTable(db),
    tags,
  };
  const deps = { mutator, newId: uuidv7, nowMs: Date.now, random: Math.random, ...tables };
  const actions = { ...createCourseActions(deps), ...createTagActions(deps) };
  return {
    tag: (courseId: CourseId, names: string[], over: string[] = []) =>
      actions['course.saveAll']({ courseId, details: { tags: names }, over: { tags: over } }, caller),
    rename: (name: string, to: string) => actions['tag.rename']({ name, to }, caller),
    remove: (name: string) => actions['tag.delete']({ name }, caller),
    shown: () => tags.listUses().map(({ name, courses }) => `${name} ${courses}`),
    of: (courseId: CourseId) => tags.namesOf(courseId),
  };
}

async function two() {
  const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
  const [one, other] = ['One', 'Other'].map((title) => a.newCourse(title)) as [CourseId, CourseId];
  const meet = async () => {
    for (const device of [a, b, a]) expect(await device.sync()).toBe('ok');
    await expectSame(sandbox, [a, b]);
  };
  await meet();
  return { a, b, one, other, meet, onA: tagging(a), onB: tagging(b) };
}

test('the same tag made on both, apart, is one tag afterwards, written alike on both', async () => {
  const { onA, onB, one, other, meet } = await two();
  await onA.tag(one, ['Biology']);
  await onB.tag(other, ['biology', 'Maths']);
  await meet();
  expect(onA.shown()).toEqual(onB.shown());
  expect(onA.shown().map((line) => line.toLowerCase())).toEqual(['biology 2', 'maths 1']);
  expect(onA.of(one)).toEqual(onB.of(one));
  // Renamed and removed as one, too.
  await onB.rename('BIOLOGY', 'Life');
  await meet();
  expect(onA.shown()).toEqual(['Life 2', 'Maths 1']);
  await onA.remove('Life');
  await meet();
  expect([onA.shown(), onB.shown(), onB.of(other)]).toEqual([['Maths 1'], ['Maths 1'], ['Maths']]);
});

test('the same tag put on one course by both is there once, and goes when either takes it off', async () => {
  const { onA, onB, one, meet } = await two();
  await onA.tag(one, ['Cells']);
  await onB.tag(one, ['CELLS']);
  await meet();
  expect(onA.shown().map((line) => line.toLowerCase())).toEqual(['cells 1']);
  await onB.tag(one, [], onB.of(one));
  await meet();
  expect([onA.of(one), onB.of(one)]).toEqual([[], []]);
});

test('tags put on by one and taken off by the other are both so', async () => {
  const { onA, onB, one, meet } = await two();
  await onA.tag(one, ['a', 'b']);
  await meet();
  await onA.tag(one, ['a', 'b', 'c'], ['a', 'b']);
  await onB.tag(one, ['b', 'd'], ['a', 'b']);
  await meet();
  expect([onA.of(one), onB.of(one)]).toEqual([
    ['b', 'c', 'd'],
    ['b', 'c', 'd'],
  ]);
});

test('undo of the making of a tag asks when the other computer has put it on something meanwhile', async () => {
  const { a, onA, onB, one, other, meet } = await two();
  await onA.tag(one, ['Cells']);
  await meet();
  await onB.tag(other, ['Cells']);
  await meet();
  const { mutator, db } = a;
  const undo = createUndo({ db, mutator, onCommit: () => undefined });
  expect(undo.undo()).toMatchObject({ success: false, error: { code: 'CHANGED_SINCE' } });
  expect(onA.of(other)).toEqual(['Cells']);
});

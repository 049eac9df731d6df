import { expect, test } from 'vitest';
import { createTagTable } from '../../src/main/db/tables/tags.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import { caller, lessonOf, openStudio, type Made } from './undo-rig.ts';

/* Tags of courses and lessons: part of the one save, renamed and removed everywhere at once. */
type Actions = Made['actions'];
type Save = Parameters<Actions['course.saveAll']>[0];

async function open() {
  const studio = await openStudio();
  const { actions, courseId, outlines, db } = studio;
  const [one, two, three] = [0, 1, 2].map((at) => lessonOf(studio, at)) as [
    ReturnType<typeof lessonOf>,
    ReturnType<typeof lessonOf>,
    ReturnType<typeof lessonOf>,
  ];
  const tags = createTagTable(db);
  const save = async (input: Omit<Save, 'courseId'>) => actions['course.saveAll']({ courseId, ...input }, caller);
  const list = () => tags.listUses().map(({ name, courses, lessons }) => `${name} ${courses}/${lessons}`);
  const ofLesson = (id = one) => outlines.getLesson(id)?.tags;
  const ofCourse = () => tags.namesOf(courseId);
  return { ...studio, tags, save, list, ofLesson, ofCourse, one, two, three };
}

test('one name is one tag, whatever its case and form of Unicode, and is made once in a save', async () => {
  const { save, list, one, two, ofLesson, courses, outlines, courseId } = await open();
  const lessons = [
    { lessonId: one, details: { tags: ['cafe\u0301', 'New'] } },
    { lessonId: two, details: { tags: ['NEW'] } },
  ];
  await save({ details: { tags: ['Caf\u00e9'] }, lessons });
  expect(list()).toEqual(['Caf\u00e9 1/1', 'New 0/2']);
  expect(ofLesson()).toEqual(['Caf\u00e9', 'New']);
  expect(courses.listSummaries()[0]?.tags).toEqual(['Caf\u00e9']);
  expect(outlines.getOutline(courseId)?.chapters[0]?.lessons.map(({ tags }) => tags)).toEqual([
    ['Caf\u00e9', 'New'],
    ['New'],
  ]);
});

test('a save puts on and takes off what was changed by hand: a tag that came meanwhile stays', async () => {
  const { save, one, ofLesson } = await open();
  await save({ lessons: [{ lessonId: one, details: { tags: ['a', 'b'] } }] });
  await save({ lessons: [{ lessonId: one, details: { tags: ['a', 'b', 'meanwhile'] } }] });
  await save({ lessons: [{ lessonId: one, details: { tags: ['b', 'c'] }, over: { tags: ['a', 'b'] } }] });
  expect(ofLesson()).toEqual(['b', 'c', 'meanwhile']);
});

test('a save is one step: undo takes the new tag back without asking, redo brings it again', async () => {
  const { save, list, undo, ofCourse } = await open();
  await save({ details: { title: 'Other', tags: ['a'] } });
  expect(undo.undo()).toMatchObject({ success: true });
  expect([list(), ofCourse()]).toEqual([[], []]);
  undo.redo();
  expect([list(), ofCourse()]).toEqual([['a 1/0'], ['a']]);
});

test('saving the tags that are there writes nothing', async () => {
  const { save, committed } = await open();
  await save({ details: { tags: ['a'] } });
  const before = committed.length;
  await save({ details: { tags: ['A'] }, over: { tags: ['a'] } });
  expect(committed).toHaveLength(before);
});

test('renamed in everything that has it; to the name of another they are one, until undo', async () => {
  const { actions, save, list, undo, one, two, ofLesson } = await open();
  const lessons = [
    { lessonId: one, details: { tags: ['biology', 'Cells'] } },
    { lessonId: two, details: { tags: ['biology'] } },
  ];
  await save({ lessons });
  expect(await actions['tag.rename']({ name: 'BIOLOGY', to: 'Biology' }, caller)).toMatchObject({
    data: { name: 'Biology' },
  });
  expect(list()).toEqual(['Biology 0/2', 'Cells 0/1']);
  await actions['tag.rename']({ name: 'Biology', to: 'CELLS' }, caller);
  expect([list(), ofLesson(), ofLesson(two)]).toEqual([['Cells 0/2'], ['Cells'], ['Cells']]);
  undo.undo();
  expect([list(), ofLesson()]).toEqual([
    ['Biology 0/2', 'Cells 0/1'],
    ['Biology', 'Cells'],
  ]);
});

test('removed from everything, undo brings it back; made anew later, it is not on what had it', async () => {
  const { actions, save, list, undo, one, ofLesson, ofCourse } = await open();
  await save({ details: { tags: ['a'] }, lessons: [{ lessonId: one, details: { tags: ['a', 'b'] } }] });
  await actions['tag.delete']({ name: 'A' }, caller);
  expect([list(), ofLesson(), ofCourse()]).toEqual([['b 0/1'], ['b'], []]);
  undo.undo();
  expect([list(), ofLesson(), ofCourse()]).toEqual([['a 1/1', 'b 0/1'], ['a', 'b'], ['a']]);
  undo.redo();
  await save({ details: { tags: ['a'] } });
  expect([list(), ofLesson()]).toEqual([['a 1/0', 'b 0/1'], ['b']]);
});

test('a tag that is not there can be neither renamed nor removed', async () => {
  const { actions } = await open();
  const failed = { success: false, error: { code: 'NOT_FOUND' } };
  expect(await actions['tag.rename']({ name: 'a', to: 'b' }, caller)).toMatchObject(failed);
  expect(await actions['tag.delete']({ name: 'a' }, caller)).toMatchObject(failed);
});

test('many lessons at once: put on those that have it not, taken off those that have it, in one step', async () => {
  const { actions, save, undo, one, two, three, ofLesson, committed } = await open();
  await save({
    lessons: [
      { lessonId: one, details: { tags: ['a', 'b'] } },
      { lessonId: two, details: { tags: ['b'] } },
    ],
  });
  const before = committed.length;
  const lessons = [one, two, three].map((lessonId) => ({ lessonId }));
  const settings = { tags: { add: ['new', 'A'], remove: ['B'] } };
  const done = await actions['lesson.editMany']({ lessons, settings }, caller);
  expect(done).toMatchObject({ data: { changed: 3, gone: [] } });
  expect([one, two, three].map((id) => ofLesson(id))).toEqual([
    ['a', 'new'],
    ['a', 'new'],
    ['a', 'new'],
  ]);
  expect(committed).toHaveLength(before + 1);
  undo.undo();
  expect([one, two, three].map((id) => ofLesson(id))).toEqual([['a', 'b'], ['b'], []]);
});

test('a duplicate has the tags of what it was made of, and its own taggings', async () => {
  const { actions, save, courseId, tags, one, list } = await open();
  await save({ details: { tags: ['a'] }, lessons: [{ lessonId: one, details: { tags: ['b'] } }] });
  const made = await actions['course.duplicate']({ copies: [{ courseId, title: 'Copy' }] }, caller);
  const copyId = (made.success ? made.data.copies[0]?.courseId : courseId) as CourseId;
  expect([tags.namesOf(copyId), list()]).toEqual([['a'], ['a 2/0', 'b 0/2']]);
  await actions['course.saveAll']({ courseId: copyId, details: { tags: [] } }, caller);
  expect([tags.namesOf(copyId), tags.namesOf(courseId)]).toEqual([[], ['a']]);
});

import { expect, test } from 'vitest';
import { bulkRows } from '../../../../shared/domain/bulk-edit.ts';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { createMessages } from '../../../../shared/messages/words.ts';
import { bulkLessonsIn } from '../bulk-choice.ts';
import { createOutlineUi } from '../outline-ui.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline } from '../outline.fixture.ts';
import { editingVerbs, type EditingEdits } from './editing.ts';

const outline = sampleOutline(2, 1);
const settings = { status: 'draft' } as const;
const rows = bulkRows(
  bulkLessonsIn(outline, new Set([chapterAt(1), lessonAt(3)])),
  { titles: null, settings },
  new Set(),
);

function open(answer: EditingEdits['editLessons']) {
  const said: unknown[] = [];
  const store = createOutlineUi(courseAt(1));
  const verbs = editingVerbs({
    read: () => outline,
    store,
    edits: { editLessons: answer },
    t: createMessages('en').t,
    say: () => {},
    offerUndo: (words, steps) => said.push([words, steps]),
    onFailure: (failure) => said.push(failure),
  });
  return { verbs, store, said };
}
const answered = (part: { changed: number; gone?: LessonId[]; keptKind?: LessonId[] }) => async () => ({
  gone: [],
  keptKind: [],
  ...part,
});

test('the lessons that are selected are asked for, and those of selected chapters; the selection stays', () => {
  const { verbs, store } = open(answered({ changed: 0 }));
  const selected = new Set([chapterAt(1), lessonAt(3)]);
  store.setState({ selection: { selected, anchor: null, active: lessonAt(3) } });
  verbs.askWhatToEdit();
  expect(store.getState().editing).toEqual([lessonAt(1), lessonAt(2), lessonAt(3)]);
  expect(store.getState().selection.selected).toBe(selected);
});

test('what was done can be undone; who was gone, kept its kind, or was refused is told by name', async () => {
  const done = open(answered({ changed: 3 }));
  await done.verbs.editLessons(rows, settings);
  expect(done.said).toEqual([['Changed 3 lessons', 1]]);
  const short = open(answered({ changed: 2, gone: [lessonAt(2)] }));
  await short.verbs.editLessons(rows, settings);
  expect(short.said).toMatchObject([['Changed 2 lessons', 1], { verb: 'editSome', title: '“Lesson 2”' }]);
  const kept = open(answered({ changed: 3, keptKind: [lessonAt(1), lessonAt(3)] }));
  await kept.verbs.editLessons(rows, settings);
  expect(kept.said[1]).toEqual({ verb: 'editKind', title: '“Lesson 1”, “Lesson 3”' });
  const error = new Error('DISK_FULL');
  const bad = open(() => Promise.reject(error));
  await bad.verbs.editLessons(rows, settings);
  expect(bad.said).toEqual([{ verb: 'editMany', error }]);
});

test('lessons of which nothing changes are not sent', async () => {
  const asked: unknown[] = [];
  const { verbs } = open(async (sent) => {
    asked.push(...sent.map(({ lesson }) => lesson.lessonId));
    return { changed: 1, gone: [], keptKind: [] };
  });
  const drafted = rows.map((row, at) => (at === 1 ? row : { ...row, changes: [] }));
  await verbs.editLessons(drafted, settings);
  await verbs.editLessons(drafted.slice(0, 1), settings);
  expect(asked).toEqual([lessonAt(2)]);
});

import { describe, expect, test, vi } from 'vitest';
import { createMessages } from '../../../../shared/messages/words.ts';
import type { RowId } from '../outline-rows.ts';
import { createOutlineUi } from '../outline-ui.ts';
import { createOutlineVerbs, type OutlineEdits } from './outline-verbs.ts';
import type { EditFailure } from './verb-deps.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline } from '../outline.fixture.ts';
import { selectOne } from '../../../lib/selection/selection.ts';

const outline = sampleOutline(2, 0, 2);

/** The verbs on an outline that is read but never changes; what they asked of main, and what they said. */
function open(refuse?: Error) {
  const asked: unknown[] = [];
  const said: string[] = [];
  const failures: EditFailure[] = [];
  const deleted: [string, number][] = [];
  const ask =
    (name: string) =>
    (...input: unknown[]) => {
      asked.push([name, ...input]);
      const made = { chapterId: chapterAt(2), lessonId: lessonAt(7) };
      return refuse ? Promise.reject(refuse) : Promise.resolve(name.startsWith('duplicate') ? [made] : made);
    };
  const names = [
    'createChapter',
    'createLesson',
    'duplicateChapters',
    'duplicateLessons',
    'renameChapter',
    'renameLesson',
    'moveChapters',
  ];
  const edits = Object.fromEntries([...names, 'moveLessons', 'reveal'].map((name) => [name, ask(name)]));
  const struck = new Set<RowId>();
  const pending = {
    struck: () => struck,
    strike(ids: ReadonlySet<RowId>, words: string) {
      asked.push(['strike', [...ids], words]);
      for (const id of ids) struck.add(id);
    },
    restore(ids: ReadonlySet<RowId>) {
      asked.push(['restore', [...ids]]);
      for (const id of ids) struck.delete(id);
    },
  };
  const store = createOutlineUi(courseAt(1));
  const verbs = createOutlineVerbs({
    read: () => outline,
    store,
    edits: { ...edits, ...pending } as unknown as OutlineEdits,
    t: createMessages('en').t,
    say: (words) => said.push(words),
    offerUndo: (words, steps) => deleted.push([words, steps]),
    onFailure: (failure) => failures.push(failure),
  });
  const select = (...ids: RowId[]) =>
    store.setState({ selection: { selected: new Set(ids), anchor: ids[0] ?? null, active: ids[0] ?? null } });
  return { verbs, store, select, asked, said, failures, deleted };
}

describe('verbs of the outline', () => {
  test('a new chapter is selected and its title is typed at once', async () => {
    const { verbs, store, asked, said } = open();
    await verbs.addChapter();
    expect(asked).toEqual([['createChapter', 'New chapter']]);
    expect(store.getState()).toMatchObject({ renaming: chapterAt(2), selection: selectOne(chapterAt(2)) });
    expect(said).toEqual(['Added “New chapter”']);
  });

  test('the first row, where the keyboard only waits, is no place for a new lesson; once it is selected it is one', async () => {
    const { verbs, store, select, asked } = open();
    store.setState({ selection: { selected: new Set(), anchor: null, active: chapterAt(1) } });
    await verbs.addLesson();
    select(chapterAt(1));
    await verbs.addLesson();
    expect(asked).toMatchObject([
      ['createLesson', { place: { chapterId: chapterAt(3) } }],
      ['createLesson', { place: { chapterId: chapterAt(1) } }],
    ]);
  });

  test('a new lesson is asked for below the row with the keyboard, and its title is typed in the open chapter', async () => {
    const { verbs, store, select, asked, said } = open();
    store.setState({ collapsed: new Set([chapterAt(2)]) });
    select(lessonAt(1));
    await verbs.addLesson();
    const made = { kind: 'video', title: 'New lesson', chapterTitle: 'New chapter' };
    const below = { chapterId: chapterAt(1), afterId: lessonAt(1) };
    expect(asked).toEqual([['createLesson', { place: below, ...made }]]);
    expect(store.getState()).toMatchObject({ renaming: lessonAt(7), selection: selectOne(lessonAt(7)) });
    expect([said, store.getState().collapsed]).toEqual([['Added “New lesson”'], new Set()]);
    await verbs.addLesson('quiz');
    expect(asked[1]).toMatchObject(['createLesson', { kind: 'quiz' }]);
  });

  test('a lesson that main did not make is told, and nothing is typed', async () => {
    const { verbs, store, failures } = open(new Error('DISK_FULL'));
    await verbs.addLesson('text');
    expect([failures.map((failure) => failure.verb), store.getState().renaming]).toEqual([['createLesson'], null]);
  });

  test('a title that is the same asks nothing; another goes with what it was typed over', () => {
    const { verbs, asked } = open();
    verbs.rename(lessonAt(1), { title: 'Lesson 1', over: 'Before' });
    verbs.rename(lessonAt(1), { title: 'Cells', over: 'Before' });
    verbs.rename(chapterAt(3), { title: 'End', over: 'Chapter 3' });
    expect(asked).toEqual([
      ['renameLesson', lessonAt(1), { title: 'Cells', over: 'Before' }],
      ['renameChapter', chapterAt(3), { title: 'End', over: 'Chapter 3' }],
    ]);
  });

  test('a refused title is told with what was typed', async () => {
    const refused = new Error('DISK_FULL');
    const { verbs, failures } = open(refused);
    verbs.rename(lessonAt(1), { title: 'Cells', over: 'Lesson 1' });
    await vi.waitFor(() => expect(failures).toEqual([{ verb: 'rename', title: 'Cells', error: refused }]));
  });

  test('deleting: lessons of a deleted chapter go with it; the rows stay, and the selection', () => {
    const { verbs, store, select, asked, deleted, said } = open();
    select(chapterAt(1), lessonAt(1), lessonAt(3));
    verbs.remove();
    expect(asked).toEqual([['strike', [chapterAt(1), lessonAt(3)], 'deletion of 1 chapter and 1 lesson']]);
    expect(store.getState().selection.selected).toEqual(new Set([chapterAt(1), lessonAt(1), lessonAt(3)]));
    expect(deleted).toEqual([['1 chapter and 1 lesson go when you save', 1]]);
    verbs.remove();
    select(lessonAt(1));
    verbs.remove();
    expect([asked.length, said]).toEqual([1, ['Goes when you save', 'Goes when you save']]);
  });

  test('one row is named; a lesson is kept with its chapter, from its row or by what is selected', () => {
    const { verbs, select, asked, deleted, said } = open();
    select(chapterAt(1));
    verbs.remove();
    expect(deleted).toEqual([['“Chapter 1” goes when you save', 1]]);
    verbs.restore(lessonAt(3));
    verbs.restore(lessonAt(2));
    verbs.remove();
    select(chapterAt(1), lessonAt(3));
    verbs.restore();
    const strike = ['strike', [chapterAt(1)], 'deletion of “Chapter 1”'];
    expect(asked).toEqual([strike, ['restore', [lessonAt(2), chapterAt(1)]], strike, ['restore', [chapterAt(1)]]]);
    expect(said).toEqual(['“Lesson 2” stays', '“Chapter 1” stays']);
  });

  test('duplicating: lessons of a chapter go with it; the copies are selected and said', async () => {
    const { verbs, store, select, asked, said } = open();
    select(chapterAt(1), lessonAt(1), lessonAt(3));
    await verbs.duplicate();
    expect(asked).toEqual([
      ['duplicateChapters', [{ chapterId: chapterAt(1), title: 'Chapter 1 copy' }]],
      ['duplicateLessons', [{ lessonId: lessonAt(3), title: 'Lesson 3 copy' }]],
    ]);
    const selected = new Set([chapterAt(2), lessonAt(7)]);
    expect(store.getState()).toMatchObject({
      selection: { selected, anchor: chapterAt(2), active: chapterAt(2) },
      wanted: chapterAt(2),
    });
    select(lessonAt(4));
    await verbs.duplicate();
    expect(said).toEqual(['Duplicated 1 chapter and 1 lesson', 'Duplicated as “Lesson 4 copy”']);
  });

  test('what main did not copy is told, and the selection stays', async () => {
    const { verbs, store, select, failures, said } = open(new Error('DISK_FULL'));
    select(lessonAt(4));
    await verbs.duplicate();
    expect([failures.map((failure) => failure.verb), said]).toEqual([['duplicate'], []]);
    expect(store.getState().selection).toEqual(selectOne(lessonAt(4)));
    select();
    await verbs.duplicate();
    expect(failures).toHaveLength(1);
  });

  test('without a selection, the row with the keyboard is meant', async () => {
    const { verbs, store, asked } = open();
    const unselected = { selected: new Set<never>(), anchor: null, active: lessonAt(4) };
    for (const act of [verbs.duplicate, async () => verbs.remove(), async () => verbs.move('up')]) {
      store.setState({ selection: unselected });
      await act();
    }
    expect(asked).toEqual([
      ['duplicateLessons', [{ lessonId: lessonAt(4), title: 'Lesson 4 copy' }]],
      ['strike', [lessonAt(4)], 'deletion of “Lesson 4”'],
      ['moveLessons', [lessonAt(4)], { chapterId: chapterAt(3), afterId: null }],
    ]);
  });

  test('the new place is said', () => {
    const { verbs, select, asked, said } = open();
    select(lessonAt(2));
    verbs.move('up');
    verbs.move('down');
    select(lessonAt(1), lessonAt(2));
    verbs.move('down');
    expect(said).toEqual([
      '“Lesson 2”: 1 of 2 in “Chapter 1”',
      '“Lesson 2”: 1 of 1 in “Chapter 2”',
      '2 lessons: from 1 of 2 in “Chapter 2”',
    ]);
    expect(asked).toHaveLength(3);
  });

  test('without a lesson selected, the chapter moves; at the ends that is said', () => {
    const { verbs, select, asked, said } = open();
    select(chapterAt(2));
    verbs.move('up');
    select(chapterAt(1));
    verbs.move('up');
    select(lessonAt(3));
    verbs.moveChapter('down');
    expect(asked).toEqual([['moveChapters', [chapterAt(2)], null]]);
    expect(said).toEqual(['Chapter “Chapter 2”: 1 of 3', 'Already at the top', 'Already at the end']);
  });

  test('rows that were dragged: asked for, said, and not at all where they were', () => {
    const { verbs, asked, said } = open();
    const at = (chapter: number, after: number | null) => ({
      kind: 'lessons' as const,
      place: { chapterId: chapterAt(chapter), afterId: after === null ? null : lessonAt(after) },
    });
    verbs.drop([lessonAt(3), lessonAt(1)], at(2, null));
    verbs.drop([lessonAt(1)], at(1, null));
    verbs.drop([chapterAt(3), chapterAt(1)], { kind: 'chapters', afterId: chapterAt(2) });
    verbs.drop([chapterAt(2)], { kind: 'chapters', afterId: chapterAt(1) });
    verbs.drop([lessonAt(9)], at(2, null));
    expect(asked).toEqual([
      ['moveLessons', [lessonAt(1), lessonAt(3)], { chapterId: chapterAt(2), afterId: null }],
      ['moveChapters', [chapterAt(1), chapterAt(3)], chapterAt(2)],
    ]);
    expect(said).toEqual(['2 lessons: from 1 of 2 in “Chapter 2”', '2 chapters: from 2 of 3']);
  });

  test('a chapter that takes in a moved lesson opens', () => {
    const { verbs, store, select } = open();
    store.setState({ collapsed: new Set([chapterAt(2)]) });
    select(lessonAt(2));
    verbs.move('down');
    expect(store.getState().collapsed).toEqual(new Set());
  });
});

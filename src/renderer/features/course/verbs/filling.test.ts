import { expect, test } from 'vitest';
import { createMessages } from '../../../../shared/messages/words.ts';
import { rowsOf } from '../outline-rows.ts';
import { createOutlineUi } from '../outline-ui.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline } from '../outline.fixture.ts';
import { fillingVerbs } from './filling.ts';

const outline = sampleOutline(2, 1);

function open(answer: () => Promise<{ missing: number }>) {
  const asked: unknown[] = [];
  const said: unknown[] = [];
  const ask = (name: string) => (titles: unknown) => {
    asked.push([name, titles]);
    return answer();
  };
  const store = createOutlineUi(courseAt(1));
  const verbs = fillingVerbs({
    read: () => outline,
    store,
    edits: { renameChapters: ask('chapters'), renameLessons: ask('lessons') },
    t: createMessages('en').t,
    say: () => {},
    offerUndo: (words, steps) => said.push([words, steps]),
    onFailure: (failure) => said.push(failure),
  });
  return { verbs, store, asked, said };
}

test('lines fill titles in one step that can be undone, each with what it was typed over', async () => {
  const { verbs, asked, said } = open(async () => ({ missing: 0 }));
  await verbs.fillTitles({ ids: [lessonAt(1), lessonAt(2), lessonAt(3)], lines: ['Intro', '', 'End'] });
  await verbs.fillTitles({ ids: [chapterAt(1)], lines: ['First'] });
  await verbs.fillTitles({ ids: [chapterAt(1)], lines: ['Chapter 1'] });
  const titles = [
    { lessonId: lessonAt(1), title: 'Intro', over: 'Lesson 1' },
    { lessonId: lessonAt(3), title: 'End', over: 'Lesson 3' },
  ];
  expect(asked).toEqual([
    ['lessons', titles],
    ['chapters', [{ chapterId: chapterAt(1), title: 'First', over: 'Chapter 1' }]],
  ]);
  expect(said).toEqual([
    ['Renamed 2 lessons', 1],
    ['Renamed 1 chapter', 1],
  ]);
});

test('what was deleted meanwhile is told, and what main refused', async () => {
  const filling = { ids: [lessonAt(1), lessonAt(2)], lines: ['Intro', 'End'] };
  const short = open(async () => ({ missing: 1 }));
  await short.verbs.fillTitles(filling);
  expect(short.said).toEqual([['Renamed 1 lesson, 1 was deleted meanwhile', 1]]);
  const error = new Error('DISK_FULL');
  const bad = open(() => Promise.reject(error));
  await bad.verbs.fillTitles(filling);
  expect(bad.said).toEqual([{ verb: 'renameMany', error }]);
  const gone = open(async () => ({ missing: 0 }));
  await gone.verbs.fillTitles({ ids: [lessonAt(99)], lines: ['Intro'] });
  expect([gone.asked, gone.said]).toMatchObject([[], [{ verb: 'renameMany', error: { code: 'NOT_FOUND' } }]]);
});

test('pasted text is offered to the rows that it is for, and only where there are lines and rows', () => {
  const { verbs, store } = open(async () => ({ missing: 0 }));
  const rows = rowsOf(outline, new Set());
  expect(verbs.offerTitles('One\nTwo', rows)).toBe(false);
  const selected = new Set([lessonAt(3), lessonAt(1)]);
  store.setState({ selection: { selected, anchor: lessonAt(1), active: lessonAt(1) } });
  expect([verbs.offerTitles(' \n', rows), store.getState().filling]).toEqual([false, null]);
  expect(verbs.offerTitles('One\nTwo', rows)).toBe(true);
  expect(store.getState().filling).toEqual({ ids: [lessonAt(1), lessonAt(3)], lines: ['One', 'Two'] });
});

import { expect, test } from 'vitest';
import { createMessages } from '../../../../shared/messages/words.ts';
import { selectOne } from '../../../lib/selection/selection.ts';
import type { End, Moving } from '../move-targets.ts';
import { createOutlineUi } from '../outline-ui.ts';
import { chapterAt, courseAt, lessonAt, sampleOutline } from '../outline.fixture.ts';
import { movingVerbs } from './moving.ts';
import { sendingVerbs } from './sending.ts';

const parts = sampleOutline(2, 1, 2).chapters;
const here = { courseId: courseAt(1), chapters: parts.slice(0, 2) };
const there = { courseId: courseAt(2), chapters: parts.slice(2) };

function open(answer: () => Promise<unknown> = async () => ({})) {
  const asked: unknown[] = [];
  const said: unknown[] = [];
  const ask =
    (name: string) =>
    (...input: unknown[]) => {
      asked.push([name, ...input]);
      return answer();
    };
  const store = createOutlineUi(courseAt(1));
  const deps = {
    read: () => here,
    store,
    edits: {
      moveChapters: ask('moveChapters'),
      moveLessons: ask('moveLessons'),
      sendChapters: ask('sendChapters'),
      sendLessons: ask('sendLessons'),
      readOutline: async () => there,
    },
    t: createMessages('en').t,
    say: (words: string) => said.push(words),
    offerUndo: (words: string, steps: number) => said.push([words, steps]),
    onFailure: (failure: unknown) => said.push(failure),
  };
  const verbs = sendingVerbs(deps, movingVerbs(deps).drop);
  const go = (moving: Moving, course: number, chapter: number | null, end: End = 'end') =>
    verbs.moveTo(
      moving,
      {
        courseId: courseAt(course),
        course: course === 1 ? 'Biology' : 'Botany',
        chapter: chapter === null ? null : { chapterId: chapterAt(chapter), title: '' },
      },
      end,
    );
  return { verbs, store, asked, said, go };
}
const lessons = (...numbers: number[]): Moving => ({ kind: 'lessons', ids: numbers.map(lessonAt) });
const chapters = (...numbers: number[]): Moving => ({ kind: 'chapters', ids: numbers.map(chapterAt) });

test('what is selected is asked about, or the row with the keyboard', () => {
  const { verbs, store } = open();
  store.setState({ selection: { selected: new Set([lessonAt(3), lessonAt(1)]), anchor: null, active: lessonAt(3) } });
  verbs.askWhereTo();
  expect(store.getState().moving).toEqual(lessons(1, 3));
  store.setState({ selection: { selected: new Set(), anchor: null, active: chapterAt(2) } });
  verbs.askWhereTo();
  expect(store.getState().moving).toEqual(chapters(2));
});

test('within the course the place is said, and the rows have the keyboard there; also when they were there', async () => {
  const { store, asked, said, go } = open();
  await go(lessons(1), 1, 2);
  await go(lessons(2), 1, 1);
  await go(chapters(2), 1, null, 'start');
  expect(asked).toEqual([
    ['moveLessons', [lessonAt(1)], { chapterId: chapterAt(2), afterId: lessonAt(3) }],
    ['moveChapters', [chapterAt(2)], null],
  ]);
  expect(said).toEqual(['“Lesson 1”: 2 of 2 in “Chapter 2”', 'Already there', 'Chapter “Chapter 2”: 1 of 2']);
  expect(store.getState()).toMatchObject({ selection: selectOne(chapterAt(2)), wanted: chapterAt(2) });
});

test('into another course: the next row takes the keyboard, the place is told with an undo of one step', async () => {
  const { store, asked, said, go } = open();
  store.setState({ selection: selectOne(lessonAt(1)) });
  await go(lessons(1), 2, 3, 'start');
  expect(store.getState()).toMatchObject({ selection: selectOne(lessonAt(2)), wanted: lessonAt(2) });
  await go(lessons(1, 3, 99), 2, 3);
  await go(chapters(1), 2, null);
  await go(chapters(1, 2), 2, null, 'start');
  expect(asked).toEqual([
    ['sendLessons', [lessonAt(1)], courseAt(2), { chapterId: chapterAt(3), afterId: null }],
    ['sendLessons', [lessonAt(1), lessonAt(3)], courseAt(2), { chapterId: chapterAt(3), afterId: lessonAt(5) }],
    ['sendChapters', [chapterAt(1)], courseAt(2), chapterAt(3)],
    ['sendChapters', [chapterAt(1), chapterAt(2)], courseAt(2), null],
  ]);
  expect(said).toEqual([
    ['Moved “Lesson 1” to “Botany”: 1 of 3 in “Chapter 3”', 1],
    ['Moved 2 lessons to “Botany”: from 3 of 4 in “Chapter 3”', 1],
    ['Moved chapter “Chapter 1” to “Botany”: 2 of 2', 1],
    ['Moved 2 chapters to “Botany”: from 1 of 3', 1],
  ]);
});

test('what main refuses is told as a move that did not happen', async () => {
  const error = new Error('DISK_FULL');
  const { said, go } = open(() => Promise.reject(error));
  await go(chapters(1), 2, null);
  expect(said).toEqual([{ verb: 'move', error }]);
});

test('when all of them went while the place was chosen, that is told', async () => {
  const { asked, said, go } = open();
  await go(lessons(99), 2, 3);
  await go(chapters(99), 1, null);
  const gone = { verb: 'move', error: { code: 'NOT_FOUND' } };
  expect([asked, said]).toMatchObject([[], [gone, gone]]);
});

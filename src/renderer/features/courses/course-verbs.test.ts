import { expect, test } from 'vitest';
import type { CourseSummary } from '../../../shared/domain/course.ts';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { createMessages } from '../../../shared/messages/words.ts';
import { selectOne, type Selection } from '../../lib/selection/selection.ts';
import { createCourseVerbs } from './course-verbs.ts';

const idOf = (title: string) => `id of ${title}` as CourseId;
const courses = ['Algebra', 'Botany', 'Cells', 'Cells copy'].map(
  (title) => ({ courseId: idOf(title), title, subtitle: '', tags: [] as string[] }) as CourseSummary,
);

function open(selection: Selection<CourseId>, refuse?: Error) {
  const asked: unknown[] = [];
  const said: unknown[] = [];
  const ask = async <Answer>(name: string, input: unknown, answer: Answer): Promise<Answer> => {
    asked.push([name, input]);
    if (refuse) throw refuse;
    return answer;
  };
  let state = { search: '', selection, wanted: null as CourseId | null };
  const verbs = createCourseVerbs({
    read: () => courses,
    store: { getState: () => state, setState: (part) => (state = { ...state, ...part }) },
    edits: {
      deleteCourses: (ids) => ask('delete', ids, null),
      duplicateCourses: (copies) =>
        ask(
          'duplicate',
          copies,
          copies.map(({ courseId, title }) => ({ ofId: courseId, courseId: idOf(title) })).toReversed(),
        ),
    },
    t: createMessages('en').t,
    sayDone: (words) => said.push(words),
    onFailure: (error) => said.push(error),
  });
  return { verbs, asked, said, state: () => state, search: (search: string) => (state = { ...state, search }) };
}
const two: Selection<CourseId> = {
  selected: new Set([idOf('Algebra'), idOf('Botany'), idOf('Gone')]),
  anchor: null,
  active: idOf('Algebra'),
};

test('what is selected and there goes in one step; the next row that is displayed takes over', async () => {
  const { verbs, asked, said, state } = open(two);
  await verbs.remove();
  expect(asked).toEqual([['delete', [idOf('Algebra'), idOf('Botany')]]]);
  expect([said, state()]).toMatchObject([
    ['Deleted 2 courses'],
    { selection: selectOne(idOf('Cells')), wanted: idOf('Cells') },
  ]);
  const narrow = open(two);
  narrow.search('copy');
  await narrow.verbs.remove(idOf('Cells copy'));
  expect([narrow.asked, narrow.said]).toEqual([[['delete', [idOf('Cells copy')]]], ['Deleted “Cells copy”']]);
  expect(narrow.state()).toMatchObject({ selection: { selected: new Set() }, wanted: null });
});

test('without a selection the row with the keyboard is meant; without that, nothing', async () => {
  const unselected = open({ selected: new Set(), anchor: null, active: idOf('Cells') });
  await unselected.verbs.remove();
  expect(unselected.asked).toEqual([['delete', [idOf('Cells')]]]);
  const none = open({ selected: new Set(), anchor: null, active: null });
  await none.verbs.remove();
  await none.verbs.duplicate();
  expect([none.asked, none.said]).toEqual([[], []]);
});

test('copies have titles of their own and are selected in the place of their courses', async () => {
  const selected = new Set([idOf('Algebra'), idOf('Cells'), idOf('Cells copy')]);
  const { verbs, asked, said, state } = open({ selected, anchor: null, active: null });
  await verbs.duplicate();
  const [first, ...others] = ['Algebra copy', 'Cells copy 2', 'Cells copy 3'] as const;
  expect(asked).toMatchObject([['duplicate', [{ title: first }, ...others.map((title) => ({ title }))]]]);
  expect([said, state()]).toMatchObject([
    ['Duplicated 3 courses'],
    { selection: { selected: new Set([first, ...others].map(idOf)), active: idOf(first) }, wanted: idOf(first) },
  ]);
  await verbs.duplicate(idOf('Botany'));
  expect(said[1]).toBe('Duplicated as “Botany copy”');
});

test('what main refuses is told, and the selection of a duplication stays', async () => {
  const refused = new Error('DISK_FULL');
  const { verbs, said, state } = open(two, refused);
  await verbs.duplicate();
  expect([said, state().selection]).toEqual([[{ verb: 'duplicate', error: refused }], two]);
  await verbs.remove();
  expect(said[1]).toEqual({ verb: 'delete', error: refused });
});

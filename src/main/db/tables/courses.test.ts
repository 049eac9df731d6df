import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/helpers/database.ts';
import type { Draft } from '../../../shared/domain/merge.ts';
import { type TableName, tableNames } from '../../../shared/domain/registry.ts';
import { createCourseTable } from './courses.ts';

/* Which course pages are told of a changed row. */
const put = (t: TableName, id: string, v: Draft['v']): Draft => ({ t, id, k: 'put', v });

/** Two courses, each with a chapter, a lesson and a link to the one video; all that one may be tagged is. */
function twoCourses() {
  const { db, mutator } = openTestDatabase();
  const drafts = [
    put('media_files', 'video', { name: { name: 'a.mp4' }, current: { current_version_id: 'cut' } }),
    put('media_versions', 'cut', { origin: { media_id: 'video' } }),
    put('tags', 'everywhere', { name: { name: 'x' } }),
    put('tags', 'nowhere', { name: { name: 'y' } }),
    ...['a', 'b'].flatMap((at) => [
      put('courses', at, { title: { title: at } }),
      put('chapters', `chapter ${at}`, { place: { course_id: at, pos: 'a0' } }),
      put('lessons', `lesson ${at}`, { place: { chapter_id: `chapter ${at}`, pos: 'a0' } }),
      put('media_links', `link ${at}`, {
        ends: { media_id: 'video', target_type: 'lesson', target_id: `lesson ${at}`, role: 'video', language: null },
      }),
      put('course_versions', `version ${at}`, { origin: { course_id: at, kind: 'named', part_count: 1 } }),
      put('course_version_parts', `part ${at}`, { origin: { version_id: `version ${at}`, n: 0, data: [] } }),
    ]),
    ...['course a', 'chapter b', 'lesson a', 'media video'].map((target) => {
      const [type = '', name = ''] = target.split(' ');
      const id = type === 'course' || type === 'media' ? name : target;
      return put('taggings', `on ${type}`, { ends: { tag_id: 'everywhere', target_type: type, target_id: id } });
    }),
  ];
  mutator.mutate({ label: { code: 'course.import', count: 1, name: '' }, drafts });
  const { coursesOf } = createCourseTable(db);
  return { coursesOf: (table: string, id: string) => coursesOf([{ table, id }]).toSorted().join(' ') };
}

test.each([
  ['courses', 'a', 'a'],
  ['chapters', 'chapter b', 'b'],
  ['lessons', 'lesson a', 'a'],
  ['media_files', 'video', 'a b'],
  ['media_versions', 'cut', 'a b'],
  ['media_links', 'link a', 'a b'],
  ['taggings', 'on course', 'a'],
  ['taggings', 'on chapter', 'b'],
  ['taggings', 'on lesson', 'a'],
  ['taggings', 'on media', 'a b'],
  ['tags', 'everywhere', 'a b'],
  ['tags', 'nowhere', ''],
  ['course_versions', 'version b', 'b'],
  ['course_version_parts', 'part a', 'a'],
])('%s: %s belongs to “%s”', (table, id, courses) => {
  expect(twoCourses().coursesOf(table, id)).toBe(courses);
});

test('a course that loses a chapter or a lesson to another is told once, whoever moves it', () => {
  const studio = openTestDatabase();
  const { coursesOf } = createCourseTable(studio.db);
  const place = (parent: string) => ({ place: { course_id: parent, pos: 'a0' } });
  const label = { code: 'chapter.move' as const, count: 1, name: '' };
  const told = (table: string, id: string) => coursesOf([{ table, id }]).toSorted().join(' ');
  const inChapter = (id: string) => ({ place: { chapter_id: id, pos: 'a0' } });
  const drafts = ['a', 'b'].flatMap((at) => [
    put('courses', at, { title: { title: at } }),
    put('chapters', `chapter ${at}`, place(at)),
  ]);
  studio.mutator.mutate({ label, drafts: [...drafts, put('lessons', 'lesson', inChapter('chapter a'))] });
  const move = (t: TableName, id: string, v: Draft['v']) =>
    studio.mutator.mutate({ label, drafts: [{ t, id, k: 'set', v }] });
  move('lessons', 'lesson', inChapter('chapter b'));
  expect([told('lessons', 'lesson'), told('lessons', 'lesson')]).toEqual(['a b', 'b']);
  move('chapters', 'chapter a', place('b'));
  expect([told('chapters', 'chapter a'), told('chapters', 'chapter a')]).toEqual(['a b', 'b']);
  studio.undo.undo();
  expect(told('chapters', 'chapter a')).toBe('a b');
});

test('a row that is not there is nobody’s, in whatever table', () => {
  const { coursesOf } = twoCourses();
  expect(tableNames.filter((table) => table !== 'courses').map((table) => coursesOf(table, 'gone'))).toEqual(
    tableNames.slice(1).map(() => ''),
  );
});

test('the list is read with the indexes there are: one that SQLite makes meanwhile went through every link for each lesson', () => {
  const { db } = openTestDatabase();
  const prepared: string[] = [];
  const prepare: typeof db.prepare = (sql: string) => (prepared.push(sql), db.prepare(sql));
  createCourseTable(Object.assign(Object.create(db) as typeof db, { prepare, exec: db.exec.bind(db) }));
  const lists = prepared.filter((sql) => sql.includes('media_links') && !sql.includes('?'));
  const plan = lists.flatMap((sql) => db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]);
  const links = plan.map(({ detail }) => detail).filter((detail) => /^(SCAN|SEARCH) k /.test(detail));
  expect(links).toContain('SEARCH k USING INDEX media_links_by_target (target_id=? AND role=?) LEFT-JOIN');
  expect(links.filter((detail) => detail.includes('AUTOMATIC'))).toEqual([]);
});

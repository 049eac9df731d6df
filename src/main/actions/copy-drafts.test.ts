import { expect, test } from 'vitest';
import { mergeOp, type Draft, type SyncedRow } from '../../shared/domain/merge.ts';
import { type CellValue, registry, type SyncedTable, type TableName } from '../../shared/domain/registry.ts';
import { createCopier } from './copy-drafts.ts';

const stamp = '0000000000001-0000-00000000';
const values: Readonly<Record<string, CellValue>> = { text: 'said', int: 7, bool: true, json: ['said'] };

/** A row that has something to say in every column. */
function fullRow(table: TableName, id: string): SyncedRow {
  const { columns, groups }: SyncedTable = registry[table];
  const cells = Object.entries(columns).map(([name, { type }]) => [name, values[type] ?? null]);
  const fv = Object.fromEntries(Object.keys(groups).map((group) => [group, stamp]));
  return { ...(Object.fromEntries(cells) as Record<string, CellValue>), id, fv };
}
const rowOf = (draft: Draft): SyncedRow => {
  const row = mergeOp(null, { ...draft, h: stamp });
  if (!row) throw new Error('not a row of its own');
  return row;
};

/** One of each, below each other; the chapter and the lesson have links. */
const held: readonly [TableName, string][] = [
  ['courses', 'course'],
  ['chapters', 'chapter'],
  ['lessons', 'lesson'],
  ['media_links', 'link'],
  ['taggings', 'tagging'],
];
const below =
  (parent: string, ...ids: string[]) =>
  (id: string) =>
    id === parent ? ids : [];
const children = {
  chapterIds: below('course', 'chapter'),
  lessonIds: below('chapter', 'lesson'),
  linkIds: below('lesson', 'link'),
  taggingIds: below('course', 'tagging'),
};
const rows = new Map(held.map(([table, id]) => [id, fullRow(table, id)]));

function copyAll() {
  let made = 0;
  const copier = createCopier({ children, read: (_table, id) => rows.get(id) ?? null, newId: () => `new ${++made}` });
  const own = { origin: { created_at_ms: 9 }, title: { title: 'Copy' }, status: { status: 'draft' } };
  copier.addCourse(rows.get('course') as SyncedRow, own);
  return { ...copier, copies: new Map(copier.drafts.map((draft) => [draft.t, rowOf(draft)])) };
}

test.each([
  ['courses', { title: 'Copy', status: 'draft', created_at_ms: 9 }, null],
  ['chapters', { pos: 'a0' }, { course_id: 'courses' }],
  ['lessons', { pos: 'a0' }, { chapter_id: 'chapters' }],
  ['media_links', { pos: 'a0' }, { target_id: 'lessons' }],
  ['taggings', {}, { target_id: 'courses' }],
] as const)('a copy of %s has every column of the row but its own, and lives', (table, said, parents) => {
  const { copies } = copyAll();
  const { fv: _fv, ...copied } = copies.get(table) ?? { id: '', fv: {} };
  const referred = Object.entries(parents ?? {}).map(([column, parent]) => [column, copies.get(parent)?.id]);
  const own = { ...said, ...Object.fromEntries(referred) };
  const { fv: _held, ...row } = rows.get(held.find(([name]) => name === table)?.[1] ?? '') as SyncedRow;
  const lives = 'purged_at_ms' in row ? { purged_at_ms: null, deleted_at_ms: null } : { deleted_at_ms: null };
  expect(copied).toEqual({ ...row, id: copied.id, ...own, ...lives });
});

test('a copy of what has said little writes little', () => {
  const bare = { ...rowOf({ t: 'lessons', id: 'lesson', k: 'put', v: { kind: { kind: 'text' } } }) };
  const copier = createCopier({ children, read: () => null, newId: () => 'new' });
  copier.addLesson(bare, { title: { title: 'Copy' } });
  expect(copier.drafts).toEqual([
    { t: 'lessons', id: 'new', k: 'put', v: { kind: { kind: 'text' }, title: { title: 'Copy' } } },
  ]);
});

test('parents come before what refers to them, and every link is for the audit', () => {
  const { drafts, links, copies } = copyAll();
  expect(drafts.map(({ t }) => t)).toEqual(['courses', 'taggings', 'chapters', 'lessons', 'media_links']);
  expect(links).toEqual([
    expect.objectContaining({
      action: 'link',
      linkId: drafts.at(-1)?.id,
      mediaId: 'said',
      targetId: copies.get('lessons')?.id,
    }),
  ]);
});

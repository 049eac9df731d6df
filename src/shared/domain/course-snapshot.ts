import { z } from 'zod';
import type { CoursePartIds } from './course-parts.ts';
import type { GroupValues, SyncedRow } from './merge.ts';
import { syncedTable, type CellValue, type Column, type TableName } from './registry.ts';

/*
 * A course as it once was (decision 0042): its rows with all that they said, by field group, so that a column that is added
 * later is kept without a word here. What lives is in it, deleted rows are not.
 */

/** A row as a version keeps it. */
export interface SnapshotRow {
  readonly t: TableName;
  readonly id: string;
  readonly v: Readonly<Record<string, GroupValues>>;
}
export type Snapshot = readonly SnapshotRow[];
type ReadRow = (table: TableName, id: string) => SyncedRow | null;

/** An op cannot be cut (decision 0011): what holds a version is cut where no op becomes large. */
export const PART_CHARS = 200_000;

/** Whether a row is there is what the snapshot itself says; purged is only what is deleted. */
const NOT_KEPT: ReadonlySet<string> = new Set(['life', 'purge']);
const TABLES: ReadonlySet<string> = new Set([
  'courses',
  'chapters',
  'lessons',
  'media_links',
  'taggings',
  'media_files',
  'media_versions',
] satisfies TableName[]);

function rowOf(t: TableName, row: SyncedRow): SnapshotRow {
  const groups = Object.entries(syncedTable(t)?.groups ?? {}).filter(([name]) => !NOT_KEPT.has(name));
  const v = groups.map(([name, { columns }]) => [
    name,
    Object.fromEntries(columns.map((column) => [column, row[column] ?? null])),
  ]);
  return { t, id: row.id, v: Object.fromEntries(v) as Record<string, GroupValues> };
}

/** The course with its chapters, lessons, links and taggings, and of its files what they are now. */
export function snapshotOf(parts: CoursePartIds, read: ReadRow): Snapshot {
  const all = (t: TableName, ids: readonly string[]): SyncedRow[] => ids.flatMap((id) => read(t, id) ?? []);
  const files = all('media_files', parts.mediaIds);
  const taggings = all('taggings', parts.taggingIds).filter((row) => row['target_type'] !== 'media');
  const current = files.flatMap((row) => cellText(row['current_version_id']) ?? []);
  const found: readonly (readonly [TableName, readonly SyncedRow[]])[] = [
    ['courses', all('courses', [parts.courseId])],
    ['chapters', all('chapters', parts.chapterIds)],
    ['lessons', all('lessons', parts.lessonIds)],
    ['media_links', all('media_links', parts.linkIds)],
    ['taggings', taggings],
    ['media_files', files],
    ['media_versions', all('media_versions', current)],
  ];
  return found.flatMap(([t, rows]) => rows.map((row) => rowOf(t, row)));
}
const cellText = (cell: CellValue | undefined): string | null => (typeof cell === 'string' ? cell : null);

/** Parts of at most `PART_CHARS` as text, in order; a row that is larger by itself has one of its own. */
export function cutSnapshot(snapshot: Snapshot, maxChars = PART_CHARS): SnapshotRow[][] {
  const parts: SnapshotRow[][] = [];
  let room = 0;
  for (const row of snapshot) {
    const chars = JSON.stringify(row).length + 1;
    if (chars > room) {
      parts.push([]);
      room = maxChars - 1; // a bracket; the other one is counted as the comma that the last row has not
    }
    parts.at(-1)?.push(row);
    room -= chars;
  }
  return parts;
}

const snapshotRow = z.object({
  t: z.string(),
  id: z.uuid(),
  v: z.record(z.string(), z.record(z.string(), z.json())),
});
/** A part as it is stored, with its number. */
export interface StoredPart {
  readonly n: number;
  readonly data: unknown;
}

/**
 * Puts a version together again. Null unless each of its parts is there once, can be read, and the course is among the
 * rows: half of a version restored would delete the rest of the course. Tables and groups of a newer app are left out.
 */
export function joinSnapshot(parts: readonly StoredPart[], partCount: number): Snapshot | null {
  const inOrder = parts.toSorted((one, other) => one.n - other.n);
  if (partCount < 1 || inOrder.length !== partCount || inOrder.some(({ n }, at) => n !== at)) return null;
  const read = z.array(snapshotRow).safeParse(inOrder.flatMap(({ data }) => (Array.isArray(data) ? data : [null])));
  if (!read.success) return null;
  const rows = read.data.filter(({ t }) => TABLES.has(t)).map(knownOf);
  const isWhole = rows.every((row) => row !== null) && rows.filter((row) => row.t === 'courses').length === 1;
  return isWhole ? rows : null;
}

/** The row with the groups that this app knows; null when one of them holds what its columns cannot. */
function knownOf({ t, id, v }: z.infer<typeof snapshotRow>): SnapshotRow | null {
  const table = syncedTable(t);
  if (!table) return null;
  const known: Record<string, GroupValues> = {};
  for (const [name, values] of Object.entries(v)) {
    const group = Object.hasOwn(table.groups, name) && !NOT_KEPT.has(name) ? table.groups[name] : undefined;
    if (!group) continue;
    const cells = group.columns.map((column) => [column, values[column] as CellValue | undefined] as const);
    if (!cells.every(([column, value]) => fits(table.columns[column], value))) return null;
    known[name] = Object.fromEntries(cells) as GroupValues;
  }
  return { t: t as TableName, id, v: known };
}

function fits(column: Column | undefined, value: CellValue | undefined): boolean {
  if (!column || value === undefined) return false;
  if (value === null) return column.initial === null;
  if (column.type === 'json') return typeof value === 'object';
  const type = { text: 'string', int: 'number', bool: 'boolean' }[column.type];
  return typeof value === type;
}

/** A column of a row, whatever its group. */
export function cellOf(row: SnapshotRow, column: string): CellValue {
  const values = Object.values(row.v).find((group) => column in group);
  return values?.[column] ?? null;
}
/** The same as text; empty when there is none. */
export const textOf = (row: SnapshotRow | undefined, column: string): string =>
  (row && cellText(cellOf(row, column))) ?? '';
export const rowsOf = (snapshot: Snapshot, table: TableName): SnapshotRow[] => snapshot.filter(({ t }) => t === table);

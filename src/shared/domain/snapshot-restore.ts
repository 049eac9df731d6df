import { rowsOf, textOf, type Snapshot, type SnapshotRow } from './course-snapshot.ts';
import type { Draft, GroupValues, SyncedRow } from './merge.ts';
import { syncedTable, type TableName } from './registry.ts';

/** What is there now. */
export interface Present {
  readonly read: (table: TableName, id: string) => SyncedRow | null;
  /** The ids of what is in a row of a table (chapters of a course, lessons of a chapter) and not deleted, shown or not. */
  readonly childIds: (table: 'courses' | 'chapters', id: string) => readonly string[];
  /** The same of the links and taggings on something. */
  readonly linkIds: (targetId: string) => readonly string[];
  readonly taggingIds: (targetId: string) => readonly string[];
  readonly nowMs: number;
}
const isDeleted = (row: SyncedRow): boolean => (row['deleted_at_ms'] ?? null) !== null;
function idIn(row: SyncedRow | null, column: string): string {
  const id = row?.[column];
  return typeof id === 'string' ? id : '';
}
const alive = { life: { deleted_at_ms: null } };

/** Whether a course is published is not undone by what it holds; files have versions of their own. */
const NOT_SET: Readonly<Partial<Record<TableName, ReadonlySet<string>>>> = { courses: new Set(['status']) };
const ONLY_LIFE: ReadonlySet<TableName> = new Set<TableName>(['media_files', 'media_versions']);

/**
 * What makes the course what it was: each row as it was, under its id, so that what hangs on it (its uploads, its receipts)
 * stays its own; what came since is deleted, and so in the trash. Only what differs is written: none when nothing does.
 */
export function restoreDrafts(snapshot: Snapshot, present: Present): Draft[] {
  const back = snapshot.flatMap((row) => backAs(row, present.read(row.t, row.id)));
  return [
    ...back,
    ...withPlayed(snapshot, present),
    ...withTags(snapshot, present),
    ...withoutLater(snapshot, present),
  ];
}

/** A file that comes back shows the version that it shows now: that one comes with it. */
function withPlayed(snapshot: Snapshot, { read }: Present): Draft[] {
  const kept = new Set(snapshot.map(({ id }) => id));
  return rowsOf(snapshot, 'media_files').flatMap(({ id }) => {
    const version = read('media_versions', idIn(read('media_files', id), 'current_version_id'));
    return version && isDeleted(version) && !kept.has(version.id)
      ? [{ t: 'media_versions' as const, id: version.id, k: 'set' as const, v: alive }]
      : [];
  });
}

/** A tag that was deleted meanwhile comes back with what had it. */
function withTags(snapshot: Snapshot, { read }: Present): Draft[] {
  return [...tagIdsOf(snapshot)].flatMap((id) => {
    const tag = read('tags', id);
    return tag && isDeleted(tag) ? [{ t: 'tags' as const, id, k: 'set' as const, v: alive }] : [];
  });
}

const tagIdsOf = (snapshot: Snapshot): ReadonlySet<string> =>
  new Set(rowsOf(snapshot, 'taggings').map((row) => textOf(row, 'tag_id')));

function backAs({ t, id, v }: SnapshotRow, row: SyncedRow | null): Draft[] {
  // Long deleted, and collected by now
  if (!row) return [{ t, id, k: 'put', v }];
  const groups: Record<string, GroupValues> = isDeleted(row) ? { ...alive } : {};
  for (const [name, values] of Object.entries(v)) {
    const isSet = syncedTable(t)?.groups[name]?.merge === 'lww' && !ONLY_LIFE.has(t) && !NOT_SET[t]?.has(name);
    if (isSet && Object.entries(values).some(([column, value]) => !isSame(row[column], value))) groups[name] = values;
  }
  return Object.keys(groups).length > 0 ? [{ t, id, k: 'set', v: groups }] : [];
}
/** Objects that came back from JSON of a database may have another order of keys. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  if (Array.isArray(one) !== Array.isArray(other) || keys.length !== others.length) return false;
  return keys.every((key) => isSame((one as Loose)[key], (other as Loose)[key]));
}
type Loose = Readonly<Record<string, unknown>>;

/** What is in the course, or will be again with what comes back, and was not. */
function withoutLater(snapshot: Snapshot, { read, childIds, linkIds, taggingIds, nowMs }: Present): Draft[] {
  const kept = new Set([...snapshot.map(({ id }) => id), ...tagIdsOf(snapshot)]);
  const gone = (t: TableName, ids: readonly string[]): Draft[] =>
    ids.filter((id) => !kept.has(id)).map((id) => ({ t, id, k: 'set', v: { life: { deleted_at_ms: nowMs } } }));
  const isShown = (table: TableName, id: string): boolean => {
    const row = read(table, id);
    return kept.has(id) || (row !== null && !isDeleted(row));
  };
  const shown = (table: 'media_links' | 'taggings', column: string, of: TableName, ids: readonly string[]) =>
    ids.filter((id) => isShown(of, idIn(read(table, id), column)));
  const targets = (['courses', 'chapters', 'lessons'] as const).flatMap((t) => rowsOf(snapshot, t));
  return [
    ...rowsOf(snapshot, 'courses').flatMap(({ id }) => gone('chapters', childIds('courses', id))),
    ...rowsOf(snapshot, 'chapters').flatMap(({ id }) => gone('lessons', childIds('chapters', id))),
    ...targets.flatMap(({ id }) => gone('media_links', shown('media_links', 'media_id', 'media_files', linkIds(id)))),
    ...targets.flatMap(({ id }) => gone('taggings', shown('taggings', 'tag_id', 'tags', taggingIds(id)))),
  ];
}

/** The title of the course in a snapshot. */
export const courseTitleOf = (snapshot: Snapshot): string => textOf(rowsOf(snapshot, 'courses')[0], 'title');

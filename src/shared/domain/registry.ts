/**
 * What syncs, and how its fields merge. One entry per synced table; the server holds the same table in
 * `sync.registry` (a contract test compares the two). A *field group* wins or loses as a whole:
 * - `lww`: the higher hybrid logical clock stamp wins,
 * - `max`: the larger number wins,
 * - `imm`: written once, with the row.
 * To add a table: an entry here, a local migration, a Supabase migration (see CONTRIBUTING, "add a table").
 */
export type Merge = 'lww' | 'max' | 'imm';
export type ColumnType = 'text' | 'int' | 'bool' | 'json';
export type CellValue = string | number | boolean | null | readonly CellValue[] | { readonly [key: string]: CellValue };

export interface Column {
  readonly type: ColumnType;
  readonly initial: CellValue;
}
export interface FieldGroup {
  readonly columns: readonly string[];
  readonly merge: Merge;
}
export interface SyncedTable {
  readonly columns: Readonly<Record<string, Column>>;
  readonly groups: Readonly<Record<string, FieldGroup>>;
}

const text = (initial: string | null = ''): Column => ({ type: 'text', initial });
const int = (initial: number | null = null): Column => ({ type: 'int', initial });
const bool = (initial = false): Column => ({ type: 'bool', initial });
const json = (initial: CellValue): Column => ({ type: 'json', initial });
const lww = (...columns: string[]): FieldGroup => ({ columns, merge: 'lww' });
const imm = (...columns: string[]): FieldGroup => ({ columns, merge: 'imm' });

/** `deleted_at_ms`: soft delete. Edits still merge into a deleted row, so that a restore has them. */
const life = { deleted_at_ms: int() };
const lifeGroup = { life: lww('deleted_at_ms') };
/**
 * `purged_at_ms`: taken out of the trash as well. Counts only while the stamp of its group is not below that of `life`, so
 * that whoever restores or deletes the row later, on whichever computer, has a trash that shows it (decision 0042).
 */
const purge = { purged_at_ms: int() };
const purgeGroup = { purge: lww('purged_at_ms') };

export const registry = {
  courses: {
    columns: {
      title: text(),
      subtitle: text(),
      description: text(),
      objectives: json([]),
      audience: text(),
      requirements: text(),
      category: text(),
      language: text('en'),
      level: text('all'),
      price_minor: int(),
      currency: text('USD'),
      status: text('draft'),
      created_at_ms: int(0),
      ...purge,
      ...life,
    },
    groups: {
      origin: imm('created_at_ms'),
      title: lww('title'),
      subtitle: lww('subtitle'),
      description: lww('description'),
      objectives: lww('objectives'),
      audience: lww('audience'),
      requirements: lww('requirements'),
      facts: lww('category', 'language', 'level'),
      price: lww('price_minor', 'currency'),
      status: lww('status'),
      ...purgeGroup,
      ...lifeGroup,
    },
  },
  chapters: {
    columns: { course_id: text(null), pos: text('a0'), title: text(), description: text(), ...purge, ...life },
    groups: {
      place: lww('course_id', 'pos'),
      title: lww('title'),
      description: lww('description'),
      ...purgeGroup,
      ...lifeGroup,
    },
  },
  lessons: {
    columns: {
      chapter_id: text(null),
      pos: text('a0'),
      title: text(),
      kind: text('video'),
      body: text(),
      free_preview: bool(),
      status: text('ready'),
      drip_days: int(),
      content: json({}),
      marks: json([]),
      ...purge,
      ...life,
    },
    groups: {
      place: lww('chapter_id', 'pos'),
      title: lww('title'),
      kind: lww('kind'),
      body: lww('body'),
      settings: lww('free_preview'),
      status: lww('status'),
      drip: lww('drip_days'),
      content: lww('content'),
      marks: lww('marks'),
      ...purgeGroup,
      ...lifeGroup,
    },
  },
  media_files: {
    columns: { name: text(), kind: text('video'), current_version_id: text(null), created_at_ms: int(0), ...life },
    groups: {
      origin: imm('kind', 'created_at_ms'),
      name: lww('name'),
      current: lww('current_version_id'),
      ...lifeGroup,
    },
  },
  media_versions: {
    columns: {
      media_id: text(null),
      file_name: text(),
      bytes: int(0),
      created_at_ms: int(0),
      sha1: text(null),
      duration_ms: int(),
      width: int(),
      height: int(),
      container: text(null),
      video_codec: text(null),
      audio_codec: text(null),
      bucket_name: text(null),
      object_name: text(null),
      b2_file_id: text(null),
      stored_at_ms: int(),
      ...life,
    },
    groups: {
      origin: imm('media_id', 'file_name', 'bytes', 'created_at_ms'),
      hash: lww('sha1'),
      probe: lww('duration_ms', 'width', 'height', 'container', 'video_codec', 'audio_codec'),
      stored: lww('bucket_name', 'object_name', 'b2_file_id', 'stored_at_ms'),
      ...lifeGroup,
    },
  },
  media_links: {
    columns: {
      media_id: text(null),
      target_type: text('lesson'),
      target_id: text(null),
      role: text('video'),
      language: text(null),
      label: text(),
      pos: text('a0'),
      flags: json([]),
      alt: text(),
      ...life,
    },
    groups: {
      ends: imm('media_id', 'target_type', 'target_id', 'role', 'language'),
      label: lww('label'),
      place: lww('pos'),
      flags: lww('flags'),
      alt: lww('alt'),
      ...lifeGroup,
    },
  },
  tags: {
    columns: { name: text(), ...life },
    groups: { name: lww('name'), ...lifeGroup },
  },
  taggings: {
    columns: { tag_id: text(null), target_type: text('course'), target_id: text(null), ...life },
    groups: { ends: imm('tag_id', 'target_type', 'target_id'), ...lifeGroup },
  },
  /** A course as it once was. Its parts may come after it, some of them never: `part_count` tells when all are here. */
  course_versions: {
    columns: {
      course_id: text(null),
      kind: text('named'),
      part_count: int(0),
      created_at_ms: int(0),
      name: text(),
      ...life,
    },
    groups: {
      origin: imm('course_id', 'kind', 'part_count', 'created_at_ms'),
      name: lww('name'),
      ...lifeGroup,
    },
  },
  /** What a version holds, cut where no op becomes large (decision 0011); `n` counts from 0. */
  course_version_parts: {
    columns: { version_id: text(null), n: int(0), data: json([]), ...life },
    groups: { origin: imm('version_id', 'n', 'data'), ...lifeGroup },
  },
} as const satisfies Record<string, SyncedTable>;

export type TableName = keyof typeof registry;
export const tableNames = Object.keys(registry) as TableName[];

/** The registry entry of a table named by outside data; undefined when nothing of that name syncs. */
export function syncedTable(name: string): SyncedTable | undefined {
  return Object.hasOwn(registry, name) ? registry[name as TableName] : undefined;
}

import { expect, test } from 'vitest';
import { registry, type TableName, tableNames } from '../../shared/domain/registry.ts';
import { collectRows } from './course-rows.ts';

/** What an archive does not carry as it is, and why it need not. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  // What was deleted is not in it
  '*': ['deleted_at_ms', 'purged_at_ms'],
  // What comes in is a draft: nobody published it there
  courses: ['status'],
  // The order of the lists, and what stands in what
  chapters: ['course_id', 'pos'],
  lessons: ['chapter_id', 'pos'],
  media_versions: ['media_id', 'bucket_name', 'object_name', 'b2_file_id', 'stored_at_ms'],
  media_links: ['pos'],
  // An archive is of the course as it is now; a version holds ids of this workspace (decision 0042)
  course_versions: ['course_id', 'kind', 'part_count', 'created_at_ms', 'name'],
  course_version_parts: ['version_id', 'n', 'data'],
};
const LISTS: Readonly<Record<TableName, string | null>> = {
  courses: 'courseId',
  chapters: 'chapterIds',
  lessons: 'lessonIds',
  media_files: 'mediaIds',
  media_versions: 'versionIds',
  media_links: 'linkIds',
  tags: 'tagIds',
  taggings: 'taggingIds',
  course_versions: null,
  course_version_parts: null,
};
/** What hangs rows together has to be so. */
const joined: Readonly<Record<string, string>> = {
  'lessons.chapter_id': 'chapters',
  'media_versions.media_id': 'media_files',
  'media_files.current_version_id': 'media_versions',
};

test('every column of every synced table is in an archive, or is left out on purpose', () => {
  const parts = Object.fromEntries(
    tableNames.flatMap((table) =>
      LISTS[table] ? [[LISTS[table], table === 'courses' ? table : [table]] as const] : [],
    ),
  );
  const read = (table: TableName) => ({
    ...Object.fromEntries(
      Object.keys(registry[table].columns).map((column) => {
        const place = `${table}.${column}`;
        return [column, joined[place] ?? place];
      }),
    ),
    id: table,
    fv: {},
  });
  const text = JSON.stringify(collectRows(parts as unknown as Parameters<typeof collectRows>[0], read));
  const places = tableNames.flatMap((table) =>
    Object.keys(registry[table].columns).map((column) => ({ table, column, place: `${table}.${column}` })),
  );
  const own = places.filter(({ place }) => !(place in joined));
  const isOnPurpose = ({ table, column }: (typeof places)[number]): boolean =>
    [leftOut['*'], leftOut[table]].some((columns) => columns?.includes(column));
  expect(own.filter(({ place }) => !text.includes(`"${place}"`))).toEqual(own.filter(isOnPurpose));
});

import type { ChapterId, CourseId, LessonId } from '../../shared/domain/ids.ts';
import { emptyRow, type Draft, type GroupValues, type SyncedRow } from '../../shared/domain/merge.ts';
import { firstPositions } from '../../shared/domain/position.ts';
import { type CellValue, registry, type SyncedTable, type TableName } from '../../shared/domain/registry.ts';
import type { ChildTable } from '../db/tables/children.ts';
import type { AuditEntry } from '../db/tables/media.ts';
import { put, textOf } from './context.ts';
import { linkIdOf } from './link-id.ts';
import { taggingIdOf } from './tag-drafts.ts';

interface CopyDeps {
  readonly children: ChildTable;
  readonly read: (table: TableName, id: string) => SyncedRow | null;
  readonly newId: () => string;
}
type CopiedLink = Omit<AuditEntry, 'atMs' | 'mutationId'>;

/** A new row's own groups; the others are those of the row that is copied. */
type Own = Readonly<Record<string, GroupValues>>;

/** A copy lives, whatever becomes of the row that it was made of. */
const NOT_COPIED: ReadonlySet<string> = new Set(['life', 'purge']);

/** Every group of the row that says something, so that a column that is added later is copied without a word here. */
function copyOf(name: TableName, row: SyncedRow, id: string, own: Own): Draft {
  const table: SyncedTable = registry[name];
  const nothing = emptyRow(id, table);
  const groups: Record<string, GroupValues> = {};
  for (const [group, { columns }] of Object.entries(table.groups)) {
    if (NOT_COPIED.has(group) || group in own) continue;
    const values = Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
    if (columns.some((column) => !isSame(values[column], nothing[column]))) groups[group] = values;
  }
  return put(name, id, { ...groups, ...own });
}
const isSame = (one: CellValue | undefined, other: CellValue | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * Copies rows with all that hangs on them: new rows for chapters, lessons, links and taggings, the same media and tags.
 * Drafts come parents first; order keys are made anew, since equal ones were told apart by the old ids.
 */
export function createCopier({ children, read, newId }: CopyDeps) {
  const drafts: Draft[] = [];
  const links: CopiedLink[] = [];
  const rowsOf = (table: TableName, ids: readonly string[]) => ids.flatMap((id) => read(table, id) ?? []);

  function addLinks(ofId: string, targetId: string): void {
    const held = rowsOf('media_links', children.linkIds(ofId));
    const keys = firstPositions(held.length);
    for (const [at, link] of held.entries()) {
      const [mediaId, targetType, role] = ['media_id', 'target_type', 'role'].map((column) => textOf(link, column));
      const language = (link['language'] ?? null) as string | null;
      const ends = { mediaId: mediaId ?? '', targetType: targetType ?? '', targetId, role: role ?? '', language };
      const linkId = linkIdOf(ends);
      const own = {
        media_id: ends.mediaId,
        target_type: ends.targetType,
        target_id: targetId,
        role: ends.role,
        language,
      };
      drafts.push(copyOf('media_links', link, linkId, { ends: own, place: { pos: keys[at] ?? 'a0' } }));
      links.push({ action: 'link', linkId, ...ends });
    }
    for (const tagging of rowsOf('taggings', children.taggingIds(ofId))) {
      const [tagId, targetType] = [textOf(tagging, 'tag_id'), textOf(tagging, 'target_type')];
      const ends = { tag_id: tagId, target_type: targetType, target_id: targetId };
      drafts.push(copyOf('taggings', tagging, taggingIdOf({ tagId, targetType, targetId }), { ends }));
    }
  }
  function add<Id extends string>(table: TableName, row: SyncedRow, own: Own): Id {
    const id = newId() as Id;
    drafts.push(copyOf(table, row, id, own));
    addLinks(row.id, id);
    return id;
  }

  const addLesson = (row: SyncedRow, own: Own): LessonId => add('lessons', row, own);

  function addChapter(row: SyncedRow, own: Own): { readonly chapterId: ChapterId; readonly lessonIds: LessonId[] } {
    const chapterId = add<ChapterId>('chapters', row, own);
    const lessons = rowsOf('lessons', children.lessonIds(row.id));
    const keys = firstPositions(lessons.length);
    const lessonIds = lessons.map((lesson, at) =>
      addLesson(lesson, { place: { chapter_id: chapterId, pos: keys[at] ?? 'a0' } }),
    );
    return { chapterId, lessonIds };
  }

  function addCourse(row: SyncedRow, own: Own): CourseId {
    const courseId = add<CourseId>('courses', row, own);
    const chapters = rowsOf('chapters', children.chapterIds(row.id));
    const keys = firstPositions(chapters.length);
    for (const [at, chapter] of chapters.entries())
      addChapter(chapter, { place: { course_id: courseId, pos: keys[at] ?? 'a0' } });
    return courseId;
  }
  return { addCourse, addChapter, addLesson, drafts, links };
}
export type Copier = ReturnType<typeof createCopier>;

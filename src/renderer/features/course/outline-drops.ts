import type { ChapterId, LessonId } from '../../../shared/domain/ids.ts';
import type { RowDrop } from '../../lib/selection/row-drop.ts';
import type { LessonPlace } from './outline-edits.ts';
import type { ChapterRow, OutlineRow, RowId } from './outline-rows.ts';

/** Where dragged rows go: lessons into a chapter, chapters after another one (null: first). */
export type OutlinePlace =
  | { readonly kind: 'lessons'; readonly place: LessonPlace }
  | { readonly kind: 'chapters'; readonly afterId: ChapterId | null };
export interface OutlineDrop extends RowDrop {
  readonly to: OutlinePlace;
  /** The closed chapter that takes them in, at its end. */
  readonly into: ChapterId | null;
}

const LESSON_INSET_PX = 44;
/** So much of a chapter's row is still the end of the chapter above. */
const UPPER_PART = 0.25;

interface Dragged {
  /** As displayed. */
  readonly rows: readonly OutlineRow[];
  readonly rowPx: number;
  /** In the order of the course; all lessons, or all chapters. */
  readonly ids: readonly RowId[];
}

/** What goes there from `y`, in the coordinates of the outline; null when there is no outline. */
export function outlineDropAt(y: number, dragged: Dragged): OutlineDrop | null {
  const { rows, rowPx, ids } = dragged;
  const isChapters = rows.some((row) => row.kind === 'chapter' && row.id === ids[0]);
  const at = Math.max(0, Math.min(rows.length - 1, Math.floor(y / rowPx)));
  const part = Math.max(0, Math.min(1, y / rowPx - at));
  return isChapters ? chapterDrop(at, part, dragged) : lessonDrop(at, part, dragged);
}

function lessonDrop(at: number, part: number, { rows, rowPx, ids }: Dragged): OutlineDrop | null {
  const row = rows[at];
  if (!row) return null;
  if (row.kind === 'chapter') {
    const above = rows[at - 1];
    if (above?.kind === 'lesson' && part < UPPER_PART) return before(at);
    if (!row.isExpanded) return intoClosed(row, ids);
    return before(at + 1);
  }
  return before(part < 0.5 ? at : at + 1);

  /** In the chapter of the row above. */
  function before(gap: number): OutlineDrop | null {
    const last = rows[gap - 1];
    if (!last) return null;
    const chapterId = last.kind === 'chapter' ? last.id : last.chapterId;
    const afterId = lastStaying(rows.slice(0, gap), chapterId, new Set(ids));
    return { to: lessons(chapterId, afterId), lineAt: gap * rowPx, inset: LESSON_INSET_PX, into: null };
  }
}

const lessons = (chapterId: ChapterId, afterId: LessonId | null): OutlinePlace => ({
  kind: 'lessons',
  place: { chapterId, afterId },
});

/** The last lesson of a chapter that is not dragged away. */
function lastStaying(rows: readonly OutlineRow[], chapterId: ChapterId, ids: ReadonlySet<RowId>): LessonId | null {
  const found = rows.findLast((row) => row.kind === 'lesson' && row.chapterId === chapterId && !ids.has(row.id));
  return found?.kind === 'lesson' ? found.id : null;
}

function intoClosed({ id, chapter }: ChapterRow, ids: readonly RowId[]): OutlineDrop {
  const moving = new Set<RowId>(ids);
  const afterId = chapter.lessons.findLast(({ lessonId }) => !moving.has(lessonId))?.lessonId ?? null;
  return { to: lessons(id, afterId), lineAt: null, into: id };
}

/** Before or after the chapter that the pointer is over, whichever is nearer. */
function chapterDrop(at: number, part: number, { rows, rowPx, ids }: Dragged): OutlineDrop | null {
  const start = rows.findLastIndex((row, index) => index <= at && row.kind === 'chapter');
  const next = rows.findIndex((row, index) => index > at && row.kind === 'chapter');
  const end = next < 0 ? rows.length : next;
  const gap = at + part - start < (end - start) / 2 ? start : end;
  const moving = new Set(ids);
  const after = rows.slice(0, gap).findLast((row) => row.kind === 'chapter' && !moving.has(row.id));
  const afterId = after?.kind === 'chapter' ? after.id : null;
  return { to: { kind: 'chapters', afterId }, lineAt: gap * rowPx, into: null };
}

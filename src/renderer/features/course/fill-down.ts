import { TITLE_MAX_LENGTH, type Outline } from '../../../shared/domain/course.ts';
import { chaptersIn, lessonsIn } from './outline-moves.ts';
import { titledOf, type OutlineRow, type RowId } from './outline-rows.ts';
import type { Selection } from '../../lib/selection/selection.ts';

/** Lines that were pasted, and the rows that they are for, from the first on. */
export interface Filling {
  readonly ids: readonly RowId[];
  readonly lines: readonly string[];
}

/**
 * The titles in pasted text: one a line, of a spreadsheet's line its first cell. An empty one leaves its row as it is;
 * at the end they are none.
 */
export function titlesIn(text: string): string[] {
  const lines = text
    .split(/\r\n|[\r\n\u2028\u2029]/u)
    .map((line) => (line.split('\t')[0] ?? '').trim().replaceAll(/\s+/gu, ' '));
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

/**
 * The rows for so many lines: the selected lessons in the order of the course (or, without any, the selected chapters);
 * of one row, it and those of its kind that are displayed below it.
 */
export function rowsToFill(
  outline: Outline,
  rows: readonly OutlineRow[],
  { selected, active }: Pick<Selection<RowId>, 'selected' | 'active'>,
  count: number,
): readonly RowId[] {
  if (selected.size > 1) {
    const lessons = lessonsIn(outline, selected);
    return lessons.length > 0 ? lessons : chaptersIn(outline, selected);
  }
  const at = rows.findIndex((row) => row.id === active);
  const below = rows.slice(at).filter((row) => row.kind === rows[at]?.kind);
  return at < 0 ? [] : below.slice(0, count).map((row) => row.id);
}

/** A row, and what becomes of its title. */
export interface FilledRow {
  readonly id: RowId;
  readonly isChapter: boolean;
  /** As it is. */
  readonly over: string;
  /** Null: it stays as it is. */
  readonly title: string | null;
  /** It stays because the line is longer than a title may be. */
  readonly isTooLong: boolean;
}
export interface FillPreview {
  /** Those that are still there. */
  readonly rows: readonly FilledRow[];
  readonly changes: number;
  /** Lines for which there is no row. */
  readonly unused: number;
}

/** What the lines make of the titles as they are now. */
export function previewOf(outline: Outline, { ids, lines }: Filling): FillPreview {
  const rows = ids.flatMap((id, index): FilledRow[] => {
    const held = titledOf(outline, id);
    const line = lines[index] ?? '';
    const isTooLong = line.length > (TITLE_MAX_LENGTH ?? Infinity);
    const stays = line === '' || isTooLong || line === held?.title;
    return held ? [{ id, isChapter: held.isChapter, over: held.title, title: stays ? null : line, isTooLong }] : [];
  });
  const unused = lines.slice(ids.length).filter(Boolean).length;
  return { rows, changes: rows.filter(({ title }) => title !== null).length, unused };
}

import type { ChapterId, LessonId } from '../../../shared/domain/ids.ts';
import { isRecordingName } from '../../../shared/domain/recording-names.ts';
import type { RowDrop } from '../../lib/selection/row-drop.ts';
import { playable } from './lesson-kinds.ts';
import { outlineDropAt } from './outline-drops.ts';
import type { LessonPlace } from './outline-edits.ts';
import type { OutlineRow, RowId } from './outline-rows.ts';

/** Where files from outside go. A folder with folders in it becomes chapters after the chapter of such a place. */
export type FilesPlace =
  | { readonly kind: 'end' }
  /** Null: before the first. */
  | { readonly kind: 'chapters'; readonly afterId: ChapterId | null }
  | { readonly kind: 'lessons'; readonly place: LessonPlace }
  | { readonly kind: 'into'; readonly chapterId: ChapterId }
  /** Instead of what the lesson shows. */
  | ReplacePlace;
export interface ReplacePlace {
  readonly kind: 'replace';
  readonly lessonId: LessonId;
  readonly chapterId: ChapterId;
}
/** Onto a lesson that is there: its captions. Nothing is asked and nothing is imported. */
export interface CaptionsPlace {
  readonly kind: 'captions';
  readonly lessonId: LessonId;
}
/** To the files that a lesson offers. */
export interface AttachPlace {
  readonly kind: 'attach';
  readonly lessonId: LessonId;
}
export type DropPlace = FilesPlace | CaptionsPlace | AttachPlace;
export interface FileDrop extends RowDrop {
  readonly to: DropPlace;
  /** The row that takes them. */
  readonly over: RowId | null;
}
/** What the pointer holds, as far as a page may know before it is put down. */
export type Held = 'recording' | 'recordings' | 'captions' | 'anything';

/** So much of a row, in the middle, is the row itself; above and below it is the place between two. */
const isOn = (part: number): boolean => part >= 0.25 && part <= 0.75;
/** Above this a chapter's row is the place before the chapter, for folders: they become chapters there. */
const UPPER_HALF = 0.5;
/** So far below the last row is still its end. */
const BELOW = 0.5;

const end: FileDrop = { to: { kind: 'end' }, over: null, lineAt: null };

/** What files become that are put down at `y`, in the coordinates of the outline. */
export function fileDropAt(
  y: number,
  held: Held,
  shown: { readonly rows: readonly OutlineRow[]; readonly rowPx: number },
): FileDrop {
  const { rows, rowPx } = shown;
  const at = Math.max(0, Math.floor(y / rowPx));
  const part = y / rowPx - at;
  const row = rows[at];
  if (!row && (at > rows.length || part > BELOW)) return end;
  // There is nothing else that captions alone could be.
  if (row?.kind === 'lesson' && held === 'captions' && playable.has(row.lesson.kind)) return captionsOf(row.id);
  if (row?.kind === 'lesson' && held === 'recording' && playable.has(row.lesson.kind) && isOn(part))
    return { to: { kind: 'replace', lessonId: row.id, chapterId: row.chapterId }, over: row.id, lineAt: null };
  if (row?.kind === 'lesson' && row.lesson.kind === 'download' && isOn(part))
    return { to: { kind: 'attach', lessonId: row.id }, over: row.id, lineAt: null };
  if (row?.kind === 'chapter') {
    const isAbove = held === 'anything' && part < UPPER_HALF;
    if (isAbove) return beforeChapter(rows.slice(0, at), at * rowPx);
    if (held === 'anything' || isOn(part))
      return { to: { kind: 'into', chapterId: row.id }, over: row.id, lineAt: null };
  }
  const drop = outlineDropAt(y, { rows, rowPx, ids: [] });
  if (drop?.to.kind !== 'lessons') return end;
  const { into, lineAt, inset } = drop;
  if (into) return { to: { kind: 'into', chapterId: into }, over: into, lineAt };
  return { to: { kind: 'lessons', place: drop.to.place }, over: null, lineAt, ...(inset !== undefined && { inset }) };
}

/** Captions for a lesson, from wherever it is shown. */
export const captionsOf = (lessonId: LessonId): FileDrop => ({
  to: { kind: 'captions', lessonId },
  over: lessonId,
  lineAt: null,
});

function beforeChapter(above: readonly OutlineRow[], lineAt: number): FileDrop {
  const last = above.findLast((row) => row.kind === 'chapter');
  return { to: { kind: 'chapters', afterId: last?.id ?? null }, over: null, lineAt };
}

type HeldItem = Pick<DataTransferItem, 'kind' | 'type'> &
  Partial<Pick<DataTransferItem, 'getAsFile' | 'webkitGetAsEntry'>>;

/**
 * While it is dragged a file is known by the type that the system has for the ending of its name; a folder has none, nor has an
 * .mkv on many a computer. When it is put down the name tells, and what is a folder.
 */
export function heldBy(items: Iterable<HeldItem>): Held {
  const files = [...items].filter(({ kind }) => kind === 'file');
  if (files.length > 0 && files.every(isCaption)) return 'captions';
  if (files.length === 0 || !files.every(isRecording)) return 'anything';
  return files.length === 1 ? 'recording' : 'recordings';
}

function isRecording(item: HeldItem): boolean {
  if (/^(video|audio)\//.test(item.type)) return true;
  return isRecordingName(item.getAsFile?.()?.name ?? '') && item.webkitGetAsEntry?.()?.isDirectory !== true;
}

function isCaption(item: HeldItem): boolean {
  if (/^(text\/vtt|application\/x-subrip)$/.test(item.type)) return true;
  return /\.(?:srt|vtt)$/i.test(item.getAsFile?.()?.name ?? '') && item.webkitGetAsEntry?.()?.isDirectory !== true;
}

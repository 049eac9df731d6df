import type { LessonContent } from './lesson-content.ts';

export type Marks = LessonContent['marks'];
type Mark = Marks[number];

/** What video sites ask of chapters, before they show any (https://support.google.com/youtube/answer/9884579). */
export const MIN_MARKS = 3;
export const MIN_MARK_MS = 10_000;
/** As many as a lesson takes. */
export const MAX_MARKS = 200;

export type MarkRule = 'atZero' | 'three' | 'length' | 'titled' | 'within';

/** The chapters with one more; null: there is one at that time, or there are too many. */
export function withMark(marks: Marks, mark: Mark): Marks | null {
  if (marks.length >= MAX_MARKS || marks.some(({ atMs }) => atMs === mark.atMs)) return null;
  return [...marks, mark].toSorted((a, b) => a.atMs - b.atMs);
}

/** The chapters with another time for one of them; null: another one is at that time. */
export function retimed(marks: Marks, at: number, atMs: number): Marks | null {
  const mark = marks[at];
  return mark ? withMark(marks.toSpliced(at, 1), { ...mark, atMs }) : null;
}

/** Whether each rule is met; `durationMs` null: nobody knows how long the video is. Without chapters there are no rules. */
export function rulesOf(
  marks: Marks,
  durationMs: number | null,
): { readonly rule: MarkRule; readonly isMet: boolean }[] {
  if (marks.length === 0) return [];
  const ends = [...marks.slice(1).map(({ atMs }) => atMs), durationMs ?? Number.POSITIVE_INFINITY];
  const isLong = marks.every(({ atMs }, at) => (ends[at] ?? 0) - atMs >= MIN_MARK_MS);
  const isWithin = durationMs === null || marks.every(({ atMs }) => atMs < durationMs);
  return [
    { rule: 'atZero', isMet: marks[0]?.atMs === 0 },
    { rule: 'three', isMet: marks.length >= MIN_MARKS },
    { rule: 'length', isMet: isLong },
    { rule: 'titled', isMet: marks.every(({ title }) => title.trim() !== '') },
    ...(isWithin ? [] : [{ rule: 'within' as const, isMet: false }]),
  ];
}

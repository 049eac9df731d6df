import type { BulkEdit, BulkLesson, Shared } from '../../../shared/domain/bulk-edit.ts';
import { compareTags, type TagChange } from '../../../shared/domain/tag.ts';
import type { NewLessonKind, Outline } from '../../../shared/domain/course.ts';
import type { ChapterId } from '../../../shared/domain/ids.ts';
import { dripOf } from './forms/lesson-form.ts';

/** What is chosen for many lessons; `asIs`, null and an empty pattern: not touched. */
export interface BulkChoice {
  readonly pattern: string;
  readonly startText: string;
  readonly widthText: string;
  readonly kind: NewLessonKind | 'asIs';
  readonly status: 'ready' | 'draft' | 'asIs';
  readonly chapterId: ChapterId | 'asIs';
  readonly freePreview: boolean | null;
  readonly drip: 'asIs' | 'atOnce' | 'days';
  readonly dripText: string;
  /** Tags that are put on all, or taken off all. */
  readonly tags: ReadonlyMap<string, boolean>;
}
export const untouched: BulkChoice = {
  pattern: '',
  startText: '1',
  widthText: '1',
  kind: 'asIs',
  status: 'asIs',
  chapterId: 'asIs',
  freePreview: null,
  drip: 'asIs',
  dripText: '',
  tags: new Map(),
};

/** The number from which titles count, and its least digits. */
const startOf = (text: string): number | null => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : null);
const widthOf = (text: string): number | null => (/^[1-9]$/.test(text.trim()) ? Number(text) : null);

export type BulkFault = 'start' | 'width' | 'days';

/** What of the numbers is none. */
export function bulkFaults({ startText, widthText, drip, dripText }: BulkChoice): readonly BulkFault[] {
  return [
    ...(startOf(startText) === null ? (['start'] as const) : []),
    ...(widthOf(widthText) === null ? (['width'] as const) : []),
    ...(drip === 'days' && typeof dripOf(dripText) !== 'number' ? (['days'] as const) : []),
  ];
}

/** The edit that was chosen; what is faulty counts as not touched. */
export function bulkEditOf(choice: BulkChoice): BulkEdit {
  const { pattern, kind, status, chapterId, freePreview, drip, dripText, tags } = choice;
  const [start, width] = [startOf(choice.startText), widthOf(choice.widthText)];
  const days = drip === 'atOnce' ? null : drip === 'days' ? dripOf(dripText) : undefined;
  return {
    titles: pattern === '' || start === null || width === null ? null : { pattern, start, width },
    settings: {
      ...(kind !== 'asIs' && { kind }),
      ...(status !== 'asIs' && { status }),
      ...(chapterId !== 'asIs' && { chapterId }),
      ...(freePreview !== null && { freePreview }),
      ...(tags.size > 0 && { tags: tagChangeIn(tags) }),
      // Days that are not typed yet are not "at once".
      ...(days !== undefined && !(drip === 'days' && days === null) && { dripDays: days }),
    },
  };
}

const tagChangeIn = (tags: BulkChoice['tags']): TagChange => {
  const names = (isOn: boolean) => [...tags].flatMap(([name, is]) => (is === isOn ? [name] : []));
  return { add: names(true), remove: names(false) };
};

/** The tags that some of the lessons have, by name; mixed: not all have it. */
export function tagsAmong(
  lessons: readonly BulkLesson[],
): { readonly name: string; readonly shared: Shared<boolean> }[] {
  const counts = new Map<string, number>();
  for (const name of lessons.flatMap(({ tags }) => tags)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .toSorted(([one], [other]) => compareTags(one, other))
    .map(([name, count]) => ({
      name,
      shared: count === lessons.length ? { isMixed: false, value: true } : { isMixed: true },
    }));
}

/** The tag chosen for all, for none, or left as it is. */
export function withTag(tags: BulkChoice['tags'], name: string, isOn: boolean | null): BulkChoice['tags'] {
  const others = [...tags].filter(([other]) => other !== name);
  return new Map(isOn === null ? others : [...others, [name, isOn]]);
}

/** What a click makes of a box that is checked, empty or, for what is not the same in all, neither. */
export function nextOfBox(chosen: boolean | null, shared: Shared<boolean>): boolean | null {
  if (!shared.isMixed) return chosen === null ? !shared.value : null;
  return chosen === null ? true : chosen ? false : null;
}

/** The lessons among the rows, and all of the chapters among them, in the order of the course. */
export function bulkLessonsIn({ chapters }: Outline, ids: ReadonlySet<string>): BulkLesson[] {
  return chapters.flatMap(({ chapterId, lessons }) =>
    lessons
      .filter(({ lessonId }) => ids.has(chapterId) || ids.has(lessonId))
      .map((lesson) => ({ ...lesson, chapterId })),
  );
}

import type { TreeRow } from './tree-rows.ts';
import { withoutExcluded, type ImportPlan, type PlannedLesson } from '../../../shared/domain/import-plan.ts';

/** What the person decided about a box; what nobody decided follows `isUsable`. */
export type Decisions = ReadonlyMap<string, boolean>;
export type Check = boolean | 'indeterminate';

/** Files that would only fail later start without a check; the person may still insist. */
const hopeless: ReadonlySet<string> = new Set(['EMPTY', 'UNKNOWN_FORMAT', 'DAMAGED', 'UNREADABLE', 'NO_INDEX']);
export const isUsable = ({ problem }: PlannedLesson) => problem === null || !hopeless.has(problem.code);

/** Keys of what is not to be imported, for `import.apply`. */
export function excludedKeys(plan: ImportPlan, decisions: Decisions): ReadonlySet<string> {
  const refused = [...decisions].filter(([, included]) => !included).map(([key]) => key);
  const unusable = plan.chapters
    .flatMap((chapter) => chapter.lessons)
    .filter((lesson) => !isUsable(lesson) && decisions.get(lesson.key) !== true)
    .map((lesson) => lesson.key);
  // A lesson is deleted only where somebody says so
  const staying = (plan.refresh?.missing ?? []).filter(({ key }) => decisions.get(key) !== true).map(({ key }) => key);
  return new Set([...refused, ...unusable, ...staying]);
}

/** What of a folder that was dropped again would be applied. */
export function checkedChanges(plan: ImportPlan, excluded: ReadonlySet<string>) {
  const lessons = withoutExcluded(plan, excluded).chapters.flatMap((chapter) => chapter.lessons);
  const deleted = (plan.refresh?.missing ?? []).filter(({ key }) => !excluded.has(key));
  const renamed = (plan.refresh?.renamed ?? []).filter(({ key }) => !excluded.has(key)).length;
  return {
    count: lessons.length + renamed + deleted.length,
    deleted: deleted.map(({ lessonId }) => lessonId),
  };
}

/** What of it there is, checked or not. */
export function changesIn({ chapters, refresh }: ImportPlan) {
  const lessons = chapters.flatMap((chapter) => chapter.lessons);
  const newer = lessons.filter(({ replaces }) => replaces !== undefined).length;
  const [renamed, missing] = [refresh?.renamed.length ?? 0, refresh?.missing.length ?? 0];
  const fresh = lessons.length - newer;
  return { fresh, newer, renamed, missing, all: fresh + newer + renamed + missing };
}

/** The box of a row that stands for several keys. */
export function checkOf(keys: readonly string[], excluded: ReadonlySet<string>): Check {
  const off = keys.filter((key) => excluded.has(key)).length;
  if (off === 0) return true;
  return off === keys.length ? false : 'indeterminate';
}

/** The box of a row: null when it has none; a part of a lesson that stays behind stays behind with it. */
export function checkOfRow({ keys, parentId }: Pick<TreeRow, 'keys' | 'parentId'>, excluded: ReadonlySet<string>) {
  if (keys.length === 0) return null;
  return parentId !== null && excluded.has(parentId) ? false : checkOf(keys, excluded);
}

/** The decisions after a box was pressed: all of its keys on, or all off. */
export function decide(decisions: Decisions, keys: readonly string[], included: boolean): Decisions {
  return new Map([...decisions, ...keys.map((key) => [key, included] as const)]);
}

import type { TreeRow } from './tree-rows.ts';
import type { ImportPlan, PlannedLesson } from '../../../shared/domain/import-plan.ts';

/** What the person decided about a box; what nobody decided follows `isUsable`. */
export type Decisions = ReadonlyMap<string, boolean>;
export type Check = boolean | 'indeterminate';

/** Files that would only fail later start without a check; the person may still insist. */
const hopeless: ReadonlySet<string> = new Set(['EMPTY', 'UNKNOWN_FORMAT', 'DAMAGED', 'UNREADABLE', 'NO_INDEX']);
const isUsable = ({ problem }: PlannedLesson) => problem === null || !hopeless.has(problem.code);

/** Keys of what is not to be imported, for `import.apply`. */
export function excludedKeys(plan: ImportPlan, decisions: Decisions): ReadonlySet<string> {
  const refused = [...decisions].filter(([, included]) => !included).map(([key]) => key);
  const unusable = plan.chapters
    .flatMap((chapter) => chapter.lessons)
    .filter((lesson) => !isUsable(lesson) && decisions.get(lesson.key) !== true)
    .map((lesson) => lesson.key);
  return new Set([...refused, ...unusable]);
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

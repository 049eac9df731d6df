import {
  quietReasons,
  type ImportPlan,
  type LessonWarning,
  type PlannedLesson,
} from '../../../shared/domain/import-plan.ts';

/** Worth a note on its row, and nothing to go and look at: a lesson may well have the title of another one. */
const quietWarnings: ReadonlySet<LessonWarning['code']> = new Set(['SAME_TITLE']);
export const isQuiet = ({ code }: LessonWarning): boolean => quietWarnings.has(code);

const isDoubtful = ({ warnings, captions }: PlannedLesson): boolean =>
  warnings.some((warning) => !isQuiet(warning)) || captions.some((caption) => caption.faults.length > 0);

/**
 * Ids of the rows to look at, in the order in which to visit them: first what will be missing (videos with a problem,
 * files left out), then what may be wrong (warnings, faults of captions, captions without a video); each as in the tree.
 */
export function attentionIds(plan: ImportPlan): readonly string[] {
  const lessons = plan.chapters.flatMap((chapter) => chapter.lessons);
  const broken = lessons.filter(({ problem }) => problem !== null);
  const left = plan.leftOut.filter((item) => !quietReasons.has(item.reason));
  const doubtful = lessons.filter((lesson) => lesson.problem === null && isDoubtful(lesson));
  return [
    ...broken.map((lesson) => lesson.key),
    ...left.map((item) => `left:${item.path}:${item.reason}`),
    ...doubtful.map((lesson) => lesson.key),
    ...plan.orphanCaptions.map((caption) => `orphan:${caption.fileKey}`),
  ];
}

/** The one to visit after the row one is on, going round; the first one from any other row. */
export function nextAttention(ids: readonly string[], activeId: string | null): string | undefined {
  const at = activeId === null ? -1 : ids.indexOf(activeId);
  return ids[(at + 1) % ids.length];
}

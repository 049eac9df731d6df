import { totalsOf, type ImportPlan } from './import-plan.ts';

/** File keys of captions that belong to no lesson by their names, with the key of the lesson that a person gave each. */
export type AssignedCaptions = ReadonlyMap<string, string>;

/** The plan with those captions at their lessons. One of a lesson that is not in the plan any more stays an orphan. */
export function withAssigned(plan: ImportPlan, assigned: AssignedCaptions): ImportPlan {
  const lessonKeys = new Set(plan.chapters.flatMap(({ lessons }) => lessons.map(({ key }) => key)));
  const ofLesson = Map.groupBy(plan.orphanCaptions, ({ fileKey }) => {
    const key = assigned.get(fileKey);
    return key !== undefined && lessonKeys.has(key) ? key : null;
  });
  const orphanCaptions = ofLesson.get(null) ?? [];
  if (orphanCaptions.length === plan.orphanCaptions.length) return plan;
  const chapters = plan.chapters.map((chapter) => ({
    ...chapter,
    lessons: chapter.lessons.map((lesson) => {
      const more = (ofLesson.get(lesson.key) ?? []).map(({ path: _path, ...caption }) => caption);
      return more.length === 0 ? lesson : { ...lesson, captions: [...lesson.captions, ...more] };
    }),
  }));
  const whole = { ...plan, chapters, orphanCaptions };
  return { ...whole, totals: totalsOf(whole) };
}

import { quietReasons, type ImportPlan } from '../../../shared/domain/import-plan.ts';

/** Ids of the rows to look at, in the order of the tree: warnings, problems, faults, files left out. */
export function attentionIds(plan: ImportPlan): readonly string[] {
  const lessons = plan.chapters
    .flatMap((chapter) => chapter.lessons)
    .filter(
      ({ problem, warnings, captions }) =>
        problem !== null || warnings.length > 0 || captions.some((caption) => caption.faults.length > 0),
    )
    .map((lesson) => lesson.key);
  const orphans = plan.orphanCaptions.map((caption) => `orphan:${caption.fileKey}`);
  const left = plan.leftOut
    .filter((item) => !quietReasons.has(item.reason))
    .map((item) => `left:${item.path}:${item.reason}`);
  return [...lessons, ...orphans, ...left];
}

/** The next of them after the row one is on, going round. */
export function nextAttention(ids: readonly string[], order: readonly string[], activeId: string | null) {
  const at = activeId === null ? -1 : order.indexOf(activeId);
  const wanted = new Set(ids);
  return [...order.slice(at + 1), ...order.slice(0, at + 1)].find((id) => wanted.has(id));
}

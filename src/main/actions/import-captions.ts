import { type ImportPlan, type PlannedCaption, totalsOf } from '../../shared/domain/import-plan.ts';
import type { CaptionFiles, KeptCaption } from '../media/caption-files.ts';
import type { DraftDeps } from './import-drafts.ts';

interface Kept {
  readonly plan: ImportPlan;
  readonly factsOf: DraftDeps['factsOf'];
}

/**
 * The plan with SRT files that have no fault as the WebVTT that is made of them, as those that are attached to a lesson
 * are. One with faults, or that cannot be read now, comes in as it is: the lesson tells its lines, and mends it.
 */
export async function withKeptCaptions(
  plan: ImportPlan,
  factsOf: DraftDeps['factsOf'],
  captions: Pick<CaptionFiles, 'take'>,
): Promise<Kept> {
  const kept = new Map<string, KeptCaption>();
  // One after the other: what is made of each takes a while, and the windows are answered in between.
  for (const { fileKey } of convertible(plan)) {
    const taken = await captions.take(factsOf(fileKey).path);
    if (taken) kept.set(fileKey, taken);
  }
  if (kept.size === 0) return { plan, factsOf };
  const asKept = (caption: PlannedCaption): PlannedCaption => {
    const { facts, originalName } = kept.get(caption.fileKey) ?? {};
    return facts && originalName !== undefined ? { ...caption, originalName, bytes: facts.bytes } : caption;
  };
  const chapters = plan.chapters.map((chapter) => ({
    ...chapter,
    lessons: chapter.lessons.map((lesson) => ({ ...lesson, captions: lesson.captions.map(asKept) })),
  }));
  const whole = { ...plan, chapters };
  return {
    plan: { ...whole, totals: totalsOf(whole) },
    factsOf: (fileKey) => kept.get(fileKey)?.facts ?? factsOf(fileKey),
  };
}

const convertible = ({ chapters }: ImportPlan): PlannedCaption[] =>
  chapters
    .flatMap(({ lessons }) => lessons.flatMap(({ captions }) => captions))
    .filter(({ originalName, faults }) => /\.srt$/i.test(originalName) && faults.length === 0);

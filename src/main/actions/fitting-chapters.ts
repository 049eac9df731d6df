import type { ImportPlan } from '../../shared/domain/import-plan.ts';
import type { ChapterId } from '../../shared/domain/ids.ts';

export interface FittingInput {
  readonly plan: ImportPlan;
  readonly pathOf: (fileKey: string) => string;
  /** The watched folder. */
  readonly root: string;
  /** The chapter that it was given to; everything goes there. */
  readonly own: ChapterId | null;
  /** The course as it is, in its order. */
  readonly lessons: readonly { readonly path: string; readonly chapterId: ChapterId }[];
  readonly chapters: readonly { readonly chapterId: ChapterId; readonly title: string }[];
}

const folderOf = (path: string): string => path.replace(/[/\\][^/\\]*$/, '');

/**
 * To which chapter each planned one goes, by its key: the one that has lessons from the same folder (the last of them),
 * else one of the same title, else, for recordings that lie loose in the watched folder, the last one. One that is not in
 * the answer becomes a chapter of its own.
 */
export function fittingChapters(input: FittingInput): ReadonlyMap<string, ChapterId> {
  const { plan, pathOf, root, own, lessons, chapters } = input;
  const byFolder = new Map(lessons.map(({ path, chapterId }) => [folderOf(path), chapterId]));
  const byTitle = new Map(chapters.map(({ title, chapterId }) => [title, chapterId]));
  const fitting = plan.chapters.map((planned): [string, ChapterId | undefined] => {
    const [first] = planned.lessons;
    if (own || !first) return [planned.key, own ?? undefined];
    const folder = folderOf(pathOf(first.fileKey));
    const loose = folder === root.replace(/[/\\]$/, '') ? chapters.at(-1)?.chapterId : undefined;
    return [planned.key, byFolder.get(folder) ?? byTitle.get(planned.title) ?? loose];
  });
  return new Map(fitting.flatMap(([key, chapterId]) => (chapterId ? [[key, chapterId] as const] : [])));
}

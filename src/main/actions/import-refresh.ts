import type { LessonId, VersionId } from '../../shared/domain/ids.ts';
import type { PlanRefresh } from '../../shared/domain/import-plan.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import type { Mutator } from '../db/mutate.ts';
import type { Location } from '../db/tables/media.ts';
import type { ImportSessions } from '../media/import-sessions.ts';
import { liveRow, remove, retitled } from './context.ts';

type Compared = NonNullable<ReturnType<ImportSessions['comparedWith']>>;
interface Choice {
  readonly refresh: PlanRefresh;
  readonly compared: Compared;
  readonly excluded: ReadonlySet<string>;
  /** Lessons whose recording is missing, and that somebody checked. */
  readonly deleted: readonly LessonId[];
}
export interface Refreshed {
  readonly drafts: readonly Draft[];
  /** Where recordings are now. */
  readonly locations: readonly Location[];
  readonly renamed: number;
  readonly deleted: number;
}
export const nothingRefreshed: Refreshed = { drafts: [], locations: [], renamed: 0, deleted: 0 };

/**
 * What becomes of lessons whose recordings were renamed, moved, or are missing. A title that somebody changed since it
 * was shown stays; only what is said to be missing is deleted.
 */
export function refreshLessons(
  mutator: Mutator,
  nowMs: () => number,
  { refresh, compared, excluded, deleted }: Choice,
): Refreshed {
  const renamed = refresh.renamed.filter(({ key }) => !excluded.has(key));
  const titles = renamed.flatMap(({ lessonId, lessonTitle, title }) => {
    const isAsShown = liveRow(mutator, 'lessons', lessonId)?.['title'] === lessonTitle;
    return title !== null && isAsShown ? [retitled('lessons', lessonId, title, lessonTitle)] : [];
  });
  const checked = new Set(deleted);
  const gone = refresh.missing.filter(({ lessonId }) => checked.has(lessonId) && liveRow(mutator, 'lessons', lessonId));
  const here = new Set<string>(renamed.map(({ lessonId }) => lessonId));
  const moved = [...compared.renamed.filter(({ was }) => here.has(was.lessonId)), ...compared.placed];
  return {
    drafts: [...titles, ...gone.map(({ lessonId }) => remove('lessons', lessonId, nowMs()))],
    locations: moved.map(({ file: { path, bytes, mtimeMs, inode }, was }) => {
      return { versionId: was.versionId as VersionId, path, bytes, mtimeMs, inode };
    }),
    renamed: renamed.length,
    deleted: gone.length,
  };
}

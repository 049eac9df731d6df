import { filesOfPlan, type ImportPlan, placementOf, withoutExcluded } from '../../shared/domain/import-plan.ts';
import type { CourseId, FolderId, MediaId, PlanId } from '../../shared/domain/ids.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { LessonFiles } from '../db/tables/lesson-files.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { PlaceTable } from '../db/tables/places.ts';
import type { WatchedFolderTable } from '../db/tables/watched-folders.ts';
import type { Handlers } from '../ipc/router.ts';
import type { ImportSessions } from '../media/import-sessions.ts';
import { type EditContext, liveRow, notFound, textOf } from './context.ts';
import { fittingChapters } from './fitting-chapters.ts';
import {
  createImportDrafts,
  type DraftDeps,
  type ImportDrafts,
  type KnownMedia,
  type Landing,
} from './import-drafts.ts';

type ImportHandlers = Pick<Handlers, Extract<keyof Handlers, `import.${string}`>>;
type ApplyInput = Parameters<Handlers['import.apply']>[0];

export interface ImportDeps extends EditContext {
  readonly sessions: ImportSessions;
  readonly media: MediaTable;
  readonly places: PlaceTable;
  readonly folders: Pick<WatchedFolderTable, 'get'>;
  readonly lessonFiles: LessonFiles;
  /** The system's folder picker over the window that asks; null when it was closed. */
  readonly pickFolder: (windowId: number) => Promise<string | null>;
}

export function createImportActions(deps: ImportDeps): ImportHandlers {
  const { sessions, mutator, places } = deps;

  /** Each planned chapter of a watched folder to the chapter it fits. Null when the folder is watched no more. */
  function fittingLanding(plan: ImportPlan, folderId: FolderId): Landing | null {
    const folder = deps.folders.get(folderId);
    if (!folder) return null;
    const { courseId, chapterId: own, path: root } = folder;
    const chapters = fittingChapters({
      plan,
      root,
      own,
      pathOf: (fileKey) => sessions.factsOf(plan.planId, fileKey).path,
      lessons: deps.lessonFiles.list(courseId),
      chapters: deps.lessonFiles.listChapters(courseId),
    });
    return {
      kind: 'fitting',
      courseId,
      chapters,
      openingOf: places.endOfChapter,
      opening: places.endOfCourse(courseId),
    };
  }

  /** The plan without recordings that lessons of the course show by now: the offer was made before they were imported. */
  function withoutShown(plan: ImportPlan, folderId: FolderId): ImportPlan {
    const courseId = deps.folders.get(folderId)?.courseId;
    const shown = new Map(courseId ? deps.lessonFiles.list(courseId).map((file) => [file.path, file]) : []);
    const lessons = plan.chapters.flatMap((chapter) => chapter.lessons);
    const again = lessons.filter(({ fileKey }) => {
      const facts = sessions.factsOf(plan.planId, fileKey);
      const own = shown.get(facts.path);
      return own !== undefined && own.bytes === facts.bytes && Math.abs(own.mtimeMs - facts.mtimeMs) < 1;
    });
    return withoutExcluded(plan, new Set(again.map(({ key }) => key)));
  }

  /** The end of a course, the place after a chapter, or the end of a chapter. Null when the target is gone. */
  function landingOf(plan: ImportPlan, target: ApplyInput['target']): Landing | null {
    const kind = placementOf(plan.shape, target.kind);
    if (target.kind === 'new-course') return { kind: 'course' };
    if (target.kind === 'watch') return fittingLanding(plan, target.folderId);
    if (target.kind === 'course') {
      if (!liveRow(mutator, 'courses', target.courseId)) return null;
      return { kind: 'chapters', courseId: target.courseId, opening: places.endOfCourse(target.courseId) };
    }
    const chapter = liveRow(mutator, 'chapters', target.chapterId);
    if (!chapter) return null;
    const courseId = textOf(chapter, 'course_id') as CourseId;
    if (kind === 'lessons') {
      return { kind: 'lessons', courseId, chapterId: target.chapterId, opening: places.endOfChapter(target.chapterId) };
    }
    const opening = places.afterChapter(courseId, target.chapterId);
    return opening && { kind: 'chapters', courseId, opening };
  }

  function write(plan: ImportPlan, made: ImportDrafts, known: DraftDeps['known']): void {
    const { drafts, locations, links, lessons, replaced } = made;
    mutator.mutate({
      label: { code: 'course.import', count: lessons + replaced, name: plan.title },
      drafts,
      alongside: (mutationId) => {
        for (const location of locations) {
          deps.media.saveLocation(location);
          deps.media.setWanted(location.versionId, true);
        }
        // One whose upload was cancelled is wanted again.
        for (const { versionId, isHere } of known.values()) if (isHere) deps.media.setWanted(versionId, true);
        for (const link of links) deps.media.addAudit({ ...link, atMs: deps.nowMs(), mutationId });
      },
    });
  }

  /** What of the plan the library has already. Only a *current* version counts: an old one's media shows other bytes. */
  async function knownOf(planId: PlanId, plan: ImportPlan): Promise<DraftDeps['known']> {
    const known = new Map<string, KnownMedia>();
    for (const { fileKey } of filesOfPlan(plan)) {
      const { sha1, bytes } = sessions.factsOf(planId, fileKey);
      const same = sha1 && deps.media.listOfSize(bytes).find((one) => one.sha1 === sha1 && one.isCurrent === 1);
      if (!same) continue;
      const isHere = same.path !== null && (await sessions.isThere(same.path));
      known.set(fileKey, { mediaId: same.mediaId, versionId: same.versionId, isHere });
    }
    return known;
  }

  async function scan(
    paths: readonly string[],
  ): Promise<Result<{ planId: PlanId }, 'NOTHING_FOUND' | 'UNREADABLE' | 'CANCELLED'>> {
    return sessions.open(paths);
  }

  return {
    async 'import.pickFolder'(_input, { windowId }) {
      const folder = await deps.pickFolder(windowId);
      if (folder === null) return ok(null);
      const opened = await scan([folder]);
      if (opened.success || opened.error.code !== 'CANCELLED')
        return opened as Awaited<ReturnType<ImportHandlers['import.pickFolder']>>;
      return ok(null);
    },
    'import.scan': ({ paths }) => scan(paths),
    'import.getPlan'({ planId, ...switches }) {
      const plan = sessions.plan(planId, switches);
      return plan ? ok(plan) : notFound('import');
    },
    async 'import.apply'({ planId, target, excluded, ...switches }) {
      if (!(await sessions.settle(planId))) return notFound('import');
      const whole = sessions.plan(planId, switches);
      if (!whole) return notFound('import');
      const checked = withoutExcluded(whole, new Set(excluded));
      if (checked.totals.files === 0) return err('NOTHING_SELECTED', 'nothing is checked');
      const plan = target.kind === 'watch' ? withoutShown(checked, target.folderId) : checked;
      if (plan.totals.files === 0) return err('ALREADY_IMPORTED', 'lessons show all of it');
      const missing = await sessions.findMissing(planId, plan);
      if (missing) return err('FOLDER_GONE', 'a file is not there any more', { path: missing });
      const known = await knownOf(planId, plan);
      const landing = landingOf(plan, target);
      if (!landing) return notFound('course');
      const factsOf = (fileKey: string) => sessions.factsOf(planId, fileKey);
      /** One that was deleted since it was offered is replaced by nothing: the file is a lesson of its own. */
      function replacedBy(fileKey: string): MediaId | null {
        const mediaId = target.kind === 'watch' ? sessions.replacedBy(planId, fileKey) : null;
        return mediaId !== null && liveRow(mutator, 'media_files', mediaId) ? (mediaId as MediaId) : null;
      }
      const drafting = { newId: deps.newId, nowMs: deps.nowMs, factsOf, known, replacedBy };
      const made = createImportDrafts(plan, landing, drafting);
      write(plan, made, known);
      sessions.close(planId);
      const { courseId, lessons, firstLessonId, linked, replaced } = made;
      return ok({ courseId, lessons, firstLessonId, linked, replaced });
    },
    'import.discard'({ planId }) {
      sessions.close(planId);
      return ok({});
    },
  };
}

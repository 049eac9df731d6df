import type { ChapterId, CourseId, FolderId, LessonId } from '../../shared/domain/ids.ts';
import { type ImportPlan, placementOf, withoutExcluded } from '../../shared/domain/import-plan.ts';
import type { LessonFiles } from '../db/tables/lesson-files.ts';
import type { PlaceTable } from '../db/tables/places.ts';
import type { WatchedFolderTable } from '../db/tables/watched-folders.ts';
import type { Handlers } from '../ipc/router.ts';
import type { ImportSessions } from '../media/import-sessions.ts';
import { type EditContext, liveRow, textOf } from './context.ts';
import { fittingChapters } from './fitting-chapters.ts';
import type { Landing } from './import-drafts.ts';

export type ImportTarget = Parameters<Handlers['import.apply']>[0]['target'];
export interface LandingDeps extends Pick<EditContext, 'mutator'> {
  readonly sessions: Pick<ImportSessions, 'factsOf' | 'comparedWith'>;
  readonly places: PlaceTable;
  readonly folders: Pick<WatchedFolderTable, 'get'>;
  readonly lessonFiles: LessonFiles;
}
interface FromFolder {
  readonly courseId: CourseId;
  readonly chapterId: ChapterId | null;
  readonly root: string;
  /** Where lessons' recordings are, or would be if the folder had not moved. */
  readonly lessons: readonly { readonly path: string; readonly chapterId: ChapterId }[];
}

/** Where what is imported goes. */
export function createLandings({ mutator, sessions, places, folders, lessonFiles }: LandingDeps) {
  /** Each planned chapter of a folder that the course has lessons of, to the chapter it fits. */
  function fittingLanding(plan: ImportPlan, { courseId, chapterId: own, root, lessons }: FromFolder): Landing {
    const chapters = fittingChapters({
      plan,
      root,
      own,
      pathOf: (fileKey) => sessions.factsOf(plan.planId, fileKey).path,
      lessons,
      chapters: lessonFiles.listChapters(courseId),
    });
    return {
      kind: 'fitting',
      courseId,
      chapters,
      openingOf: places.endOfChapter,
      opening: places.endOfCourse(courseId),
    };
  }
  /** Null when the folder is watched no more. */
  function watchedLanding(plan: ImportPlan, folderId: FolderId): Landing | null {
    const folder = folders.get(folderId);
    return folder && fittingLanding(plan, { ...folder, root: folder.path, lessons: lessonFiles.list(folder.courseId) });
  }
  /** Null when the course is gone, or the folder is none of it. */
  function refreshLanding(plan: ImportPlan, courseId: CourseId): Landing | null {
    const compared = sessions.comparedWith(plan.planId);
    if (!compared || plan.refresh?.courseId !== courseId || !liveRow(mutator, 'courses', courseId)) return null;
    const pathOf = new Map(compared.library.map(({ lessonId, path }) => [lessonId, path]));
    const lessons = lessonFiles.list(courseId).map(({ lessonId, path, chapterId }) => {
      return { path: pathOf.get(lessonId) ?? path, chapterId };
    });
    return fittingLanding(plan, { courseId, chapterId: null, root: compared.root, lessons });
  }

  /** The plan without recordings that lessons of the course show by now: the offer was made before they were imported. */
  function withoutShown(plan: ImportPlan, courseId: CourseId | undefined): ImportPlan {
    const shown = new Map(courseId ? lessonFiles.list(courseId).map((file) => [file.path, file]) : []);
    const lessons = plan.chapters.flatMap((chapter) => chapter.lessons);
    const again = lessons.filter(({ fileKey }) => {
      const facts = sessions.factsOf(plan.planId, fileKey);
      const own = shown.get(facts.path);
      return own !== undefined && own.bytes === facts.bytes && Math.abs(own.mtimeMs - facts.mtimeMs) < 1;
    });
    return withoutExcluded(plan, new Set(again.map(({ key }) => key)));
  }

  /** The course that an offer is for: of a watched folder, or of one that was dropped again. */
  function courseOfOffer(target: ImportTarget): CourseId | undefined {
    if (target.kind === 'refresh') return target.courseId;
    return target.kind === 'watch' ? folders.get(target.folderId)?.courseId : undefined;
  }

  /** In the place of what a lesson shows. */
  function lessonLanding(lessonId: LessonId): Landing | null {
    const lesson = liveRow(mutator, 'lessons', lessonId);
    const courseId = textOf(liveRow(mutator, 'chapters', textOf(lesson, 'chapter_id')), 'course_id') as CourseId;
    if (!lesson || !liveRow(mutator, 'courses', courseId)) return null;
    const [title, lessonKind] = [textOf(lesson, 'title'), textOf(lesson, 'kind')];
    return { kind: 'lesson', courseId, lessonId, title, lessonKind, former: lessonFiles.videoOf(lessonId) };
  }

  /** The place that was chosen, or the end where what was there is gone. */
  function chapterLanding(
    plan: ImportPlan,
    { chapterId, afterId }: ImportTarget & { kind: 'chapter' },
  ): Landing | null {
    const courseId = textOf(liveRow(mutator, 'chapters', chapterId), 'course_id') as CourseId;
    if (!liveRow(mutator, 'courses', courseId)) return null;
    if (placementOf(plan.shape, 'chapter') === 'lessons') {
      const chosen = afterId === undefined ? null : places.afterLesson(chapterId, afterId);
      return { kind: 'lessons', courseId, chapterId, opening: chosen ?? places.endOfChapter(chapterId) };
    }
    const opening = places.afterChapter(courseId, chapterId);
    return opening && { kind: 'chapters', courseId, opening };
  }

  /** Null when the target is gone. */
  function landingOf(plan: ImportPlan, target: ImportTarget): Landing | null {
    if (target.kind === 'new-course') return { kind: 'course' };
    if (target.kind === 'watch') return watchedLanding(plan, target.folderId);
    if (target.kind === 'refresh') return refreshLanding(plan, target.courseId);
    if (target.kind === 'lesson') return lessonLanding(target.lessonId);
    if (target.kind === 'chapter') return chapterLanding(plan, target);
    const { courseId, afterId } = target;
    if (!liveRow(mutator, 'courses', courseId)) return null;
    const chosen = afterId === undefined ? null : places.afterChapter(courseId, afterId);
    return { kind: 'chapters', courseId, opening: chosen ?? places.endOfCourse(courseId) };
  }

  return { landingOf, withoutShown, courseOfOffer };
}

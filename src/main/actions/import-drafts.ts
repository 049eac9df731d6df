import type { ImportPlan, PlannedChapter, PlannedLesson } from '../../shared/domain/import-plan.ts';
import type { ChapterId, CourseId, LessonId, MediaId, VersionId } from '../../shared/domain/ids.ts';
import type { Draft, GroupValues } from '../../shared/domain/merge.ts';
import { firstPositions } from '../../shared/domain/position.ts';
import type { AuditEntry, Location } from '../db/tables/media.ts';
import type { Opening } from '../db/tables/places.ts';
import type { FileFacts } from '../media/import-sessions.ts';
import { put, set } from './context.ts';
import { createFileLinks, type LinkTarget } from './import-links.ts';
import { splitVersions, versionDrafts } from './import-versions.ts';

export type Landing =
  | { readonly kind: 'course' }
  | { readonly kind: 'chapters'; readonly courseId: CourseId; readonly opening: Opening }
  /** Planned chapters to chapters that are there, by key; the others after them. */
  | {
      readonly kind: 'fitting';
      readonly courseId: CourseId;
      readonly chapters: ReadonlyMap<string, ChapterId>;
      readonly openingOf: (chapterId: ChapterId) => Opening;
      readonly opening: Opening;
    }
  | { readonly kind: 'lessons'; readonly courseId: CourseId; readonly chapterId: ChapterId; readonly opening: Opening }
  | OneLesson;
/** A lesson that shows another recording from now on. */
export interface OneLesson {
  readonly kind: 'lesson';
  readonly courseId: CourseId;
  readonly lessonId: LessonId;
  readonly title: string;
  readonly lessonKind: string;
  /** What it showed. */
  readonly former: { readonly linkId: string; readonly mediaId: MediaId; readonly isShared: 0 | 1 } | null;
}

export interface DraftDeps {
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly factsOf: (fileKey: string) => FileFacts;
  /** The files whose very bytes the library has already, by file key. */
  readonly known: ReadonlyMap<string, KnownMedia>;
  /** The media that a file is a new version of; null when it is a file of its own. */
  readonly replacedBy?: (fileKey: string) => MediaId | null;
}
/** A media file that shows the same bytes. */
export interface KnownMedia {
  readonly mediaId: MediaId;
  readonly versionId: VersionId;
  /** Whether the library's copy is still where it was on this disk. */
  readonly isHere: boolean;
}
export interface ImportDrafts {
  readonly courseId: CourseId;
  readonly drafts: readonly Draft[];
  readonly locations: readonly Location[];
  readonly links: readonly Omit<AuditEntry, 'atMs' | 'mutationId'>[];
  readonly lessons: number;
  /** The first of them in the order of the course; null when the import has none. */
  readonly firstLessonId: LessonId | null;
  /** Files that were linked to bytes already in the library instead of being added. */
  readonly linked: number;
  /** Media files that have a newer version now. */
  readonly replaced: number;
}

const described = ({ description }: ImportPlan): Record<string, GroupValues> =>
  description === null ? {} : { description: { description: description.slice(0, 20_000) } };

/** Among the children of a parent that is made here. */
const inEmpty: Opening = (count) => ({ keys: firstPositions(count), shifted: [] });

/** Turns a plan into rows. Parents come before children, since the server checks references as it applies them. */
export function createImportDrafts(whole: ImportPlan, landing: Landing, deps: DraftDeps): ImportDrafts {
  const { fresh: plan, versions } = splitVersions(whole, deps.replacedBy ?? (() => null));
  const parents: Draft[] = [];
  const atMs = deps.nowMs();
  const files = createFileLinks(deps, atMs);
  const { link, linkAll, unlink } = files;
  let firstLessonId: LessonId | null = null;

  function addLesson(lesson: PlannedLesson, chapterId: string, pos: string): void {
    const id = deps.newId();
    firstLessonId ??= id as LessonId;
    const kind = { kind: lesson.kind };
    parents.push(put('lessons', id, { place: { chapter_id: chapterId, pos }, title: { title: lesson.title }, kind }));
    const target: LinkTarget = { type: 'lesson', id };
    link(lesson, lesson.kind, target, 'video', null, 'a0');
    const keys = firstPositions(lesson.captions.length);
    for (const [index, file] of lesson.captions.entries()) {
      link(file, 'caption', target, 'caption', file.language, keys[index] ?? 'a0', file.flags);
    }
    linkAll(lesson.resources, 'resource', target);
  }

  function addLessons(lessons: readonly PlannedLesson[], chapterId: string, opening: Opening): void {
    const { keys, shifted } = opening(lessons.length);
    for (const { id, pos } of shifted) parents.push(set('lessons', id, { place: { chapter_id: chapterId, pos } }));
    for (const [index, lesson] of lessons.entries()) addLesson(lesson, chapterId, keys[index] ?? 'a0');
  }

  function addChapters(chapters: readonly PlannedChapter[], courseId: string, opening: Opening): void {
    const { keys, shifted } = opening(chapters.length);
    for (const { id, pos } of shifted) parents.push(set('chapters', id, { place: { course_id: courseId, pos } }));
    for (const [index, chapter] of chapters.entries()) {
      const id = deps.newId();
      const place = { course_id: courseId, pos: keys[index] ?? 'a0' };
      parents.push(put('chapters', id, { place, title: { title: chapter.title } }));
      addLessons(chapter.lessons, id, inEmpty);
      linkAll(chapter.resources, 'resource', { type: 'chapter', id });
    }
  }

  /** What is planned as chapters, into one that is there. */
  function addInto(chapters: readonly PlannedChapter[], chapterId: ChapterId, opening: Opening): void {
    const [lessons, resources] = [chapters.flatMap((one) => one.lessons), chapters.flatMap((one) => one.resources)];
    addLessons(lessons, chapterId, opening);
    linkAll(resources, 'resource', { type: 'chapter', id: chapterId });
  }

  function addCourse(): CourseId {
    const courseId = deps.newId() as CourseId;
    const origin = { created_at_ms: atMs };
    parents.push(put('courses', courseId, { origin, title: { title: plan.title }, ...described(plan) }));
    addChapters(plan.chapters, courseId, inEmpty);
    return courseId;
  }

  /** What a course has in its place already is not in the plan. */
  function addCourseParts(courseId: CourseId): void {
    const { cover, promo } = plan;
    if (landing.kind !== 'course' && plan.description !== null) parents.push(set('courses', courseId, described(plan)));
    const target: LinkTarget = { type: 'course', id: courseId };
    if (cover) link(cover, 'image', target, 'cover', null, 'a0');
    if (promo) link(promo, 'video', target, 'promo', null, 'a0');
  }

  function addFitting({ courseId, chapters, openingOf, opening }: Landing & { kind: 'fitting' }): void {
    for (const [chapterId, planned] of Map.groupBy(plan.chapters, ({ key }) => chapters.get(key) ?? null)) {
      if (chapterId === null) addChapters(planned, courseId, opening);
      else addInto(planned, chapterId, openingOf(chapterId));
    }
  }

  /** Its captions, title and place stay; nothing else that shows the former recording hears of it. */
  function replaceVideo({ lessonId, lessonKind, former }: OneLesson): void {
    const lesson = plan.chapters[0]?.lessons[0];
    if (!lesson) return;
    const target: LinkTarget = { type: 'lesson', id: lessonId };
    if (former) unlink(former, target, 'video');
    link(lesson, lesson.kind, target, 'video', null, 'a0');
    if (lessonKind !== lesson.kind) parents.push(set('lessons', lessonId, { kind: { kind: lesson.kind } }));
  }

  const courseId = landing.kind === 'course' ? addCourse() : landing.courseId;
  if (landing.kind !== 'lesson') addCourseParts(courseId);
  if (landing.kind === 'chapters') addChapters(plan.chapters, courseId, landing.opening);
  if (landing.kind === 'fitting') addFitting(landing);
  if (landing.kind === 'lesson') replaceVideo(landing);
  const newer = versions.map((version) => versionDrafts(version, deps.newId() as VersionId, deps, atMs));
  if (landing.kind === 'lessons') {
    addInto(plan.chapters, landing.chapterId, landing.opening);
  }
  return {
    courseId,
    drafts: [...parents, ...files.media, ...newer.flatMap(({ drafts }) => drafts), ...files.drafts],
    locations: [...files.locations, ...newer.map(({ location }) => location)],
    links: files.links,
    lessons: landing.kind === 'lesson' ? 0 : plan.totals.lessons,
    firstLessonId,
    linked: files.linked(),
    replaced: landing.kind === 'lesson' ? 1 : versions.length,
  };
}

import type {
  CaptionFlag,
  ImportPlan,
  PlannedChapter,
  PlannedFile,
  PlannedLesson,
} from '../../shared/domain/import-plan.ts';
import type { ChapterId, CourseId, LessonId, MediaId, VersionId } from '../../shared/domain/ids.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import { firstPositions } from '../../shared/domain/position.ts';
import type { AuditEntry, Location } from '../db/tables/media.ts';
import type { Opening } from '../db/tables/places.ts';
import type { FileFacts } from '../media/import-sessions.ts';
import { put, remove, set } from './context.ts';
import { splitVersions, versionDrafts } from './import-versions.ts';
import { linkIdOf } from './link-id.ts';

/** What the server takes. */
const MAX_LABEL = 500;

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

/** Among the children of a parent that is made here. */
const inEmpty: Opening = (count) => ({ keys: firstPositions(count), shifted: [] });

interface Target {
  readonly type: 'course' | 'chapter' | 'lesson';
  readonly id: string;
}

/** Turns a plan into rows. Parents come before children, since the server checks references as it applies them. */
export function createImportDrafts(whole: ImportPlan, landing: Landing, deps: DraftDeps): ImportDrafts {
  const { fresh: plan, versions } = splitVersions(whole, deps.replacedBy ?? (() => null));
  const parents: Draft[] = [];
  const media: Draft[] = [];
  const linkDrafts: Draft[] = [];
  const links: ImportDrafts['links'][number][] = [];
  const locations: Location[] = [];
  const made = new Map<string, MediaId>();
  const atMs = deps.nowMs();
  let linked = 0;
  let firstLessonId: LessonId | null = null;

  function addMedia(file: PlannedFile, kind: string): { readonly mediaId: MediaId; readonly isKnown: boolean } {
    const facts = deps.factsOf(file.fileKey);
    const content = facts.sha1 ? `${facts.sha1} ${file.bytes}` : file.fileKey;
    const place = { path: facts.path, bytes: file.bytes, mtimeMs: facts.mtimeMs, inode: facts.inode };
    const twin = made.get(content);
    const known = deps.known.get(file.fileKey);
    if (twin || known) linked += 1;
    if (twin) return { mediaId: twin, isKnown: true };
    if (known) {
      // The folder was moved, or the other computer had it: from now on this file is the library's copy.
      if (!known.isHere) locations.push({ versionId: known.versionId, ...place });
      made.set(content, known.mediaId);
      return { mediaId: known.mediaId, isKnown: true };
    }
    const mediaId = deps.newId() as MediaId;
    const versionId = deps.newId() as VersionId;
    const origin = { media_id: mediaId, file_name: file.originalName, bytes: file.bytes, created_at_ms: atMs };
    const current = { current_version_id: versionId };
    media.push(
      put('media_files', mediaId, {
        origin: { kind, created_at_ms: atMs },
        name: { name: file.originalName },
        current,
      }),
      put('media_versions', versionId, {
        origin,
        ...(facts.sha1 ? { hash: { sha1: facts.sha1 } } : {}),
        ...(facts.probe ? { probe: facts.probe } : {}),
      }),
    );
    locations.push({ versionId, ...place });
    made.set(content, mediaId);
    return { mediaId, isKnown: false };
  }

  function link(
    file: PlannedFile,
    kind: string,
    target: Target,
    role: string,
    language: string | null,
    pos: string,
    flags?: readonly CaptionFlag[],
  ): void {
    const { mediaId, isKnown } = addMedia(file, kind);
    const id = linkIdOf({ mediaId, targetType: target.type, targetId: target.id, role, language });
    const ends = { media_id: mediaId, target_type: target.type, target_id: target.id, role, language };
    // The media file has the name of the file that came first; here it goes by the name that it has here.
    const label = isKnown ? { label: { label: file.originalName.slice(0, MAX_LABEL) } } : {};
    const alive = { place: { pos }, life: { deleted_at_ms: null } };
    linkDrafts.push(put('media_links', id, { ends, ...label, ...(flags ? { flags: { flags } } : {}), ...alive }));
    links.push({ action: 'link', linkId: id, mediaId, targetType: target.type, targetId: target.id, role });
  }

  function linkAll(files: readonly PlannedFile[], kind: string, target: Target): void {
    const keys = firstPositions(files.length);
    for (const [index, file] of files.entries()) link(file, kind, target, kind, null, keys[index] ?? 'a0');
  }

  function addLesson(lesson: PlannedLesson, chapterId: string, pos: string): void {
    const id = deps.newId();
    firstLessonId ??= id as LessonId;
    const kind = { kind: lesson.kind };
    parents.push(put('lessons', id, { place: { chapter_id: chapterId, pos }, title: { title: lesson.title }, kind }));
    const target: Target = { type: 'lesson', id };
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

  function addCourse(): CourseId {
    const courseId = deps.newId() as CourseId;
    const description =
      plan.description === null ? {} : { description: { description: plan.description.slice(0, 20_000) } };
    parents.push(
      put('courses', courseId, { origin: { created_at_ms: atMs }, title: { title: plan.title }, ...description }),
    );
    addChapters(plan.chapters, courseId, inEmpty);
    const target: Target = { type: 'course', id: courseId };
    if (plan.cover) link(plan.cover, 'image', target, 'cover', null, 'a0');
    if (plan.promo) link(plan.promo, 'video', target, 'promo', null, 'a0');
    return courseId;
  }

  function addFitting({ courseId, chapters, openingOf, opening }: Landing & { kind: 'fitting' }): void {
    for (const [chapterId, planned] of Map.groupBy(plan.chapters, ({ key }) => chapters.get(key) ?? null)) {
      if (chapterId === null) addChapters(planned, courseId, opening);
      else {
        addLessons(
          planned.flatMap(({ lessons }) => lessons),
          chapterId,
          openingOf(chapterId),
        );
        linkAll(
          planned.flatMap(({ resources }) => resources),
          'resource',
          { type: 'chapter', id: chapterId },
        );
      }
    }
  }

  /** Its captions, title and place stay; nothing else that shows the former recording hears of it. */
  function replaceVideo({ lessonId, lessonKind, former }: OneLesson): void {
    const lesson = plan.chapters[0]?.lessons[0];
    if (!lesson) return;
    const target: Target = { type: 'lesson', id: lessonId };
    if (former) {
      linkDrafts.push(remove('media_links', former.linkId, atMs));
      const ends = { targetType: target.type, targetId: target.id, role: 'video' };
      links.push({ action: 'unlink', linkId: former.linkId, mediaId: former.mediaId, ...ends });
    }
    link(lesson, lesson.kind, target, 'video', null, 'a0');
    if (lessonKind !== lesson.kind) parents.push(set('lessons', lessonId, { kind: { kind: lesson.kind } }));
  }

  const courseId = landing.kind === 'course' ? addCourse() : landing.courseId;
  if (landing.kind === 'chapters') addChapters(plan.chapters, courseId, landing.opening);
  if (landing.kind === 'fitting') addFitting(landing);
  if (landing.kind === 'lesson') replaceVideo(landing);
  const newer = versions.map((version) => versionDrafts(version, deps.newId() as VersionId, deps, atMs));
  if (landing.kind === 'lessons') {
    addLessons(
      plan.chapters.flatMap((chapter) => chapter.lessons),
      landing.chapterId,
      landing.opening,
    );
  }
  return {
    courseId,
    drafts: [...parents, ...media, ...newer.flatMap(({ drafts }) => drafts), ...linkDrafts],
    locations: [...locations, ...newer.map(({ location }) => location)],
    links,
    lessons: landing.kind === 'lesson' ? 0 : plan.totals.lessons,
    firstLessonId,
    linked,
    replaced: landing.kind === 'lesson' ? 1 : versions.length,
  };
}

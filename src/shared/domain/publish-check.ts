import { z } from 'zod';
import type { LessonKind } from './course.ts';
import type { PublishCheck, PublishRule } from './publish-rules.ts';

/** What is known of a file that a lesson shows or offers. */
export interface FileFacts {
  readonly whereabouts: 'stored' | 'gone' | 'altered' | 'local' | 'missing';
  /** Of what is here, as it was when it was hashed; null hash: it was not. */
  readonly local: { readonly bytes: number; readonly sha1: string | null };
  /** What is on the disk now; null: it is not here, and nobody can compare it. */
  readonly onDiskBytes: number | null;
  /** The file that storage has confirmed; null when it was sent from another computer, which has the receipt. */
  readonly sent: { readonly bytes: number; readonly sha1: string | null } | null;
}
export interface LessonFacts {
  readonly lessonId: string;
  readonly title: string;
  readonly kind: LessonKind;
  readonly status: 'ready' | 'draft';
  /** Whether there is what a lesson of its kind is for. */
  readonly isFilled: boolean;
  /** Of its video; null when it has none, or that is not known. */
  readonly durationMs: number | null;
  readonly hasCaptions: boolean;
  /** A caption file of it is no WebVTT. */
  readonly hasOtherCaptions: boolean;
  readonly files: readonly FileFacts[];
}
export interface ChapterFacts {
  readonly chapterId: string;
  readonly title: string;
  readonly lessons: readonly LessonFacts[];
}
/** A course as the checklist looks at it. */
export interface CourseFacts {
  readonly texts: Readonly<
    Record<'title' | 'subtitle' | 'description' | 'audience' | 'requirements' | 'category' | 'language', string>
  >;
  readonly objectives: number;
  /** Of those that it has. */
  readonly files: readonly { readonly field: CourseFileField; readonly file: FileFacts }[];
  readonly chapters: readonly ChapterFacts[];
}

/** Files that a course itself shows, by the field that they are chosen in. */
export const courseFileField = z.enum(['cover', 'promo']);
type CourseFileField = z.infer<typeof courseFileField>;

/** Where something is put right. */
export type PublishPlace =
  | { readonly kind: 'field'; readonly field: string }
  /** The field of a file of the course, which is to be told from the others. */
  | { readonly kind: 'file'; readonly field: CourseFileField }
  | { readonly kind: 'outline' }
  | { readonly kind: 'chapter'; readonly id: string; readonly title: string }
  | { readonly kind: 'lesson'; readonly id: string; readonly title: string };

export interface Finding {
  readonly check: PublishCheck;
  readonly level: 'blocker' | 'warning';
  readonly isMet: boolean;
  /** How many characters, entries, lessons or whole minutes there are; null where nothing is counted. */
  readonly have: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Of one that is not met, at least one; the first is where to begin. */
  readonly places: readonly PublishPlace[];
}
type Told = Pick<Finding, 'isMet' | 'places'> & { readonly have?: number };

const MINUTE_MS = 60_000;
const lessonPlace = ({ lessonId: id, title }: LessonFacts): PublishPlace => ({ kind: 'lesson', id, title });
const told = (places: readonly PublishPlace[]): Told => ({ isMet: places.length === 0, places });

/** Whether it can be said of a file that what is stored is what is here. One that is only in storage has nothing to differ from. */
export function isSame({ local, sent, onDiskBytes }: FileFacts): boolean {
  if (onDiskBytes !== null && onDiskBytes !== local.bytes) return false;
  if (!sent) return true;
  return sent.bytes === local.bytes && (sent.sha1 === null || local.sha1 === null || sent.sha1 === local.sha1);
}

const field = (name: string, isMet: boolean): Told => told(isMet ? [] : [{ kind: 'field', field: name }]);

function textOf(name: keyof CourseFacts['texts'], { texts }: CourseFacts, min = 1, max = Infinity): Told {
  const have = texts[name].trim().length;
  return { ...field(name, have >= Math.max(1, min) && have <= max), have };
}
/** `course.title` is about the text `title`. */
type TextCheck = Extract<PublishCheck, `course.${keyof CourseFacts['texts']}`>;
const nameOf = (check: TextCheck) => check.slice('course.'.length) as keyof CourseFacts['texts'];

/** One rule, looked up in the course. Drafts are not published: only what students will see counts. */
function look(rule: PublishRule, course: CourseFacts): Told {
  const lessons = course.chapters.flatMap((chapter) => chapter.lessons);
  const shown = lessons.filter(({ status }) => status === 'ready');
  const those = (is: (lesson: LessonFacts) => boolean): Told => told(shown.filter(is).map(lessonPlace));
  const files = (is: (file: FileFacts) => boolean): Told =>
    told([
      ...course.files.filter(({ file }) => is(file)).map(({ field: name }) => ({ kind: 'file' as const, field: name })),
      ...shown.filter((lesson) => lesson.files.some(is)).map(lessonPlace),
    ]);
  // More is added in the outline; no lesson that is there is at fault.
  const atLeast = (have: number, min: number): Told => ({
    isMet: have >= min,
    have: Math.floor(have),
    places: have >= min ? [] : [{ kind: 'outline' }],
  });
  switch (rule.check) {
    case 'course.title':
    case 'course.subtitle':
    case 'course.description':
    case 'course.audience':
    case 'course.requirements':
      return textOf(nameOf(rule.check), course, rule.min, rule.max);
    case 'course.category':
    case 'course.language':
      return field(nameOf(rule.check), textOf(nameOf(rule.check), course).isMet);
    case 'course.objectives':
      return { ...field('objectives', course.objectives >= rule.min), have: course.objectives };
    case 'course.cover':
      return field(
        'cover',
        course.files.some((one) => one.field === 'cover'),
      );
    case 'lessons.count':
      return atLeast(shown.length, rule.min);
    case 'videos.minutes':
      return atLeast(shown.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0) / MINUTE_MS, rule.min);
    case 'chapters.filled':
      return told(emptyOf(course));
    case 'lessons.filled':
      return those(({ isFilled }) => !isFilled);
    case 'files.stored':
      return files(({ whereabouts }) => whereabouts !== 'stored');
    case 'files.same':
      return files((file) => file.whereabouts === 'stored' && !isSame(file));
    case 'lessons.drafts':
      return told(lessons.filter(({ status }) => status === 'draft').map(lessonPlace));
    case 'videos.captions':
      return those(({ kind, hasCaptions }) => kind === 'video' && !hasCaptions);
    case 'captions.vtt':
      return those(({ hasOtherCaptions }) => hasOtherCaptions);
  }
}

/** Chapters of which students would see no lesson. */
function emptyOf({ chapters }: CourseFacts): PublishPlace[] {
  return chapters
    .filter(({ lessons }) => lessons.every(({ status }) => status !== 'ready'))
    .map(({ chapterId: id, title }) => ({ kind: 'chapter', id, title }));
}

/** The checklist: one finding per rule, in the order of the rules. */
export function checkCourse(rules: readonly PublishRule[], course: CourseFacts): Finding[] {
  return rules.map((rule) => {
    const { isMet, places, have = null } = look(rule, course);
    const [min, max] = ['min' in rule ? (rule.min ?? null) : null, 'max' in rule ? (rule.max ?? null) : null];
    return { check: rule.check, level: rule.level, isMet, have, min, max, places };
  });
}

/** Whether nothing is in the way of publishing. */
export const isPublishable = (findings: readonly Finding[]): boolean =>
  findings.every(({ level, isMet }) => isMet || level === 'warning');

/** Where publishing is: the checklist, what waits goes up and what is new comes down, the server publishes. */
export const publishPhase = z.enum(['checking', 'sending', 'publishing']);
export type PublishPhase = z.infer<typeof publishPhase>;

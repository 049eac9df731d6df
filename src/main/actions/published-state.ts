import type { CourseSummary } from '../../shared/domain/course.ts';
import type { CourseId } from '../../shared/domain/ids.ts';

/** Long enough that somebody who edits without a pause is not compared after every step. */
const AFTER_MS = 400;

export interface PublishedStateDeps {
  /** Whether the course differs from what was published. Takes its time, elsewhere. */
  readonly compare: (courseId: CourseId) => Promise<boolean>;
  /** Runs work in a while, unless the profile is closed by then. */
  readonly later: (work: () => void, afterMs: number) => void;
  /** A course is shown otherwise than it was. */
  readonly onChange: (courseId: CourseId) => void;
  /** It could not be compared; it is tried again when the list is read again. */
  readonly onError: (error: unknown) => void;
}

/**
 * Which published courses differ from what was published. Looked at, never stored, and not while a list waits for it: large
 * courses take their time. What was found out stays on show until it was looked at again.
 */
export function createPublishedState({ compare, later, onChange, onError }: PublishedStateDeps) {
  const isChanged = new Map<CourseId, boolean>();
  const fresh = new Set<CourseId>();
  const waiting = new Set<CourseId>();
  /** What is being compared, until it changes meanwhile. */
  let looking: CourseId | null = null;
  let isLooking = false;

  async function look(courseId: CourseId): Promise<void> {
    looking = courseId;
    const [was, is] = [isChanged.get(courseId) ?? false, await compare(courseId)];
    const isOfNow = looking === courseId;
    isChanged.set(courseId, is);
    if (was !== is) onChange(courseId);
    // After it was told: telling it is no change of the course.
    if (isOfNow) fresh.add(courseId);
  }
  /** One at a time. */
  async function lookAtAll(): Promise<void> {
    isLooking = true;
    for (const courseId of waiting) {
      waiting.delete(courseId);
      // oxlint-disable-next-line no-await-in-loop -- one at a time
      await look(courseId).catch(onError);
      looking = null;
    }
    isLooking = false;
  }
  function ask(courseId: CourseId): void {
    if (fresh.has(courseId) || waiting.has(courseId) || looking === courseId) return;
    waiting.add(courseId);
    if (waiting.size === 1 && !isLooking) later(() => void lookAtAll(), AFTER_MS);
  }

  return {
    /** Courses as they are listed: one that differs from what was published has changes that are pending. */
    shown: (courses: readonly CourseSummary[]): CourseSummary[] =>
      courses.map((course) => {
        if (course.status !== 'published') return course;
        ask(course.courseId);
        return isChanged.get(course.courseId) ? { ...course, status: 'pending' } : course;
      }),
    /** They may differ otherwise than was found out. */
    forget(courseIds: readonly CourseId[]): void {
      for (const id of courseIds) fresh.delete(id);
      if (looking !== null && courseIds.includes(looking)) looking = null;
    },
  };
}

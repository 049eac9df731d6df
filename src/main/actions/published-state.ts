import type { CourseSummary } from '../../shared/domain/course.ts';
import { isUnchanged } from '../../shared/domain/course-version.ts';
import type { CourseId } from '../../shared/domain/ids.ts';
import { diffSnapshots } from '../../shared/domain/snapshot-diff.ts';
import { createCourseSnapshots, type SnapshotDeps } from './course-snapshots.ts';

/** Long enough that somebody who edits without a pause is not compared after every step. */
const AFTER_MS = 400;

export interface PublishedStateDeps extends SnapshotDeps {
  /** Runs work in a while, unless the profile is closed by then. */
  readonly later: (work: () => void, afterMs: number) => void;
  /** A course is shown otherwise than it was. */
  readonly onChange: (courseId: CourseId) => void;
}

/**
 * Which published courses differ from what was published. Looked at, never stored, and not while a list waits for it: large
 * courses take their time. What was found out stays on show until it was looked at again.
 */
export function createPublishedState(deps: PublishedStateDeps) {
  const { versions, later, onChange } = deps;
  const snapshots = createCourseSnapshots(deps);
  const isChanged = new Map<CourseId, boolean>();
  const fresh = new Set<CourseId>();
  const waiting = new Set<CourseId>();

  function look(courseId: CourseId): boolean {
    const last = versions.list(courseId).find(({ kind, isComplete }) => kind === 'published' && isComplete);
    const [content, now] = [last && snapshots.contentOf(last.versionId), snapshots.present(courseId)];
    return content && now ? !isUnchanged(diffSnapshots(content, now)) : false;
  }
  /** One at a time: between two of them whoever waits for main gets a turn. */
  function lookAtNext(): void {
    const [courseId] = waiting;
    if (courseId === undefined) return;
    waiting.delete(courseId);
    const [was, is] = [isChanged.get(courseId) ?? false, look(courseId)];
    isChanged.set(courseId, is);
    if (was !== is) onChange(courseId);
    // After it was told: telling it is no change of the course.
    fresh.add(courseId);
    if (waiting.size > 0) later(lookAtNext, 0);
  }
  function ask(courseId: CourseId): void {
    if (fresh.has(courseId) || waiting.has(courseId)) return;
    waiting.add(courseId);
    if (waiting.size === 1) later(lookAtNext, AFTER_MS);
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
    },
  };
}

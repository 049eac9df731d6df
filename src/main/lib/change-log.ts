import type { CourseId } from '../../shared/domain/ids.ts';

interface Entry<Row> {
  readonly revision: number;
  /** Null: what changed of these courses is not known by rows. */
  readonly rows: readonly Row[] | null;
  readonly courseIds: readonly CourseId[];
}

/** So many rows are more than what a window has missed; an import of 2,000 lessons has 20,000. */
const KEPT_ROWS = 20_000;

/**
 * What has changed since, for whoever has read before. Revisions begin at the time of the start, so that one of a former start
 * is older than all that is known.
 */
export function createChangeLog<Row>(startedAtMs: number, keptRows = KEPT_ROWS) {
  let entries: Entry<Row>[] = [];
  let held = 0;
  let revision = startedAtMs;
  /** What came until then is not known any more. */
  let floor = startedAtMs;

  function forgetOldest(): void {
    while (held > keptRows) {
      const [oldest, ...rest] = entries;
      if (!oldest) return;
      entries = rest;
      held -= oldest.rows?.length ?? 0;
      floor = oldest.revision;
    }
  }

  return {
    revision: (): number => revision,
    /** Rows, and the courses on whose pages they show; without rows all of these courses may be otherwise. */
    note(courseIds: readonly CourseId[], rows: readonly Row[] | null): void {
      revision += 1;
      entries.push({ revision, rows, courseIds });
      held += rows?.length ?? 0;
      forgetOldest();
    },
    /** The rows that may show in this course and were changed after `since`; null when that is not known. */
    since(courseId: CourseId, since: number): Row[] | null {
      if (since < floor || since > revision) return null;
      const missed = entries.filter((entry) => entry.revision > since && entry.courseIds.includes(courseId));
      return missed.some(({ rows }) => rows === null) ? null : missed.flatMap(({ rows }) => rows ?? []);
    },
  };
}
export type ChangeLog<Row> = ReturnType<typeof createChangeLog<Row>>;

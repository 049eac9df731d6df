import type { CourseDetails, ShownDetails } from '../../shared/domain/course.ts';
import type { CourseId } from '../../shared/domain/ids.ts';
import type { CellValue } from '../../shared/domain/registry.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { CourseTable } from '../db/tables/courses.ts';
import type { DraftTable } from '../db/tables/drafts.ts';
import type { OutlineTable } from '../db/tables/outline.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, liveRow, nameOf, notFound, put, remove, set } from './context.ts';

/** Which field group and column each field of the details form is kept in. */
const FIELDS: Readonly<Record<keyof CourseDetails, readonly [group: string, column: string]>> = {
  title: ['title', 'title'],
  subtitle: ['subtitle', 'subtitle'],
  description: ['description', 'description'],
  objectives: ['objectives', 'objectives'],
  audience: ['audience', 'audience'],
  requirements: ['requirements', 'requirements'],
  category: ['facts', 'category'],
  language: ['facts', 'language'],
  level: ['facts', 'level'],
  priceMinor: ['price', 'price_minor'],
  currency: ['price', 'currency'],
};
const fieldNames = Object.keys(FIELDS) as (keyof CourseDetails)[];

/** Groups of the changed fields, each with *all* its columns, since a group wins or loses as a whole. */
function changedGroups(held: CourseDetails, wanted: Partial<CourseDetails>): Record<string, Record<string, CellValue>> {
  const changed = fieldNames.filter(
    (name) => wanted[name] !== undefined && JSON.stringify(wanted[name]) !== JSON.stringify(held[name]),
  );
  const groups = new Set(changed.map((name) => FIELDS[name][0]));
  const result: Record<string, Record<string, CellValue>> = {};
  for (const name of fieldNames) {
    const [group, column] = FIELDS[name];
    if (groups.has(group)) result[group] = { ...result[group], [column]: wanted[name] ?? held[name] };
  }
  return result;
}

/** What the fields were typed over, as columns. */
const columnsOf = (over: ShownDetails): Record<string, CellValue> =>
  Object.fromEntries(fieldNames.flatMap((name) => (name in over ? [[FIELDS[name][1], over[name] ?? null]] : [])));

type CourseHandlers = Pick<
  Handlers,
  | 'course.list'
  | 'course.listChapters'
  | 'course.getDetails'
  | 'course.getOutline'
  | 'course.create'
  | 'course.saveDetails'
  | 'course.delete'
>;

export function createCourseActions(
  deps: EditContext & { courses: CourseTable; outlines: OutlineTable; drafts: DraftTable },
): CourseHandlers {
  const { mutator } = deps;

  function readDetails(courseId: CourseId): CourseDetails | null {
    const row = liveRow(mutator, 'courses', courseId);
    if (!row) return null;
    return Object.fromEntries(fieldNames.map((name) => [name, row[FIELDS[name][1]]])) as CourseDetails;
  }

  return {
    'course.list': () => ok(deps.courses.listSummaries()),
    'course.listChapters': () => ok(deps.courses.listChapters()),
    'course.getDetails'({ courseId }) {
      const details = readDetails(courseId);
      return details ? ok({ ...details, courseId }) : notFound('course');
    },
    'course.getOutline'({ courseId }) {
      const outline = deps.outlines.getOutline(courseId);
      return outline ? ok(outline) : notFound('course');
    },
    'course.create'({ title }) {
      const courseId = deps.newId() as CourseId;
      const drafts = [put('courses', courseId, { origin: { created_at_ms: deps.nowMs() }, title: { title } })];
      mutator.mutate({ label: { code: 'course.create', count: 1, name: title }, drafts });
      return ok({ courseId });
    },
    'course.saveDetails'({ courseId, details, over = {}, draftOf }) {
      const held = readDetails(courseId);
      if (!held) return notFound('course');
      // In the same transaction: a crash in between would offer the older draft over what was saved.
      const dropDraft = (): void => void (draftOf && deps.drafts.remove(draftOf, courseId));
      const groups = changedGroups(held, details as Partial<CourseDetails>);
      if (Object.keys(groups).length === 0) dropDraft();
      else
        mutator.mutate({
          label: { code: 'course.edit', count: 1, name: held.title },
          drafts: [{ ...set('courses', courseId, groups), over: columnsOf(over) }],
          alongside: dropDraft,
        });
      return ok({ courseId });
    },
    'course.delete'({ courseIds }) {
      const rows = courseIds.map((id) => liveRow(mutator, 'courses', id));
      if (rows.includes(null)) return notFound('course');
      const label = { code: 'course.delete' as const, count: rows.length, name: nameOf(rows) };
      mutator.mutate({ label, drafts: courseIds.map((id) => remove('courses', id, deps.nowMs())) });
      return ok({ courseIds });
    },
  };
}

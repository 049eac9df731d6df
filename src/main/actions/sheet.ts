import { holdsOfKind } from '../../shared/domain/bulk-edit.ts';
import type { CourseId, LessonId } from '../../shared/domain/ids.ts';
import {
  planSheet,
  type PlannedChapter,
  type PlannedLesson,
  type SheetPlan,
} from '../../shared/domain/outline-sheet-plan.ts';
import { readSheet, sheetCourse, sheetText, type SheetCourse } from '../../shared/domain/outline-sheet.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { textDigest } from '../../shared/util/text-digest.ts';
import type { OutlineTable } from '../db/tables/outline.ts';
import type { TextTable } from '../db/tables/texts.ts';
import type { Handlers } from '../ipc/router.ts';
import { liveRow, notFound, textOf } from './context.ts';
import { sheetDrafts, type SheetDraftDeps } from './sheet-drafts.ts';

export interface SheetDeps extends SheetDraftDeps {
  readonly outlines: OutlineTable;
  readonly texts: TextTable;
  readonly pickSheet: (windowId: number) => Promise<string | null>;
  readonly pickSheetTarget: (windowId: number, suggestedName: string) => Promise<string | null>;
  /** `encoding`: the bytes are no text in UTF-8 or UTF-16. */
  readonly readText: (path: string) => Promise<string | { readonly fault: 'unreadable' | 'encoding' }>;
  /** Null: it was written. */
  readonly writeText: (path: string, text: string) => 'full' | 'unwritable' | null;
}
type SheetHandlers = Pick<Handlers, 'sheet.save' | 'sheet.pick' | 'sheet.get' | 'sheet.apply'>;
type Answer = Extract<Awaited<ReturnType<SheetHandlers['sheet.get']>>, { success: true }>['data'];
type ReadError = 'NOT_FOUND' | 'SHEET_UNREADABLE' | 'SHEET_ENCODING' | 'NOT_A_SHEET';

/** So much of a text says which one it is. */
const MOST_SHOWN = 300;
const short = (text: string): string =>
  text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN).toWellFormed()}…` : text;
const fileNameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
/** No name of a file on any system. */
const suggested = (title: string): string =>
  `${title
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .trim()
    .slice(0, 100)}.csv`;

function changeOf(type: 'chapter' | 'lesson', planned: PlannedChapter | PlannedLesson, parent: string) {
  const { line, held, values, isMoved, edits } = planned;
  const title = held?.title ?? values.title ?? '';
  const shown = held === null ? [] : edits.map((edit) => ({ ...edit, from: short(edit.from), to: short(edit.to) }));
  return { line, type, title, isNew: held === null, movedTo: isMoved ? parent : null, edits: shown };
}

/** What is new, changed or moved, in the order of the table. */
function changesOf({ chapters }: SheetPlan): Answer['changes'] {
  const all = chapters.flatMap((chapter) => {
    const title = chapter.values.title ?? chapter.held?.title ?? '';
    const isFromElsewhere = ({ held }: PlannedLesson) =>
      !chapter.held?.lessons.some(({ lessonId }) => lessonId === held?.lessonId);
    return [
      changeOf('chapter', chapter, ''),
      ...chapter.lessons.map((lesson) => changeOf('lesson', lesson, isFromElsewhere(lesson) ? title : '')),
    ];
  });
  return all.filter(({ isNew, movedTo, edits }) => isNew || movedTo !== null || edits.length > 0);
}

/** The outline of a course as a table, out and in (decision 0062). */
export function createSheetActions(deps: SheetDeps): SheetHandlers {
  const { mutator, outlines, texts } = deps;

  function courseOf(courseId: CourseId): SheetCourse | null {
    const outline = outlines.getOutline(courseId);
    const rows = texts.list(courseId);
    const bodies = new Map<LessonId, string>(
      rows.flatMap((row) => (row.table === 'lessons' ? [[row.id, row.body]] : [])),
    );
    return outline && sheetCourse(outline, bodies);
  }
  function isFilled(lessonId: LessonId): boolean {
    const lesson = outlines.getLesson(lessonId);
    return lesson !== null && holdsOfKind(lesson);
  }

  async function compare(courseId: CourseId, path: string): Promise<Result<Compared, ReadError>> {
    const text = await deps.readText(path);
    // Read after the file: nothing of it changes from here to the end of the step.
    const course = courseOf(courseId);
    if (!course) return notFound('course');
    if (typeof text !== 'string')
      return text.fault === 'encoding'
        ? err('SHEET_ENCODING', 'neither UTF-8 nor UTF-16')
        : err('SHEET_UNREADABLE', 'the file cannot be read');
    const rows = readSheet(text);
    if (!rows) return err('NOT_A_SHEET', 'no column is called title');
    const plan = planSheet(course, rows, ({ lessonId }) => isFilled(lessonId));
    return ok({ course, plan, digest: `${textDigest(text)} ${textDigest(JSON.stringify(course))}` });
  }

  return {
    async 'sheet.save'({ courseId }, { windowId }) {
      const title = textOf(liveRow(mutator, 'courses', courseId), 'title');
      if (!courseOf(courseId)) return notFound('course');
      const path = await deps.pickSheetTarget(windowId, suggested(title));
      if (path === null) return ok({ fileName: null });
      // Whatever was changed while the question stood there is in it.
      const course = courseOf(courseId);
      if (!course) return notFound('course');
      const fault = deps.writeText(path, sheetText(course));
      if (fault === 'full') return err('TARGET_FULL', 'no space for the file');
      return fault ? err('TARGET_UNWRITABLE', 'the file cannot be written') : ok({ fileName: fileNameOf(path) });
    },
    'sheet.pick': async (_input, { windowId }) => ok({ path: await deps.pickSheet(windowId) }),
    async 'sheet.get'({ courseId, path }) {
      const compared = await compare(courseId, path);
      if (!compared.success) return compared;
      const { plan, digest } = compared.data;
      const gone = [
        ...plan.gone.chapters.map(({ title }) => ({ type: 'chapter' as const, title })),
        ...plan.gone.lessons.map(({ title }) => ({ type: 'lesson' as const, title })),
      ];
      const faults = plan.faults.map((fault) => ({ ...fault, value: short(fault.value) }));
      return ok({ fileName: fileNameOf(path), digest, changes: changesOf(plan), gone, faults });
    },
    async 'sheet.apply'({ courseId, path, digest, deletesGone }) {
      const compared = await compare(courseId, path);
      if (!compared.success) return compared;
      const { course, plan } = compared.data;
      if (compared.data.digest !== digest) return err('SHEET_CHANGED', 'not what was shown');
      const drafts = sheetDrafts(deps, course, plan, deletesGone);
      const gone = deletesGone ? plan.gone.chapters.length + plan.gone.lessons.length : 0;
      const changes = changesOf(plan).length + gone;
      const name = textOf(liveRow(mutator, 'courses', courseId), 'title');
      if (drafts.length > 0) mutator.mutate({ label: { code: 'course.table', count: changes, name }, drafts });
      return ok({ changes });
    },
  };
}

interface Compared {
  readonly course: SheetCourse;
  readonly plan: SheetPlan;
  readonly digest: string;
}

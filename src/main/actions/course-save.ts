import type { CourseId, LessonId } from '../../shared/domain/ids.ts';
import type { Draft, SyncedRow } from '../../shared/domain/merge.ts';
import { holdsEntries, lessonMarks, withEntries } from '../../shared/domain/lesson-content.ts';
import type { CellValue, TableName } from '../../shared/domain/registry.ts';
import { tagChangeOf } from '../../shared/domain/tag.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { DraftTable } from '../db/tables/drafts.ts';
import type { LessonPictures } from '../db/tables/lesson-pictures.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { TagTable } from '../db/tables/tags.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, liveRow, notFound, remove, textOf } from './context.ts';
import { CHAPTER_FIELDS, COURSE_FIELDS, formDraft, LESSON_FIELDS, type FormChange } from './form-fields.ts';
import { auditOf } from './link-audit.ts';
import { pictureDrafts } from './text-pictures.ts';
import { createTagging, type Tagging } from './tag-drafts.ts';

const FORMS = { courses: COURSE_FIELDS, chapters: CHAPTER_FIELDS, lessons: LESSON_FIELDS } as const;
const WHAT = { courses: 'course', chapters: 'chapter', lessons: 'lesson' } as const;
type FormTable = keyof typeof FORMS;
/** A form's tags, and those that it showed. */
interface Tagged {
  readonly details?: { readonly tags?: readonly string[] | undefined } | undefined;
  readonly over?: { readonly tags?: readonly string[] | undefined } | undefined;
}
type LessonChange = NonNullable<Parameters<Handlers['course.saveAll']>[0]['lessons']>[number];

/** One row's part of a save. */
interface Part {
  readonly table: FormTable;
  readonly verb: 'edit' | 'delete';
  readonly row: SyncedRow;
  readonly drafts: readonly Draft[];
}
export interface CourseSaveDeps extends EditContext {
  readonly drafts: DraftTable;
  readonly lessonPictures: LessonPictures;
  readonly media: Pick<MediaTable, 'addAudit'>;
  readonly tags: TagTable;
}

/** *Save changes*: all forms and all pending deletes of a course, one step (decision 0044). */
export function createCourseSave(deps: CourseSaveDeps): Pick<Handlers, 'course.saveAll'> {
  const { mutator } = deps;
  /** Deleted or not: what was typed for something that was deleted meanwhile is in it when it comes back. */
  const rowOf = (table: TableName, id: string) => mutator.rows.read(table, id)?.row ?? null;

  function edit(table: FormTable, id: string, change: FormChange, tagDrafts: readonly Draft[] = []): Part[] {
    const row = rowOf(table, id);
    const draft = row && formDraft(table, id, FORMS[table], row, change);
    const drafts = [...(draft ? [draft] : []), ...(row ? tagDrafts : [])];
    return row && drafts.length > 0 ? [{ table, verb: 'edit', row, drafts }] : [];
  }

  /** Only what was put on and taken off by hand: tags that came meanwhile stay. */
  function retag(tagging: Tagging, type: 'course' | 'lesson', id: string, { details, over }: Tagged): Draft[] {
    if (!details?.tags || !rowOf(`${type}s`, id)) return [];
    return tagging.change(type, id, tagChangeOf(over?.tags ?? deps.tags.namesOf(id), details.tags));
  }

  /** A lesson's fields with what the kinds hold as its content. Null: a newer app's content is there. */
  function lessonChange({ lessonId, details, over = {} }: LessonChange): FormChange | null {
    const { quiz, link, tags: _tags, ...fields } = details;
    const { quiz: shownQuiz, link: shownLink, ...shown } = over;
    if (fields.marks && isMarksAhead(rowOf('lessons', lessonId))) return null;
    if (quiz === undefined && link === undefined) return { details: fields, over: shown };
    const stored = rowOf('lessons', lessonId)?.['content'] ?? {};
    const content = withEntries(stored, { quiz, link });
    const isSeen = holdsEntries(stored, { quiz: shownQuiz, link: shownLink });
    // Whatever it was that was shown: it is not what stands there.
    const seen = isSeen ? shown : { ...shown, content: null };
    return content && { details: { ...fields, content: content as CellValue }, over: seen };
  }

  /** The text's pictures: those that it does not show go, those that it shows again come back (decision 0065). */
  function repicture(lessonId: LessonId, { details: { body } }: FormChange): Draft[] {
    return typeof body === 'string' ? pictureDrafts(deps.lessonPictures, lessonId, body, deps.nowMs()) : [];
  }

  function write(label: StepLabel, drafts: readonly Draft[], dropDrafts: () => void): void {
    const links = auditOf(drafts, rowOf);
    mutator.mutate({
      label,
      drafts,
      alongside(mutationId) {
        dropDrafts();
        for (const link of links) deps.media.addAudit({ ...link, atMs: deps.nowMs(), mutationId });
      },
    });
  }

  /** Nothing for what is gone already, or went to another course meanwhile: there nobody has struck it through. */
  function deletion(courseId: CourseId, id: string): Part[] {
    const chapter = liveRow(mutator, 'chapters', id);
    const lesson = chapter ? null : liveRow(mutator, 'lessons', id);
    const parent = lesson ? rowOf('chapters', textOf(lesson, 'chapter_id')) : chapter;
    const row = chapter ?? lesson;
    if (!row || textOf(parent, 'course_id') !== courseId) return [];
    const table = chapter ? 'chapters' : 'lessons';
    return [{ table, verb: 'delete', row, drafts: [remove(table, id, deps.nowMs())] }];
  }

  return {
    'course.saveAll'(
      { courseId, details = {}, over, chapters = [], lessons = [], deletes = [], drafts = [] },
      { windowId },
    ) {
      const course = liveRow(mutator, 'courses', courseId);
      if (!course) return notFound('course');
      const tagging = createTagging(deps);
      const { tags: _tags, ...fields } = details;
      const changes = lessons.map((lesson) => ({ ...lesson, id: lesson.lessonId, change: lessonChange(lesson) }));
      if (changes.some(({ change }) => change === null)) return err('CONTENT_AHEAD', 'content of a newer app is there');
      // Asked before the save itself deletes some.
      const gone = [
        ...chapters.map(({ chapterId }) => chapterId).filter((id) => !liveRow(mutator, 'chapters', id)),
        ...lessons.map(({ lessonId }) => lessonId).filter((id) => !liveRow(mutator, 'lessons', id)),
      ];
      // In the same transaction: a crash in between would offer the older draft over what was saved.
      const dropDrafts = (): void => {
        for (const { form, entityId } of drafts) deps.drafts.remove(form, entityId, windowId);
      };
      const parts = [
        ...edit('courses', courseId, { details: fields, over }, retag(tagging, 'course', courseId, { details, over })),
        ...chapters.flatMap(({ chapterId, ...change }) => edit('chapters', chapterId, change)),
        ...changes.flatMap(({ id, change, ...lesson }) =>
          change
            ? edit('lessons', id, change, [...retag(tagging, 'lesson', id, lesson), ...repicture(id, change)])
            : [],
        ),
        ...deletes.flatMap((id) => deletion(courseId, id)),
      ];
      const made = [...tagging.made, ...parts.flatMap((part) => part.drafts)];
      if (parts.length === 0) dropDrafts();
      else write(labelOf(parts, textOf(course, 'title')), made, dropDrafts);
      return ok({ gone });
    },
  };
}

/** Whether a newer app wrote the chapters of a lesson's video. */
const isMarksAhead = (row: SyncedRow | null): boolean => !lessonMarks.safeParse(row?.['marks'] ?? []).success;

/** A save of one kind of thing is called by it, any other by the course and in how many places it is. */
function labelOf(parts: readonly Part[], courseTitle: string): StepLabel {
  const [first] = parts;
  const isOneKind = first && parts.every(({ table, verb }) => table === first.table && verb === first.verb);
  if (!isOneKind)
    return { code: 'course.edit', count: new Set(parts.map(({ row }) => row.id)).size, name: courseTitle };
  const name = parts.length === 1 ? textOf(first.row, 'title') : '';
  return { code: `${WHAT[first.table]}.${first.verb}`, count: parts.length, name };
}

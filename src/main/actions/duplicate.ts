import type { ChapterId, CourseId, LessonId } from '../../shared/domain/ids.ts';
import type { Draft, GroupValues, SyncedRow } from '../../shared/domain/merge.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { ChildTable } from '../db/tables/children.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { PlaceTable } from '../db/tables/places.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, liveRow, nameOf, notFound, set, textOf } from './context.ts';
import { type Copier, createCopier } from './copy-drafts.ts';

interface DuplicationDeps extends EditContext {
  readonly children: ChildTable;
  readonly places: PlaceTable;
  readonly media: Pick<MediaTable, 'addAudit'>;
}
type Own = Record<string, GroupValues>;

/** Where copies of chapters and of lessons go. */
function createLevels({ children, places }: DuplicationDeps) {
  return {
    chapters: {
      parent: 'courses',
      column: 'course_id',
      siblingIds: children.chapterIds,
      after: (parentId: string, id: string | null) => places.afterChapter(parentId as CourseId, id),
    },
    lessons: {
      parent: 'chapters',
      column: 'chapter_id',
      siblingIds: children.lessonIds,
      after: (parentId: string, id: string | null) => places.afterLesson(parentId as ChapterId, id),
    },
  } as const;
}
type Level = 'chapters' | 'lessons';
/** Old id to the title of its copy. */
type Titles = ReadonlyMap<string, string>;

/** Copies with all that hangs on them, which link the files of the originals: nothing is there to be uploaded. */
export function createDuplication(
  deps: DuplicationDeps,
): Pick<Handlers, 'course.duplicate' | 'chapter.duplicate' | 'lesson.duplicate'> {
  const { mutator, media } = deps;
  const levels = createLevels(deps);
  const startCopy = (): Copier =>
    createCopier({ ...deps, read: (table, id) => mutator.rows.read(table, id)?.row ?? null });

  function write(code: StepLabel['code'], rows: readonly SyncedRow[], { drafts, links }: Copier, moved: Draft[]): void {
    mutator.mutate({
      label: { code, count: rows.length, name: nameOf(rows) },
      drafts: [...moved, ...drafts],
      alongside(mutationId) {
        for (const link of links) media.addAudit({ ...link, atMs: deps.nowMs(), mutationId });
      },
    });
  }

  /** Those of one parent go as a block after the last of them. Null when one is not there; then nothing is written. */
  function copyInPlace<Made>(
    level: Level,
    titles: Titles,
    code: StepLabel['code'],
    add: (copy: Copier, row: SyncedRow, own: Own) => Made,
  ): Made[] | null {
    const { parent, column, siblingIds, after } = levels[level];
    const rows = [...titles.keys()].flatMap((id) => liveRow(mutator, level, id) ?? []);
    if (rows.length < titles.size) return null;
    const copy = startCopy();
    const [made, moved]: [Made[], Draft[]] = [[], []];
    for (const [parentId, children] of Map.groupBy(rows, (row) => textOf(row, column))) {
      const byId = new Map(children.map((row) => [row.id, row]));
      const inOrder = siblingIds(parentId).flatMap((id) => byId.get(id) ?? []);
      const opening = liveRow(mutator, parent, parentId) && after(parentId, inOrder.at(-1)?.id ?? null);
      if (!opening) return null;
      const { keys, shifted } = opening(inOrder.length);
      const placeAt = (pos = 'a0') => ({ place: { [column]: parentId, pos } });
      for (const { id, pos } of shifted) moved.push(set(level, id, placeAt(pos)));
      for (const [at, row] of inOrder.entries())
        made.push(add(copy, row, { ...placeAt(keys[at]), title: { title: titles.get(row.id) ?? '' } }));
    }
    write(code, rows, copy, moved);
    return made;
  }

  return {
    'course.duplicate'({ copies }) {
      const titles = new Map(copies.map(({ courseId, title }) => [courseId, title]));
      const rows = [...titles.keys()].flatMap((id) => liveRow(mutator, 'courses', id) ?? []);
      if (rows.length < titles.size) return notFound('course');
      const copy = startCopy();
      const origin = { created_at_ms: deps.nowMs() };
      // The list shows the newest first: copied from the last on, they stand there as the courses do.
      const made = rows.toReversed().map((row) => {
        const ofId = row.id as CourseId;
        // Nobody published the copy
        const own = { origin, title: { title: titles.get(ofId) ?? '' }, status: { status: 'draft' } };
        return { ofId, courseId: copy.addCourse(row, own) };
      });
      write('course.duplicate', rows, copy, []);
      return ok({ copies: made });
    },
    'chapter.duplicate'({ copies }) {
      const titles = new Map(copies.map(({ chapterId, title }) => [chapterId as string, title]));
      const made = copyInPlace('chapters', titles, 'chapter.duplicate', (copy, row, own) => ({
        ofId: row.id as ChapterId,
        ...copy.addChapter(row, own),
      }));
      return made ? ok({ copies: made }) : notFound('chapter');
    },
    'lesson.duplicate'({ copies }) {
      const titles = new Map(copies.map(({ lessonId, title }) => [lessonId as string, title]));
      const made = copyInPlace('lessons', titles, 'lesson.duplicate', (copy, row, own) => ({
        ofId: row.id as LessonId,
        lessonId: copy.addLesson(row, own),
      }));
      return made ? ok({ copies: made }) : notFound('lesson');
    },
  };
}

import type { LessonDetail } from '../../shared/domain/course.ts';
import type { LessonId } from '../../shared/domain/ids.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { OutlineTable } from '../db/tables/outline.ts';
import type { PlaceTable } from '../db/tables/places.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, liveRow, nameOf, notFound, retitled, set, textOf } from './context.ts';
import { fileOnDisk } from './file-on-disk.ts';
import { renameMany } from './rename-many.ts';

type LessonHandlers = Pick<Handlers, 'lesson.get' | 'lesson.rename' | 'lesson.renameMany' | 'lesson.move'>;

export interface LessonDeps extends EditContext {
  readonly places: PlaceTable;
  readonly outlines: OutlineTable;
  /** May take long on a network drive: it must not hold up everything else. */
  readonly fileIsThere: (path: string) => Promise<boolean>;
}

export function createLessonActions(deps: LessonDeps): LessonHandlers {
  const { mutator, places } = deps;
  const rowsOf = (ids: readonly LessonId[]) => ids.map((id) => liveRow(mutator, 'lessons', id));

  async function asOnDisk(lesson: LessonDetail): Promise<LessonDetail> {
    const [media, resources] = await Promise.all([
      lesson.media && fileOnDisk(lesson.media, deps.fileIsThere),
      Promise.all(lesson.resources.map((file) => fileOnDisk(file, deps.fileIsThere))),
    ]);
    return { ...lesson, media, resources };
  }

  return {
    async 'lesson.get'({ lessonId }) {
      const lesson = deps.outlines.getLesson(lessonId);
      return lesson ? ok(await asOnDisk(lesson)) : notFound('lesson');
    },
    'lesson.rename'({ lessonId, title, over }) {
      const row = liveRow(mutator, 'lessons', lessonId);
      if (!row) return notFound('lesson');
      if (row['title'] === title) return ok({ lessonId });
      const label = { code: 'lesson.rename' as const, count: 1, name: textOf(row, 'title') };
      mutator.mutate({ label, drafts: [retitled('lessons', lessonId, title, over)] });
      return ok({ lessonId });
    },
    'lesson.renameMany': ({ titles }) =>
      renameMany(
        mutator,
        'lessons',
        titles.map(({ lessonId: id, ...typed }) => ({ id, ...typed })),
      ),
    'lesson.move'({ lessonIds, chapterId, afterId }) {
      const rows = rowsOf(lessonIds);
      const opening = places.afterLesson(chapterId, afterId, new Set(lessonIds));
      const course = textOf(liveRow(mutator, 'chapters', chapterId), 'course_id');
      if (rows.includes(null) || !opening || !liveRow(mutator, 'courses', course)) return notFound('lesson');
      const { keys, shifted } = opening(lessonIds.length);
      const moved = lessonIds.map((id, index) => ({ id, pos: keys[index] ?? 'a0' }));
      const drafts = [...shifted, ...moved].map(({ id, pos }) =>
        set('lessons', id, { place: { chapter_id: chapterId, pos } }),
      );
      mutator.mutate({ label: { code: 'lesson.move', count: rows.length, name: nameOf(rows) }, drafts });
      return ok({ lessonIds });
    },
  };
}

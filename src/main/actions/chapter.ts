import type { ChapterId, CourseId } from '../../shared/domain/ids.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import type { Placed } from '../../shared/domain/position.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { PlaceTable } from '../db/tables/places.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, liveRow, nameOf, notFound, put, retitled, set, textOf } from './context.ts';
import { renameMany } from './rename-many.ts';

type ChapterHandlers = Pick<Handlers, 'chapter.create' | 'chapter.rename' | 'chapter.renameMany' | 'chapter.move'>;

const placeIn = (courseId: CourseId, pos = 'a0') => ({ course_id: courseId, pos });
const shift = (courseId: CourseId, shifted: readonly Placed[]): Draft[] =>
  shifted.map(({ id, pos }) => set('chapters', id, { place: placeIn(courseId, pos) }));

export function createChapterActions(deps: EditContext & { places: PlaceTable }): ChapterHandlers {
  const { mutator, places } = deps;
  return {
    'chapter.create'({ courseId, title }) {
      if (!liveRow(mutator, 'courses', courseId)) return notFound('course');
      const chapterId = deps.newId() as ChapterId;
      const { keys, shifted } = places.endOfCourse(courseId)(1);
      const place = placeIn(courseId, keys[0]);
      const drafts = [...shift(courseId, shifted), put('chapters', chapterId, { place, title: { title } })];
      mutator.mutate({ label: { code: 'chapter.create', count: 1, name: title }, drafts });
      return ok({ chapterId });
    },
    'chapter.rename'({ chapterId, title, over }) {
      const row = liveRow(mutator, 'chapters', chapterId);
      if (!row) return notFound('chapter');
      if (row['title'] === title) return ok({ chapterId });
      const label = { code: 'chapter.rename' as const, count: 1, name: textOf(row, 'title') };
      mutator.mutate({ label, drafts: [retitled('chapters', chapterId, title, over)] });
      return ok({ chapterId });
    },
    'chapter.renameMany': ({ titles }) =>
      renameMany(
        mutator,
        'chapters',
        titles.map(({ chapterId: id, ...typed }) => ({ id, ...typed })),
      ),
    'chapter.move'({ chapterIds, courseId, afterId }) {
      const rows = chapterIds.map((id) => liveRow(mutator, 'chapters', id));
      const opening = places.afterChapter(courseId, afterId, new Set(chapterIds));
      if (!opening || rows.includes(null) || !liveRow(mutator, 'courses', courseId)) return notFound('chapter');
      const { keys, shifted } = opening(chapterIds.length);
      const moved = chapterIds.map((id, index) => ({ id, pos: keys[index] ?? 'a0' }));
      const label = { code: 'chapter.move' as const, count: rows.length, name: nameOf(rows) };
      mutator.mutate({ label, drafts: shift(courseId, [...shifted, ...moved]) });
      return ok({ chapterIds });
    },
  };
}

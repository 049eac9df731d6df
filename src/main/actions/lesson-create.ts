import type { ChapterId, LessonId } from '../../shared/domain/ids.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import { firstPositions } from '../../shared/domain/position.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { PlaceTable } from '../db/tables/places.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, liveRow, notFound, put, set } from './context.ts';

type Place = Parameters<Handlers['lesson.create']>[0]['place'];
/** Where the lesson stands, and what has to be written before it. */
interface Opened {
  readonly chapterId: ChapterId;
  readonly pos: string;
  readonly before: readonly Draft[];
}

/** An empty lesson, made by hand; one step, also where its chapter is made with it. */
export function createLessonCreation(
  deps: EditContext & { readonly places: PlaceTable },
): Pick<Handlers, 'lesson.create'> {
  const { mutator, places } = deps;

  function inChapter({ chapterId, afterId }: Extract<Place, { chapterId: ChapterId }>): Opened | null {
    const opening = liveRow(mutator, 'chapters', chapterId) && places.afterLesson(chapterId, afterId);
    if (!opening) return null;
    const { keys, shifted } = opening(1);
    const before = shifted.map(({ id, pos }) => set('lessons', id, { place: { chapter_id: chapterId, pos } }));
    return { chapterId, pos: keys[0] ?? 'a0', before };
  }

  function inNewChapter({ courseId, chapterTitle }: Exclude<Place, { chapterId: ChapterId }>): Opened | null {
    if (!liveRow(mutator, 'courses', courseId)) return null;
    const chapterId = deps.newId() as ChapterId;
    const { keys, shifted } = places.endOfCourse(courseId)(1);
    const place = (pos: string | undefined) => ({ course_id: courseId, pos: pos ?? 'a0' });
    const before = [
      ...shifted.map(({ id, pos }) => set('chapters', id, { place: place(pos) })),
      put('chapters', chapterId, { place: place(keys[0]), title: { title: chapterTitle } }),
    ];
    return { chapterId, pos: firstPositions(1)[0] ?? 'a0', before };
  }

  return {
    'lesson.create'({ place, kind, title }) {
      const opened = 'chapterId' in place ? inChapter(place) : inNewChapter(place);
      if (!opened) return notFound('place for a lesson');
      const { chapterId, pos, before } = opened;
      const lessonId = deps.newId() as LessonId;
      const lesson = put('lessons', lessonId, {
        place: { chapter_id: chapterId, pos },
        title: { title },
        kind: { kind },
      });
      mutator.mutate({ label: { code: 'lesson.create', count: 1, name: title }, drafts: [...before, lesson] });
      return ok({ lessonId, chapterId });
    },
  };
}

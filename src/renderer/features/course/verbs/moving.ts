import type { Outline } from '../../../../shared/domain/course.ts';
import type { ChapterId, LessonId } from '../../../../shared/domain/ids.ts';
import type { Direction } from '../../../lib/list-keys.ts';
import type { Words } from '../../../lib/messages.ts';
import { withChapterMoved, withLessonsMoved, type LessonPlace } from '../outline-edits.ts';
import { lessonsIn, stepOfChapter, stepOfLessons } from '../outline-moves.ts';
import { chapterOf } from '../outline-rows.ts';
import { setExpanded } from '../outline-ui.ts';
import type { VerbDeps } from './verb-deps.ts';

export interface MovingEdits {
  moveChapter(chapterId: ChapterId, afterId: ChapterId | null): Promise<unknown>;
  moveLessons(lessonIds: LessonId[], place: LessonPlace): Promise<unknown>;
}

/** Moves by one step; each says the new place. */
export function movingVerbs({ read, store, edits, t, say, onFailure }: VerbDeps<MovingEdits>) {
  const onError = (error: unknown) => onFailure({ verb: 'move', error });
  const sayEnd = (direction: Direction) =>
    say(t(direction === 'up' ? 'coursePage.said.atTheTop' : 'coursePage.said.atTheEnd'));

  function moveChapter(direction: Direction): void {
    const outline = read();
    const { active } = store.getState().selection;
    const chapter = outline && active ? chapterOf(outline, active) : null;
    if (!outline || !chapter) return;
    const { chapterId, title } = chapter;
    const afterId = stepOfChapter(outline, chapterId, direction);
    if (afterId === undefined) return sayEnd(direction);
    edits.moveChapter(chapterId, afterId).catch(onError);
    const ids = withChapterMoved(outline, chapterId, afterId).chapters.map((one) => one.chapterId);
    const place = { position: ids.indexOf(chapterId) + 1, total: ids.length };
    say(t('coursePage.said.movedChapter', { title, ...place }));
  }

  /** Selected lessons go as a block, or the one with the keyboard; without a lesson among them, its chapter goes. */
  function move(direction: Direction): void {
    const outline = read();
    if (!outline) return;
    const { active, selected } = store.getState().selection;
    const ids = selected.size === 0 && active !== null ? new Set([active]) : selected;
    const lessonIds = lessonsIn(outline, ids);
    if (lessonIds.length === 0) return moveChapter(direction);
    const place = stepOfLessons(outline, new Set(lessonIds), direction);
    if (!place) return sayEnd(direction);
    setExpanded(store, place.chapterId, true);
    edits.moveLessons(lessonIds, place).catch(onError);
    say(lessonPlaceWords(t, withLessonsMoved(outline, lessonIds, place), lessonIds));
  }
  return { move, moveChapter };
}

function lessonPlaceWords(t: Words, outline: Outline, lessonIds: readonly LessonId[]): string {
  const [first] = lessonIds;
  const chapter = first ? chapterOf(outline, first) : null;
  const at = chapter?.lessons.findIndex((lesson) => lesson.lessonId === first) ?? -1;
  const title = chapter?.lessons[at]?.title ?? '';
  const place = { position: at + 1, total: chapter?.lessons.length ?? 0, chapter: chapter?.title ?? '' };
  return lessonIds.length === 1
    ? t('coursePage.said.movedLesson', { title, ...place })
    : t('coursePage.said.movedLessons', { count: lessonIds.length, ...place });
}

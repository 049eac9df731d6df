import type { Outline } from '../../../../shared/domain/course.ts';
import type { ChapterId, LessonId } from '../../../../shared/domain/ids.ts';
import type { Direction } from '../../../lib/list-keys.ts';
import { chosenOf } from '../../../lib/selection/selection.ts';
import type { OutlinePlace } from '../outline-drops.ts';
import { withChaptersMoved, withLessonsMoved, type LessonPlace } from '../outline-edits.ts';
import { chaptersIn, lessonsIn, stepOfChapter, stepOfLessons } from '../outline-moves.ts';
import { chapterOf, type RowId } from '../outline-rows.ts';
import { setExpanded } from '../outline-ui.ts';
import { chapterPlaceWords, lessonPlaceWords } from './place-words.ts';
import type { VerbDeps } from './verb-deps.ts';

export interface MovingEdits {
  moveChapters(chapterIds: ChapterId[], afterId: ChapterId | null): Promise<unknown>;
  moveLessons(lessonIds: LessonId[], place: LessonPlace): Promise<unknown>;
}

/** Moves by one step, or to where rows were dragged; each says the new place. */
export function movingVerbs({ read, store, edits, t, say, onFailure }: VerbDeps<MovingEdits>) {
  const onError = (error: unknown) => onFailure({ verb: 'move', error });
  const sayEnd = (direction: Direction) =>
    say(t(direction === 'up' ? 'coursePage.said.atTheTop' : 'coursePage.said.atTheEnd'));

  /** Answers whether it was another place. */
  function place(outline: Outline, to: OutlinePlace, ids: readonly RowId[]): boolean {
    const moving = new Set<string>(ids);
    if (to.kind === 'chapters') {
      const chapterIds = chaptersIn(outline, moving);
      const after = withChaptersMoved(outline, chapterIds, to.afterId);
      if (isSameOrder(outline, after)) return false;
      edits.moveChapters(chapterIds, to.afterId).catch(onError);
      say(chapterPlaceWords(t, after, chapterIds));
      return true;
    }
    const lessonIds = lessonsIn(outline, moving);
    const after = withLessonsMoved(outline, lessonIds, to.place);
    setExpanded(store, to.place.chapterId, true);
    if (isSameOrder(outline, after)) return false;
    edits.moveLessons(lessonIds, to.place).catch(onError);
    say(lessonPlaceWords(t, after, lessonIds));
    return true;
  }

  function moveChapter(direction: Direction): void {
    const outline = read();
    const { active } = store.getState().selection;
    const chapter = outline && active ? chapterOf(outline, active) : null;
    if (!outline || !chapter) return;
    const { chapterId } = chapter;
    const afterId = stepOfChapter(outline, chapterId, direction);
    if (afterId === undefined) return sayEnd(direction);
    place(outline, { kind: 'chapters', afterId }, [chapterId]);
  }

  /** Selected lessons go as a block, or the one with the keyboard; without a lesson among them, its chapter goes. */
  function move(direction: Direction): void {
    const outline = read();
    if (!outline) return;
    const lessonIds = lessonsIn(outline, chosenOf(store.getState().selection));
    if (lessonIds.length === 0) return moveChapter(direction);
    const to = stepOfLessons(outline, new Set(lessonIds), direction);
    if (!to) return sayEnd(direction);
    place(outline, { kind: 'lessons', place: to }, lessonIds);
  }

  /** Rows put down elsewhere; those that are gone meanwhile stay out of it. Answers whether it was another place. */
  function drop(ids: readonly RowId[], to: OutlinePlace): boolean {
    const outline = read();
    return outline ? place(outline, to, ids) : false;
  }
  return { move, moveChapter, drop };
}

const orderOf = ({ chapters }: Outline): string =>
  chapters.flatMap(({ chapterId, lessons }) => [chapterId, ...lessons.map(({ lessonId }) => lessonId)]).join(' ');
const isSameOrder = (one: Outline, other: Outline): boolean => orderOf(one) === orderOf(other);

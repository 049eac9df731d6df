import type { Outline } from '../../../../shared/domain/course.ts';
import type { ChapterId, CourseId, LessonId } from '../../../../shared/domain/ids.ts';
import { goneMeanwhile } from '../../../lib/ipc-client.ts';
import { chosenOf } from '../../../lib/selection/selection.ts';
import { movingOf, placeAt, type End, type MoveTarget, type Moving } from '../move-targets.ts';
import { deletionOf } from '../outline-deletion.ts';
import type { OutlinePlace } from '../outline-drops.ts';
import type { LessonPlace } from '../outline-edits.ts';
import { withChaptersSent, withLessonsSent } from '../outline-transfers.ts';
import type { RowId } from '../outline-rows.ts';
import { handOver } from './leaving.ts';
import { chapterPlaceWords, lessonPlaceWords } from './place-words.ts';
import type { VerbDeps } from './verb-deps.ts';

export interface SendingEdits {
  /** The outline of another course. */
  readOutline(courseId: CourseId): Promise<Outline>;
  sendChapters(chapterIds: ChapterId[], to: CourseId, afterId: ChapterId | null): Promise<unknown>;
  sendLessons(lessonIds: LessonId[], to: CourseId, place: LessonPlace): Promise<unknown>;
}
type Drop = (ids: readonly RowId[], to: OutlinePlace) => boolean;

/** *Move to…*: far moves, in this course (by `drop`) and into others. */
export function sendingVerbs(deps: VerbDeps<SendingEdits>, drop: Drop) {
  const { read, store, edits, t, say, offerUndo, onFailure } = deps;

  function moveHere(moving: Moving, place: OutlinePlace): void {
    if (!drop(moving.ids, place)) say(t('coursePage.said.alreadyThere'));
    const [first = null] = moving.ids;
    store.setState({ selection: { selected: new Set(moving.ids), anchor: first, active: first }, wanted: first });
  }

  /** Answers what is said of it when it is done. */
  function send(from: Outline, to: Outline, { ids }: Moving, place: OutlinePlace, course: string) {
    handOver(store, from, deletionOf(from, new Set(ids)).gone);
    if (place.kind === 'chapters') {
      const chapterIds = ids as ChapterId[];
      const { to: after } = withChaptersSent({ from, to }, chapterIds, place.afterId);
      const words = chapterPlaceWords(t, after, chapterIds, course);
      return edits.sendChapters(chapterIds, to.courseId, place.afterId).then(() => words);
    }
    const lessonIds = ids as LessonId[];
    const { to: after } = withLessonsSent({ from, to }, lessonIds, place.place);
    const words = lessonPlaceWords(t, after, lessonIds, course);
    return edits.sendLessons(lessonIds, to.courseId, place.place).then(() => words);
  }

  return {
    /** Asks where what is selected goes, or the row with the keyboard. */
    askWhereTo(): void {
      const outline = read();
      if (outline) store.setState({ moving: movingOf(outline, chosenOf(store.getState().selection)) });
    },

    /** Those that are gone meanwhile stay out of it. */
    async moveTo(asked: Moving, target: MoveTarget, end: End): Promise<void> {
      const isHere = target.courseId === read()?.courseId;
      try {
        const to = isHere ? read() : await edits.readOutline(target.courseId);
        const from = read();
        const moving = from && movingOf(from, new Set(asked.ids));
        const place = to && moving && placeAt(to, { moving, target, end });
        if (!from || !place) throw goneMeanwhile();
        if (isHere) moveHere(moving, place);
        else offerUndo(await send(from, to, moving, place, target.course), 1);
      } catch (error) {
        onFailure({ verb: 'move', error });
      }
    },
  };
}

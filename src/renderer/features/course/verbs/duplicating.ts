import type { ChapterId, LessonId } from '../../../../shared/domain/ids.ts';
import { chosenOf } from '../../../lib/selection/selection.ts';
import { copiesOf, type WantedCopies } from '../outline-copies.ts';
import { amountWords } from '../outline-deletion.ts';
import type { RowId } from '../outline-rows.ts';
import type { VerbDeps } from './verb-deps.ts';

export interface DuplicatingEdits {
  /** Resolves to the copies, in the order of the outline. */
  duplicateChapters(copies: WantedCopies['chapters']): Promise<{ readonly chapterId: ChapterId }[]>;
  duplicateLessons(copies: WantedCopies['lessons']): Promise<{ readonly lessonId: LessonId }[]>;
}

export function duplicatingVerbs({ read, store, edits, t, say, onFailure }: VerbDeps<DuplicatingEdits>) {
  async function copyAll({ chapters, lessons }: WantedCopies) {
    const [ofChapters, ofLessons] = await Promise.allSettled([
      chapters.length > 0 ? edits.duplicateChapters(chapters) : [],
      lessons.length > 0 ? edits.duplicateLessons(lessons) : [],
    ]);
    const failed = [ofChapters, ofLessons].find((end) => end.status === 'rejected');
    if (failed) onFailure({ verb: 'duplicate', error: failed.reason });
    return {
      chapterIds: ofChapters.status === 'fulfilled' ? ofChapters.value.map(({ chapterId }) => chapterId) : [],
      lessonIds: ofLessons.status === 'fulfilled' ? ofLessons.value.map(({ lessonId }) => lessonId) : [],
    };
  }
  return {
    /** What is chosen is copied, and the copies are selected in its place: to be renamed, moved, or taken back. */
    async duplicate(): Promise<void> {
      const outline = read();
      if (!outline) return;
      const wanted = copiesOf(outline, chosenOf(store.getState().selection), t);
      const { chapterIds, lessonIds } = await copyAll(wanted);
      const ids: RowId[] = [...chapterIds, ...lessonIds];
      const [first] = ids;
      if (!first) return;
      store.setState({ selection: { selected: new Set(ids), anchor: first, active: first }, wanted: first });
      const title = (chapterIds.length > 0 ? wanted.chapters : wanted.lessons)[0]?.title ?? '';
      const what = amountWords(t, chapterIds.length, lessonIds.length);
      say(
        ids.length === 1 ? t('coursePage.said.duplicated', { title }) : t('coursePage.said.duplicatedMany', { what }),
      );
    },
  };
}

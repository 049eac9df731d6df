import type { ChapterId, LessonId } from '../../../../shared/domain/ids.ts';
import { chosenOf } from '../../../lib/selection/selection.ts';
import { deletedWords, deletionOf } from '../outline-deletion.ts';
import { handOver } from './leaving.ts';
import type { VerbDeps } from './verb-deps.ts';

export interface DeletingEdits {
  deleteChapter(chapterId: ChapterId): Promise<unknown>;
  deleteLessons(lessonIds: LessonId[]): Promise<unknown>;
}

export function deletingVerbs({ read, store, edits, t, offerUndo, onFailure }: VerbDeps<DeletingEdits>) {
  return {
    /** What is chosen goes; the row after it takes the keyboard. */
    async remove(): Promise<void> {
      const outline = read();
      const plan = outline && deletionOf(outline, chosenOf(store.getState().selection));
      if (!outline || !plan || plan.gone.size === 0) return;
      handOver(store, outline, plan.gone);
      const steps = plan.chapterIds.map((id) => edits.deleteChapter(id));
      if (plan.lessonIds.length > 0) steps.push(edits.deleteLessons(plan.lessonIds));
      const ends = await Promise.allSettled(steps);
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) onFailure({ verb: 'delete', error: failed.reason });
      const done = ends.filter((end) => end.status === 'fulfilled').length;
      if (done > 0) offerUndo(deletedWords(t, plan), done);
    },
  };
}

import type { Words } from '../../../../shared/messages/words.ts';
import { stepWords } from '../../../lib/step-words.ts';
import { chosenOf } from '../../../lib/selection/selection.ts';
import { amountWords, deletedWords, deletionOf, restoredWords, type Deletion } from '../outline-deletion.ts';
import { chapterOf, isGoing, type RowId } from '../outline-rows.ts';
import type { VerbDeps } from './verb-deps.ts';

export interface DeletingEdits {
  /** The rows that go with the next save. */
  readonly struck: () => ReadonlySet<RowId>;
  /** `words`: of undoing it. */
  strike(ids: ReadonlySet<RowId>, words: string): void;
  restore(ids: ReadonlySet<RowId>): void;
}

export function deletingVerbs({ read, store, edits, t, say, offerUndo }: VerbDeps<DeletingEdits>) {
  return {
    /** What is selected is struck through until it is saved; it stays where it is, with the keyboard in it. */
    remove(): void {
      const outline = read();
      const struck = edits.struck();
      const chosen = chosenOf(store.getState().selection);
      const left = outline && deletionOf(outline, new Set([...chosen].filter((id) => !isGoing(outline, struck, id))));
      if (!left || chosen.size === 0) return;
      if (left.gone.size === 0) return say(t('coursePage.said.alreadyDeleted'));
      edits.strike(new Set([...left.chapterIds, ...left.lessonIds]), wordsOf(t, left));
      offerUndo(deletedWords(t, left), 1);
    },

    /** The given row, or what is selected, stays. A lesson that goes with its chapter stays with it. */
    restore(id?: RowId): void {
      const outline = read();
      if (!outline) return;
      const struck = edits.struck();
      const ids: ReadonlySet<RowId> = id === undefined ? chosenOf(store.getState().selection) : new Set([id]);
      const rows = [...ids].filter((one) => isGoing(outline, struck, one));
      if (rows.length === 0) return;
      edits.restore(new Set(rows.flatMap((one) => [one, chapterOf(outline, one)?.chapterId ?? one])));
      say(restoredWords(t, deletionOf(outline, new Set(rows))));
    },
  };
}

/** As the history calls such a step once it is saved; of both kinds together, how many they are. */
function wordsOf(t: Words, { chapterIds, lessonIds, title }: Deletion): string {
  const count = chapterIds.length + lessonIds.length;
  if (chapterIds.length > 0 && lessonIds.length > 0)
    return t('unsaved.deletion', { what: amountWords(t, chapterIds.length, lessonIds.length) });
  const code = lessonIds.length === 0 ? 'chapter.delete' : 'lesson.delete';
  return stepWords(t, { code, count, name: title });
}

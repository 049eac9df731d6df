import type { ChapterId, LessonId } from '../../../../shared/domain/ids.ts';
import type { TypedTitle } from '../../../hooks/use-title-draft.ts';
import { goneMeanwhile } from '../../../lib/ipc-client.ts';
import { previewOf, rowsToFill, titlesIn, type FilledRow, type Filling } from '../fill-down.ts';
import type { OutlineRow } from '../outline-rows.ts';
import type { VerbDeps } from './verb-deps.ts';

interface Answer {
  readonly missing: number;
}
export interface FillingEdits {
  renameChapters(titles: (TypedTitle & { readonly chapterId: ChapterId })[]): Promise<Answer>;
  renameLessons(titles: (TypedTitle & { readonly lessonId: LessonId })[]): Promise<Answer>;
}

const typedIn = ({ title, over }: FilledRow): TypedTitle => ({ title: title ?? over, over });

export function fillingVerbs({ read, store, edits, t, offerUndo, onFailure }: VerbDeps<FillingEdits>) {
  return {
    /** Text that was pasted over rows: opens the preview, and answers whether there is anything to show in it. */
    offerTitles(text: string, shown: readonly OutlineRow[]): boolean {
      const outline = read();
      const lines = titlesIn(text);
      const ids = outline ? rowsToFill(outline, shown, store.getState().selection, lines.length) : [];
      if (lines.length === 0 || ids.length === 0) return false;
      store.setState({ filling: { ids, lines } });
      return true;
    },

    /** The lines become the titles of their rows, in one step. */
    async fillTitles(filling: Filling): Promise<void> {
      const outline = read();
      const there = outline ? previewOf(outline, filling).rows : [];
      if (there.length === 0) return onFailure({ verb: 'renameMany', error: goneMeanwhile() });
      const rows = there.filter(({ title }) => title !== null);
      const [first] = rows;
      if (!first) return;
      const done = first.isChapter
        ? edits.renameChapters(rows.map((row) => ({ chapterId: row.id as ChapterId, ...typedIn(row) })))
        : edits.renameLessons(rows.map((row) => ({ lessonId: row.id as LessonId, ...typedIn(row) })));
      try {
        const { missing } = await done;
        const what = t(first.isChapter ? 'unit.chapters' : 'unit.lessons', { count: rows.length - missing });
        const words = t('coursePage.said.filled', { what });
        offerUndo(missing > 0 ? t('coursePage.said.filledBut', { words, count: missing }) : words, 1);
      } catch (error) {
        onFailure({ verb: 'renameMany', error });
      }
    },
  };
}

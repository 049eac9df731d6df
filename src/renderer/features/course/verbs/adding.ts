import type { ChapterId } from '../../../../shared/domain/ids.ts';
import { selectOne } from '../../../lib/selection/selection.ts';
import type { RowId } from '../outline-rows.ts';
import type { VerbDeps } from './verb-deps.ts';

export interface AddingEdits {
  createChapter(title: string): Promise<{ readonly chapterId: ChapterId }>;
}

/** What is new is selected, and its title is typed at once. */
export function addingVerbs({ store, edits, t, say, onFailure }: VerbDeps<AddingEdits>) {
  return {
    async addChapter(): Promise<void> {
      const title = t('coursePage.newChapter');
      try {
        const { chapterId } = await edits.createChapter(title);
        store.setState({ selection: selectOne<RowId>(chapterId), renaming: chapterId });
        say(t('coursePage.said.added', { title }));
      } catch (error) {
        onFailure({ verb: 'create', error });
      }
    },
  };
}

import { isChanged, type BulkRow, type BulkSettings } from '../../../../shared/domain/bulk-edit.ts';
import type { LessonId } from '../../../../shared/domain/ids.ts';
import { goneMeanwhile } from '../../../lib/ipc-client.ts';
import { chosenOf } from '../../../lib/selection/selection.ts';
import { bulkLessonsIn } from '../bulk-choice.ts';
import type { VerbDeps } from './verb-deps.ts';

export interface EditingEdits {
  editLessons(
    rows: readonly BulkRow[],
    settings: BulkSettings,
  ): Promise<{ readonly changed: number; readonly gone: readonly LessonId[]; readonly keptKind: readonly LessonId[] }>;
}

/** *Edit together…*: many lessons changed alike. The selection stays. */
export function editingVerbs({ read, store, edits, t, offerUndo, onFailure }: VerbDeps<EditingEdits>) {
  return {
    /** Asks what is to change in the lessons that are selected, or in those of the selected chapters. */
    askWhatToEdit(): void {
      const outline = read();
      const lessons = outline ? bulkLessonsIn(outline, chosenOf(store.getState().selection)) : [];
      if (lessons.length > 0) store.setState({ editing: lessons.map(({ lessonId }) => lessonId) });
    },

    /** As the preview showed it; what came in between is told by name, the others are changed. */
    async editLessons(rows: readonly BulkRow[], settings: BulkSettings): Promise<void> {
      const asked = rows.filter(isChanged);
      if (asked.length === 0) return;
      const titles = new Map(asked.map(({ lesson }) => [lesson.lessonId, lesson.title]));
      const namesOf = (ids: readonly LessonId[]) => ids.map((id) => `“${titles.get(id) ?? ''}”`).join(', ');
      try {
        const { changed, gone, keptKind } = await edits.editLessons(asked, settings);
        if (changed > 0) offerUndo(t('coursePage.said.edited', { what: t('unit.lessons', { count: changed }) }), 1);
        if (gone.length > 0) onFailure({ verb: 'editSome', title: namesOf(gone), error: goneMeanwhile() });
        else if (keptKind.length > 0) onFailure({ verb: 'editKind', title: namesOf(keptKind) });
      } catch (error) {
        onFailure({ verb: 'editMany', error });
      }
    },
  };
}

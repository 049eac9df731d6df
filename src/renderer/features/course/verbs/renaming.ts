import type { ChapterId, LessonId } from '../../../../shared/domain/ids.ts';
import type { TypedTitle } from '../../../hooks/use-title-draft.ts';
import { titledOf, type RowId } from '../outline-rows.ts';
import type { VerbDeps } from './verb-deps.ts';

export interface RenamingEdits {
  renameChapter(chapterId: ChapterId, typed: TypedTitle): Promise<unknown>;
  renameLesson(lessonId: LessonId, typed: TypedTitle): Promise<unknown>;
}

export function renamingVerbs({ read, edits, t, say, onFailure }: VerbDeps<RenamingEdits>) {
  return {
    rename(id: RowId, typed: TypedTitle): void {
      const { title } = typed;
      const outline = read();
      const held = outline && titledOf(outline, id);
      if (!held || held.title === title) return;
      const done = held.isChapter
        ? edits.renameChapter(id as ChapterId, typed)
        : edits.renameLesson(id as LessonId, typed);
      say(t('coursePage.said.renamed', { title }));
      done.catch((error: unknown) => onFailure({ verb: 'rename', title, error }));
    },
  };
}

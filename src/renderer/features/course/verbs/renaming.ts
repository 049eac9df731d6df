import type { ChapterId, LessonId } from '../../../../shared/domain/ids.ts';
import { titledOf, type RowId } from '../outline-rows.ts';
import type { VerbDeps } from './verb-deps.ts';

export interface RenamingEdits {
  renameChapter(chapterId: ChapterId, title: string): Promise<unknown>;
  renameLesson(lessonId: LessonId, title: string): Promise<unknown>;
}

export function renamingVerbs({ read, edits, t, say, onFailure }: VerbDeps<RenamingEdits>) {
  return {
    rename(id: RowId, title: string): void {
      const outline = read();
      const held = outline && titledOf(outline, id);
      if (!held || held.title === title) return;
      const done = held.isChapter
        ? edits.renameChapter(id as ChapterId, title)
        : edits.renameLesson(id as LessonId, title);
      say(t('coursePage.said.renamed', { title }));
      done.catch((error: unknown) => onFailure({ verb: 'rename', title, error }));
    },
  };
}

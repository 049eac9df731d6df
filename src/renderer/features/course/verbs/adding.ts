import type { NewLessonKind } from '../../../../shared/domain/course.ts';
import type { ChapterId, LessonId } from '../../../../shared/domain/ids.ts';
import { selectOne } from '../../../lib/selection/selection.ts';
import { kindOfNew, placeOfNew } from '../outline-additions.ts';
import type { LessonPlace } from '../outline-edits.ts';
import type { RowId } from '../outline-rows.ts';
import { setExpanded } from '../outline-ui.ts';
import type { VerbDeps } from './verb-deps.ts';

export interface AddingEdits {
  createChapter(title: string): Promise<{ readonly chapterId: ChapterId }>;
  /** Without a place, in a new chapter of that title. */
  createLesson(made: {
    readonly place: LessonPlace | null;
    readonly kind: NewLessonKind;
    readonly title: string;
    readonly chapterTitle: string;
  }): Promise<{ readonly lessonId: LessonId; readonly chapterId: ChapterId }>;
}

/** What is new is selected, and its title is typed at once. */
export function addingVerbs({ read, store, edits, t, say, onFailure }: VerbDeps<AddingEdits>) {
  function show(id: RowId, title: string): void {
    store.setState({ selection: selectOne<RowId>(id), renaming: id });
    say(t('coursePage.said.added', { title }));
  }
  return {
    async addChapter(): Promise<void> {
      const title = t('coursePage.newChapter');
      try {
        const { chapterId } = await edits.createChapter(title);
        show(chapterId, title);
      } catch (error) {
        onFailure({ verb: 'create', error });
      }
    },

    /**
     * Below the row with the keyboard, and of its kind unless one is given. The first row has it when the page is opened, before
     * anybody went there: that one means nothing unless it is selected.
     */
    async addLesson(wanted?: NewLessonKind): Promise<void> {
      const outline = read();
      if (!outline) return;
      const { active: at, selected } = store.getState().selection;
      const active = selected.size === 0 && at === outline.chapters[0]?.chapterId ? null : at;
      const kind = wanted ?? kindOfNew(outline, active);
      const title = t('coursePage.newLesson');
      const chapterTitle = t('coursePage.newChapter');
      try {
        const made = await edits.createLesson({ place: placeOfNew(outline, active), kind, title, chapterTitle });
        setExpanded(store, made.chapterId, true);
        show(made.lessonId, title);
      } catch (error) {
        onFailure({ verb: 'createLesson', error });
      }
    },
  };
}

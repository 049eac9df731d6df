import type { Outline } from '../../../shared/domain/course.ts';
import type { ChapterId, LessonId, VersionId } from '../../../shared/domain/ids.ts';
import type { Words } from '../../lib/messages.ts';
import { deletedWords, deletionOf } from './outline-deletion.ts';
import { withChapterMoved, withLessonsMoved, type LessonPlace } from './outline-edits.ts';
import type { Direction } from '../../lib/list-keys.ts';
import { lessonsIn, stepOfChapter, stepOfLessons } from './outline-moves.ts';
import { chapterOf, rowsOf, titledOf, type RowId } from './outline-rows.ts';
import { setExpanded, type OutlineStore } from './outline-ui.ts';
import { survivor } from '../../lib/selection/list-rows.ts';
import { nothingSelected, selectOne } from '../../lib/selection/selection.ts';

/** An edit that main refused; `title` is what was typed. */
export interface EditFailure {
  readonly verb: 'create' | 'rename' | 'delete' | 'move' | 'reveal';
  readonly title?: string;
  readonly error: unknown;
}

/** How the verbs reach main; each resolves when main has it. The screen shows the edit before that. */
export interface OutlineEdits {
  createChapter(title: string): Promise<{ readonly chapterId: ChapterId }>;
  renameChapter(chapterId: ChapterId, title: string): Promise<unknown>;
  renameLesson(lessonId: LessonId, title: string): Promise<unknown>;
  deleteChapter(chapterId: ChapterId): Promise<unknown>;
  deleteLessons(lessonIds: LessonId[]): Promise<unknown>;
  moveChapter(chapterId: ChapterId, afterId: ChapterId | null): Promise<unknown>;
  moveLessons(lessonIds: LessonId[], place: LessonPlace): Promise<unknown>;
  reveal(versionId: VersionId): Promise<unknown>;
}
interface VerbDeps {
  /** The outline on screen now. */
  readonly read: () => Outline | undefined;
  readonly store: OutlineStore;
  readonly edits: OutlineEdits;
  readonly t: Words;
  /** To the live region. */
  readonly say: (words: string) => void;
  /** To a toast, with *Undo* for so many steps. */
  readonly sayDeleted: (words: string, steps: number) => void;
  readonly onFailure: (failure: EditFailure) => void;
}
export type OutlineVerbs = ReturnType<typeof createOutlineVerbs>;

/** What one can do in the outline; on the selected rows unless a row is given. Made once for a page. */
export function createOutlineVerbs(deps: VerbDeps) {
  const { read, store, edits, t } = deps;
  const selected = (): ReadonlySet<RowId> => store.getState().selection.selected;

  return {
    async addChapter(): Promise<void> {
      const title = t('coursePage.newChapter');
      try {
        const { chapterId } = await edits.createChapter(title);
        store.setState({ selection: selectOne<RowId>(chapterId), renaming: chapterId });
        deps.say(t('coursePage.said.added', { title }));
      } catch (error) {
        deps.onFailure({ verb: 'create', error });
      }
    },

    rename(id: RowId, title: string): void {
      const outline = read();
      const held = outline && titledOf(outline, id);
      if (!held || held.title === title) return;
      const done = held.isChapter
        ? edits.renameChapter(id as ChapterId, title)
        : edits.renameLesson(id as LessonId, title);
      deps.say(t('coursePage.said.renamed', { title }));
      done.catch((error: unknown) => deps.onFailure({ verb: 'rename', title, error }));
    },

    async remove(): Promise<void> {
      const outline = read();
      const plan = outline && deletionOf(outline, selected());
      if (!outline || !plan || plan.gone.size === 0) return;
      const order = rowsOf(outline, store.getState().collapsed).map((row) => row.id);
      const next = survivor(order, plan.gone, store.getState().selection.active);
      store.setState({ selection: next ? selectOne(next) : nothingSelected, wanted: next });
      const steps = plan.chapterIds.map((id) => edits.deleteChapter(id));
      if (plan.lessonIds.length > 0) steps.push(edits.deleteLessons(plan.lessonIds));
      const ends = await Promise.allSettled(steps);
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) deps.onFailure({ verb: 'delete', error: failed.reason });
      const done = ends.filter((end) => end.status === 'fulfilled').length;
      if (done > 0) deps.sayDeleted(deletedWords(t, plan), done);
    },

    /** Selected lessons go as a block, or the one with the keyboard; without a lesson among them, its chapter goes. */
    move(direction: Direction): void {
      const outline = read();
      if (!outline) return;
      const { active } = store.getState().selection;
      const ids = selected().size === 0 && active !== null ? new Set([active]) : selected();
      const lessonIds = lessonsIn(outline, ids);
      if (lessonIds.length === 0) return this.moveChapter(direction);
      const place = stepOfLessons(outline, new Set(lessonIds), direction);
      if (!place) return deps.say(t(direction === 'up' ? 'coursePage.said.atTheTop' : 'coursePage.said.atTheEnd'));
      setExpanded(store, place.chapterId, true);
      edits.moveLessons(lessonIds, place).catch((error: unknown) => deps.onFailure({ verb: 'move', error }));
      deps.say(lessonPlaceWords(t, withLessonsMoved(outline, lessonIds, place), lessonIds));
    },

    moveChapter(direction: Direction): void {
      const outline = read();
      const { active } = store.getState().selection;
      const chapter = outline && active ? chapterOf(outline, active) : null;
      if (!outline || !chapter) return;
      const { chapterId, title } = chapter;
      const afterId = stepOfChapter(outline, chapterId, direction);
      if (afterId === undefined)
        return deps.say(t(direction === 'up' ? 'coursePage.said.atTheTop' : 'coursePage.said.atTheEnd'));
      edits.moveChapter(chapterId, afterId).catch((error: unknown) => deps.onFailure({ verb: 'move', error }));
      const ids = withChapterMoved(outline, chapterId, afterId).chapters.map((one) => one.chapterId);
      const place = { position: ids.indexOf(chapterId) + 1, total: ids.length };
      deps.say(t('coursePage.said.movedChapter', { title, ...place }));
    },

    reveal(versionId: VersionId): void {
      edits.reveal(versionId).catch((error: unknown) => deps.onFailure({ verb: 'reveal', error }));
    },
  };
}

function lessonPlaceWords(t: Words, outline: Outline, lessonIds: readonly LessonId[]): string {
  const [first] = lessonIds;
  const chapter = first ? chapterOf(outline, first) : null;
  const at = chapter?.lessons.findIndex((lesson) => lesson.lessonId === first) ?? -1;
  const title = chapter?.lessons[at]?.title ?? '';
  const place = { position: at + 1, total: chapter?.lessons.length ?? 0, chapter: chapter?.title ?? '' };
  return lessonIds.length === 1
    ? t('coursePage.said.movedLesson', { title, ...place })
    : t('coursePage.said.movedLessons', { count: lessonIds.length, ...place });
}

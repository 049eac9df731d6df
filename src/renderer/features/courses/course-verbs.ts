import type { CourseSummary } from '../../../shared/domain/course.ts';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { copyTitle } from '../../lib/copy-title.ts';
import type { Words } from '../../../shared/messages/words.ts';
import { survivor } from '../../lib/selection/list-rows.ts';
import { chosenOf, nothingSelected, selectOne, type Selection } from '../../lib/selection/selection.ts';
import { among, matching } from './model.ts';

interface ListState {
  readonly search: string;
  readonly selection: Selection<CourseId>;
  readonly wanted: CourseId | null;
}
/** A verb that main refused; the rows are as they were. */
export interface CourseFailure {
  readonly verb: 'delete' | 'duplicate';
  readonly error: unknown;
}
interface VerbDeps {
  /** All courses as they are listed now; an edit shows before main has it. */
  readonly read: () => readonly CourseSummary[];
  readonly store: {
    readonly getState: () => ListState;
    readonly setState: (part: Pick<ListState, 'selection' | 'wanted'>) => void;
  };
  readonly edits: {
    deleteCourses(courseIds: CourseId[]): Promise<unknown>;
    /** Resolves to the copies. */
    duplicateCourses(
      copies: { courseId: CourseId; title: string }[],
    ): Promise<{ readonly ofId: CourseId; readonly courseId: CourseId }[]>;
  };
  readonly t: Words;
  /** To a toast, with *Undo*. */
  readonly sayDone: (words: string) => void;
  readonly onFailure: (failure: CourseFailure) => void;
}
export type CourseVerbs = ReturnType<typeof createCourseVerbs>;

/** What can be done with courses of the list: with those that are chosen, unless one is given. Each is one step. */
export function createCourseVerbs({ read, store, edits, t, sayDone, onFailure }: VerbDeps) {
  const meant = (only: CourseId | undefined): readonly CourseSummary[] =>
    among(read(), only === undefined ? chosenOf(store.getState().selection) : new Set([only]));

  /** They are about to leave: the one after them that is displayed takes the keyboard. */
  function handOver(gone: ReadonlySet<CourseId>): void {
    const { search, selection } = store.getState();
    const order = matching(read(), search).map(({ courseId }) => courseId);
    const next = survivor(order, gone, selection.active);
    store.setState({ selection: next ? selectOne(next) : nothingSelected, wanted: next });
  }

  return {
    async remove(only?: CourseId): Promise<void> {
      const courses = meant(only);
      const [first] = courses;
      if (!first) return;
      const courseIds = courses.map(({ courseId }) => courseId);
      handOver(new Set(courseIds));
      try {
        await edits.deleteCourses(courseIds);
        const count = courses.length;
        sayDone(count === 1 ? t('courses.deleted', { title: first.title }) : t('courses.deletedMany', { count }));
      } catch (error) {
        onFailure({ verb: 'delete', error });
      }
    },

    /** The copies are selected in place of what they were made of. */
    async duplicate(only?: CourseId): Promise<void> {
      const taken = new Set(read().map(({ title }) => title));
      const copies = meant(only).map(({ courseId, title: original }) => {
        const title = copyTitle(t, original, taken);
        taken.add(title);
        return { courseId, title };
      });
      const [first] = copies;
      if (!first) return;
      try {
        const made = new Map((await edits.duplicateCourses(copies)).map(({ ofId, courseId }) => [ofId, courseId]));
        const ids = copies.flatMap(({ courseId }) => made.get(courseId) ?? []);
        const [active = null] = ids;
        store.setState({ selection: { selected: new Set(ids), anchor: active, active }, wanted: active });
        const count = copies.length;
        sayDone(count === 1 ? t('courses.duplicated', first) : t('courses.duplicatedMany', { count }));
      } catch (error) {
        onFailure({ verb: 'duplicate', error });
      }
    },
  };
}

import { createStore, type StoreApi } from 'zustand';
import type { Outline } from '../../../../shared/domain/course.ts';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { addLocalStep, dropLocalSteps } from '../../../hooks/local-steps.ts';
import { openDraft } from '../../../lib/draft.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { deletionOf } from '../outline-deletion.ts';
import type { RowId } from '../outline-rows.ts';
import type { CourseSave, FormKind, FormTexts, SavePart } from './form-kind.ts';
import { openForm, type FormSubject, type OpenForm, type StoredDraft, type UnsavedForm } from './open-form.ts';

/** The draft that holds the pending deletes of a course. */
export const deletesDraft = 'course-deletes';

export interface FormRef extends FormSubject {
  readonly form: string;
}
/** How the last save ended, when that needs words. */
export type SaveEnd =
  | { readonly kind: 'failed'; readonly error: unknown }
  /** A form that cannot be saved as it is. */
  | { readonly kind: 'fault'; readonly form: FormRef }
  /** All is saved; these were deleted elsewhere meanwhile, by title. */
  | { readonly kind: 'gone'; readonly titles: readonly string[] };

/** Ids and flags of what is not saved of one course. */
export interface UnsavedUi {
  /** Rows that are deleted by the next save, with all that is in them. */
  readonly struck: ReadonlySet<RowId>;
  readonly dirty: ReadonlyMap<string, FormRef>;
  readonly isSaving: boolean;
  readonly end: SaveEnd | null;
}
export type UnsavedStore = StoreApi<UnsavedUi>;

interface UnsavedDeps {
  readonly courseId: CourseId;
  /** Pending deletes of before. */
  readonly draft: StoredDraft | null;
  readonly readOutline: () => Promise<Outline>;
  /** `onRefused` comes before the cache goes back to how it was. */
  readonly send: (save: CourseSave, onRefused: (error: unknown) => void) => Promise<Output<'course.saveAll'>>;
}
export type CourseUnsaved = ReturnType<typeof createCourseUnsaved>;

const keyOf = ({ form, entityId }: Pick<FormRef, 'form' | 'entityId'>): string => `${form} ${entityId}`;
const without = <Item>(items: ReadonlySet<Item>, gone: ReadonlySet<Item>) =>
  new Set([...items].filter((item) => !gone.has(item)));

/**
 * All that one typed or struck through in a course and did not save, for as long as its pages are open: it outlives going
 * from the outline to the details and back, and *Save changes* on either takes it all (decision 0044).
 */
export function createCourseUnsaved({ courseId, draft, readOutline, send }: UnsavedDeps) {
  const forms = new Map<string, UnsavedForm>();
  const journal = openDraft(deletesDraft, courseId, draft !== null);
  const owner = {};
  const store: UnsavedStore = createStore<UnsavedUi>(() => ({
    struck: new Set(Object.keys(draft?.fields ?? {}) as RowId[]),
    dirty: new Map<string, FormRef>(),
    isSaving: false,
    end: null,
  }));
  store.subscribe(({ struck }, before) => {
    if (struck !== before.struck) journal.note(Object.fromEntries([...struck].map((id) => [id, ''])));
  });

  function mark(ids: ReadonlySet<RowId>): void {
    store.setState(({ struck }) => ({ struck: new Set([...struck, ...ids]) }));
  }
  function restore(ids: ReadonlySet<RowId>): void {
    store.setState(({ struck }) => ({ struck: without(struck, ids) }));
  }

  function setDirty(ref: FormRef, isDirty: boolean): void {
    if (store.getState().dirty.has(keyOf(ref)) === isDirty) return;
    const dirty = new Map(store.getState().dirty);
    if (isDirty) dirty.set(keyOf(ref), ref);
    else dirty.delete(keyOf(ref));
    store.setState({ dirty });
  }

  async function deletesOf(struck: ReadonlySet<RowId>): Promise<RowId[]> {
    if (struck.size === 0) return [];
    const { chapterIds, lessonIds } = deletionOf(await readOutline(), struck);
    return [...chapterIds, ...lessonIds];
  }

  /** Holds all for saved until main has answered. */
  async function commit(dirty: readonly UnsavedForm[]): Promise<boolean> {
    const { struck } = store.getState();
    const deletes = await deletesOf(struck);
    const save = { courseId, ...together(dirty.map((form) => form.part())), deletes, drafts: draftsOf(dirty, struck) };
    const takeBacks = dirty.map((form) => form.markSaved());
    restore(struck);
    const { gone } = await send(save, (error) => {
      for (const takeBack of takeBacks) takeBack();
      mark(struck);
      store.setState({ end: { kind: 'failed', error } });
    });
    dropLocalSteps(owner);
    const titles = dirty.filter(({ entityId }) => gone.some((id) => id === entityId)).map(({ title }) => title);
    if (titles.length > 0) store.setState({ end: { kind: 'gone', titles } });
    return true;
  }

  const draftsOf = (dirty: readonly UnsavedForm[], struck: ReadonlySet<RowId>): CourseSave['drafts'] => [
    ...dirty.map(({ form, entityId }) => ({ form, entityId })),
    ...(struck.size > 0 ? [{ form: deletesDraft, entityId: courseId }] : []),
  ];
  const dirtyForms = (): UnsavedForm[] => [...forms.values()].filter((form) => form.isDirty());

  return {
    courseId,
    store,
    /** The form of a row: the one that is open already, with what was typed, or a new one. */
    open<Values extends FormTexts>(
      kind: FormKind<Values>,
      given: FormSubject & { readonly saved: Values; readonly draft: StoredDraft | null },
    ): OpenForm<Values> {
      const ref = { form: kind.form, entityId: given.entityId, title: given.title };
      const held = forms.get(keyOf(ref));
      if (held) return held as OpenForm<Values>;
      const form = openForm(kind, {
        ...given,
        onDirty: (isDirty) => setDirty(ref, isDirty),
        onFaultTyped() {
          const { end } = store.getState();
          if (end?.kind === 'fault' && keyOf(end.form) === keyOf(ref)) store.setState({ end: null });
        },
      });
      forms.set(keyOf(ref), form);
      return form;
    },
    /** Struck through until it is saved; undo takes it back, by `words`. */
    strike(ids: ReadonlySet<RowId>, words: string): void {
      const isDone = () => [...ids].some((id) => store.getState().struck.has(id));
      mark(ids);
      addLocalStep(owner, { words, isDone, undo: () => restore(ids), redo: () => mark(ids) });
    },
    restore,
    hasUnsaved: (): boolean => store.getState().struck.size > 0 || dirtyForms().length > 0,
    /** Answers whether all is saved; what hinders it is in `end`. */
    async save(): Promise<boolean> {
      const dirty = dirtyForms();
      if (store.getState().isSaving) return false;
      store.setState({ isSaving: true, end: null });
      try {
        for (const form of dirty) {
          if (await form.check()) continue;
          store.setState({ end: { kind: 'fault', form } });
          return false;
        }
        return dirty.length + store.getState().struck.size === 0 || (await commit(dirty));
      } catch (error) {
        store.setState({ end: { kind: 'failed', error } });
        return false;
      } finally {
        store.setState({ isSaving: false });
      }
    },
    discard(): void {
      for (const form of dirtyForms()) form.discard();
      store.setState({ struck: new Set(), end: null });
      journal.drop();
      dropLocalSteps(owner);
    },
    /** To the field that hindered the save; answers whether there is one on screen. */
    focusFault(): boolean {
      const { end } = store.getState();
      return end?.kind === 'fault' && (forms.get(keyOf(end.form))?.focusFault() ?? false);
    },
    hideEnd: (): void => store.setState({ end: null }),
    /** Keeps the drafts now. */
    flush(): void {
      for (const form of forms.values()) form.flush();
      journal.flush();
    },
    /** The pages of the course are left. */
    close(): void {
      for (const form of forms.values()) form.close();
      journal.close();
      dropLocalSteps(owner);
    },
  };
}

/** What several forms have to save, as one; a lesson that two of them are of is in it once. */
function together(parts: readonly SavePart[]): SavePart {
  const chapters = parts.flatMap((part) => part.chapters ?? []);
  const lessons = [
    ...Map.groupBy(
      parts.flatMap((part) => part.lessons ?? []),
      ({ lessonId }) => lessonId,
    ),
  ].map(([lessonId, ofOne]) => ({
    lessonId,
    details: Object.assign({}, ...ofOne.map(({ details }) => details)) as (typeof ofOne)[number]['details'],
    over: Object.assign({}, ...ofOne.map(({ over }) => over)) as (typeof ofOne)[number]['over'],
  }));
  return Object.assign({}, ...parts, { chapters, lessons }) as SavePart;
}

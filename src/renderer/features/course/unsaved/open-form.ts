import type { DefaultValues } from 'react-hook-form';
import { openDraft } from '../../../lib/draft.ts';
import type { DraftFields } from '../../../lib/draft-journal.ts';
import { basesOf, createDraftBases, type DraftBaseKeeper, withBases } from './draft-bases.ts';
import { markSaved, openControl, type FormControl } from './form-control.ts';
import { dirtyOf, faultyFields, type FieldOf, type FormKind, type FormTexts, type SavePart } from './form-kind.ts';

/** What was typed before and not saved. */
export interface StoredDraft {
  readonly fields: unknown;
  readonly savedAtMs: number;
}
/** The row that a form is of. */
export interface FormSubject {
  readonly entityId: string;
  /** For when the row is gone. */
  readonly title: string;
}

/** A form as *Save changes* sees it, on screen or not. */
export interface UnsavedForm extends FormSubject {
  readonly form: string;
  isDirty(): boolean;
  /** Whether it can be saved as it is; shows its faults. */
  check(): Promise<boolean>;
  part(): SavePart;
  /** Holds what is typed for saved; answers how to take that back. */
  markSaved(): () => void;
  /** As it is saved. */
  discard(): void;
  /** To the first field that cannot be saved; answers whether there is one on screen. */
  focusFault(): boolean;
  /** Keeps the draft now. */
  flush(): void;
  close(): void;
}
export interface OpenForm<Values extends FormTexts> extends UnsavedForm {
  readonly kind: FormKind<Values>;
  readonly control: FormControl<Values>;
  readonly bases: DraftBaseKeeper<Values>;
  /** It is on screen, until what it answers is called. */
  show(): () => void;
  /** When the draft was kept that it was opened with, while that is still in it. */
  restoredAtMs(): number | null;
}
interface OpenedWith<Values> extends FormSubject {
  readonly saved: Values;
  readonly draft: StoredDraft | null;
  readonly onDirty: (isDirty: boolean) => void;
  /** A field that could not be saved as it was holds something else now. */
  readonly onFaultTyped: () => void;
}

/** Opens a form for as long as its course is on screen: what is typed outlives the part of the page it was typed in. */
export function openForm<Values extends FormTexts>(
  kind: FormKind<Values>,
  { entityId, title, saved, draft, onDirty, onFaultTyped }: OpenedWith<Values>,
): OpenForm<Values> {
  const typed = draft ? kind.draftOf(draft.fields) : {};
  const journal = openDraft(kind.form, entityId, draft !== null);
  const bases = createDraftBases<Values>(basesOf(kind, draft?.fields));
  const control = openControl(kind, saved, typed);
  let restoredAtMs = Object.keys(typed).length > 0 && draft ? draft.savedAtMs : null;
  let dirty: ReadonlySet<FieldOf<Values>> = new Set();
  let errors: Partial<Record<string, unknown>> = {};
  let isOnScreen = false;
  /** What hindered the last save, as it was. */
  let faulty: Partial<Values> = {};
  const held = { saved };

  function note(values: Values, dirtyFields: object, defaults: Partial<Values>): void {
    dirty = dirtyOf(kind, dirtyFields as Partial<Record<string, unknown>>);
    held.saved = { ...held.saved, ...defaults };
    const fields = Object.fromEntries([...dirty].map((field) => [field, values[field]])) as DraftFields;
    journal.note(withBases(fields, bases.note(dirty, held.saved) as Partial<FormTexts>));
    onDirty(dirty.size > 0);
    if (Object.entries(faulty).every(([field, value]) => values[field] === value)) return;
    faulty = {};
    onFaultTyped();
  }
  const stop = control.subscribe({
    formState: { values: true, dirtyFields: true, errors: true },
    callback({ values, dirtyFields, defaultValues = {}, errors: faults }) {
      if (faults) errors = faults;
      if (dirtyFields) note(values, dirtyFields, defaultValues as Partial<Values>);
    },
  });
  if (restoredAtMs !== null)
    note({ ...saved, ...typed }, Object.fromEntries(Object.keys(typed).map((key) => [key, true])), saved);

  return {
    kind,
    control,
    bases,
    entityId,
    title,
    form: kind.form,
    restoredAtMs: () => (dirty.size > 0 ? restoredAtMs : null),
    isDirty: () => dirty.size > 0,
    async check() {
      let isGood = false;
      await control.handleSubmit(() => {
        isGood = true;
      })();
      const fields = isGood
        ? []
        : faultyFields(kind, errors).map((field) => [field, control.getValues(field as never)]);
      faulty = Object.fromEntries(fields) as Partial<Values>;
      return isGood;
    },
    show() {
      isOnScreen = true;
      return () => {
        isOnScreen = false;
      };
    },
    part: () => kind.partOf({ entityId, values: control.getValues(), dirty, over: bases.held(), saved: held.saved }),
    markSaved: () => markSaved(control, held.saved),
    discard() {
      control.reset(held.saved as unknown as DefaultValues<Values>, { keepDirtyValues: false });
      restoredAtMs = null;
      journal.drop();
    },
    focusFault() {
      const [first] = isOnScreen ? faultyFields(kind, errors) : [];
      if (first) control.setFocus(first as never);
      return first !== undefined;
    },
    flush: () => journal.flush(),
    close() {
      stop();
      journal.close();
    },
  };
}

import type { DraftFields } from '../../../lib/draft-journal.ts';
import type { FieldOf, FormKind, FormTexts } from './form-kind.ts';

/** Kept in the draft beside what was typed: `over.title` beside `title`. */
const OVER = 'over.';

/** What the fields of a journalled draft were typed over; nothing in one of before that was kept. */
export function basesOf<Values extends FormTexts>(
  { draftOf }: Pick<FormKind<Values>, 'draftOf'>,
  stored: unknown,
): Partial<Values> {
  const entries = Object.entries((stored ?? {}) as Readonly<Record<string, unknown>>);
  const over = entries.filter(([key]) => key.startsWith(OVER)).map(([key, value]) => [key.slice(OVER.length), value]);
  return draftOf(Object.fromEntries(over));
}

/** The draft to journal. */
export function withBases(typed: DraftFields, bases: Readonly<Partial<FormTexts>>): DraftFields {
  const over = Object.entries(bases).map(([field, value]) => [OVER + field, value]);
  return { ...typed, ...(Object.fromEntries(over) as DraftFields) };
}

/** Remembers what was saved when a field became dirty, for as long as it is dirty. */
export function createDraftBases<Values extends FormTexts>(initial: Partial<Values>) {
  let bases: Partial<Values> = initial;
  return {
    note(dirty: ReadonlySet<FieldOf<Values>>, saved: Readonly<Partial<Values>>): Partial<Values> {
      const entries = [...dirty].map((field) => [field, bases[field] ?? saved[field] ?? '']);
      bases = Object.fromEntries(entries) as Partial<Values>;
      return bases;
    },
    /** As last noted. */
    held: (): Partial<Values> => bases,
    /** The dirty fields that hold something else by now than when one began to type. */
    changedSince: (dirty: ReadonlySet<FieldOf<Values>>, saved: Values): FieldOf<Values>[] =>
      [...dirty].filter((field) => bases[field] !== undefined && bases[field] !== saved[field]),
  };
}
export type DraftBaseKeeper<Values extends FormTexts> = ReturnType<typeof createDraftBases<Values>>;

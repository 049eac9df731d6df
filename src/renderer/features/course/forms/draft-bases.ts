import type { DraftFields } from '../../../lib/draft-journal.ts';
import { draftOf, type DetailsField, type DetailsValues } from './details-form.ts';

/** What a field held when one began to type over it. */
export type DraftBases = Partial<DetailsValues>;

/** Kept in the draft beside what was typed: `over.title` beside `title`. */
const OVER = 'over.';

/** The bases that a journalled draft has; none in one of before there were any. */
export function basesOf(stored: unknown): DraftBases {
  const entries = Object.entries((stored ?? {}) as Readonly<Record<string, unknown>>);
  const over = entries.filter(([key]) => key.startsWith(OVER)).map(([key, value]) => [key.slice(OVER.length), value]);
  return draftOf(Object.fromEntries(over));
}

/** The draft to journal. */
export function withBases(typed: DraftFields, bases: DraftBases): DraftFields {
  const over = Object.entries(bases).map(([field, value]) => [OVER + field, value]);
  return { ...typed, ...(Object.fromEntries(over) as DraftFields) };
}

/** Remembers what was saved when a field became dirty, for as long as it is dirty. */
export function createDraftBases(initial: DraftBases) {
  let bases = initial;
  return {
    note(dirty: ReadonlySet<DetailsField>, saved: Readonly<DraftBases>): DraftBases {
      bases = Object.fromEntries([...dirty].map((field) => [field, bases[field] ?? saved[field] ?? '']));
      return bases;
    },
    /** As last noted. */
    held: (): DraftBases => bases,
    /** The dirty fields that hold something else by now than when one began to type. */
    changedSince: (dirty: ReadonlySet<DetailsField>, saved: DetailsValues): DetailsField[] =>
      [...dirty].filter((field) => bases[field] !== undefined && bases[field] !== saved[field]),
  };
}
export type DraftBaseKeeper = ReturnType<typeof createDraftBases>;

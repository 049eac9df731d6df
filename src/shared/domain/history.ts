import { z } from 'zod';
import { stepLabel } from './step-label.ts';

export const historyDirection = z.enum(['undo', 'redo']);
export type HistoryDirection = z.infer<typeof historyDirection>;

/**
 * What to do with a step that another computer has changed since: `anyway` sets back those fields too, `rest` only
 * the others, `leave` passes it over.
 */
export const historyChoice = z.enum(['anyway', 'rest', 'leave']);
export type HistoryChoice = z.infer<typeof historyChoice>;

/** A field group's value as it can be shown. */
export const shownValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('price'), minor: z.int().nullable(), currency: z.string() }),
  z.strictObject({ kind: z.literal('life'), isDeleted: z.boolean() }),
  /** Where it is: the title of what it is in, and its key among its siblings. */
  z.strictObject({ kind: z.literal('place'), parent: z.string(), pos: z.string() }),
]);
export type ShownValue = z.infer<typeof shownValue>;

/** Fields that have a name on screen; all others are told as `other`. */
export const fieldGroup = z.enum([
  'title',
  'subtitle',
  'description',
  'objectives',
  'audience',
  'requirements',
  'facts',
  'price',
  'status',
  'place',
  'kind',
  'body',
  'settings',
  'drip',
  'content',
  'marks',
  'flags',
  'alt',
  'name',
  'current',
  'label',
  'life',
  'other',
]);

/** One field that does not hold what the step left there. */
export const changedField = z.strictObject({
  table: z.string(),
  id: z.string(),
  name: z.string(),
  group: fieldGroup,
  now: shownValue,
  /** What undoing (or redoing) the step anyway would set. */
  would: shownValue,
  /** When it was changed; null when that is not known. */
  changedAtMs: z.int().nullable(),
});
export type ChangedField = z.infer<typeof changedField>;

export const historyQuestion = z.strictObject({
  n: z.int(),
  label: stepLabel,
  direction: historyDirection,
  /** The first of them; `changedCount` is how many there are. */
  changes: z.array(changedField),
  changedCount: z.int(),
  /** How many fields of the step are as it left them. */
  restCount: z.int(),
});
export type HistoryQuestion = z.infer<typeof historyQuestion>;

export const historyEntry = z.strictObject({
  n: z.int(),
  label: stepLabel,
  atMs: z.int(),
  isUndone: z.boolean(),
  isPassedOver: z.boolean(),
  /** Cannot be undone (redone) as it is, because its fields were changed from elsewhere since. */
  isChanged: z.boolean(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

import { z } from 'zod';
import { typedText } from '../../domain/editable-text.ts';
import { stepLabel } from '../../domain/step-label.ts';
import { command, query, writeErrors } from '../define.ts';

const text = z.string().nullable();

/** One column of one row: what it was when the change was made, what the change says, what stands there now. */
export const fieldChange = z.strictObject({
  table: z.string(),
  rowId: z.string(),
  /** Title or name of the row; empty when it has none or is gone. */
  name: z.string(),
  column: z.string(),
  base: text,
  mine: text,
  theirs: text,
});
export type FieldChange = z.infer<typeof fieldChange>;

export const waitingChange = z.strictObject({
  mutationId: z.string(),
  label: stepLabel,
  atMs: z.int(),
  /** How often it has been sent without an answer. */
  attempts: z.int(),
});
export const refusedChange = z.strictObject({
  mutationId: z.string(),
  label: stepLabel,
  atMs: z.int(),
  reason: z.enum(['GONE', 'PARENT_GONE', 'VALUE', 'RIGHTS', 'OTHER']),
  /** The database's own words, for support. */
  detail: z.string(),
  /** Of a large step that went in parts: how many of its changes the server had taken before; null when none. */
  part: z.strictObject({ taken: z.int().min(1), total: z.int().min(2) }).nullable(),
  fields: z.array(fieldChange),
});
/** Which computer wrote it (empty: not known), and when that reached the server, by its clock. */
const writer = z.strictObject({ device: z.string(), atMs: z.int().nullable() });
/**
 * Two computers changed one thing without knowing of each other. In its fields `mine` is what lost, `won` what won over it
 * then, `theirs` what shows now.
 */
export const conflict = z.strictObject({
  conflictId: z.int(),
  atMs: z.int(),
  /** What lost was written on this computer. */
  isMine: z.boolean(),
  loserBy: writer,
  winnerBy: writer,
  fields: z.array(fieldChange.extend({ won: text })),
});
export type Conflict = z.infer<typeof conflict>;

const one = z.strictObject({ mutationId: z.string().max(100) });
const nothing = z.strictObject({});

/** What has not reached the server, what it refused, and what lost against another computer. */
export const outboxRoutes = {
  /** In the order in which they go; the first 200. */
  'outbox.list': query({
    input: nothing,
    output: z.strictObject({ waiting: z.array(waitingChange), total: z.int() }),
    errors: [],
  }),
  /**
   * Writes all that waits and all that was refused to a file that the person chooses and, once that is on the disk,
   * takes it back here. `fileName` null: no file was chosen, or nothing waits any more; nothing was done.
   */
  'unsent.saveAndDiscard': command({
    input: nothing,
    output: z.strictObject({ fileName: z.string().nullable(), count: z.int() }),
    errors: ['FILE_DISK_FULL', 'FILE_NOT_WRITABLE', ...writeErrors],
  }),
  'refused.list': query({ input: nothing, output: z.array(refusedChange), errors: [] }),
  /** Makes the same change again, as a new one. */
  'refused.retry': command({ input: one, output: nothing, errors: ['NOT_FOUND', ...writeErrors] }),
  /** The same with other texts in it; what nobody typed stays as it was. */
  'refused.edit': command({
    input: one.extend({ texts: z.array(typedText).max(20_000) }),
    output: nothing,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  'refused.discard': command({ input: one, output: nothing, errors: ['NOT_FOUND', ...writeErrors] }),
  'conflict.list': query({ input: nothing, output: z.array(conflict), errors: [] }),
  /** Sets what lost; an ordinary edit that can be undone. */
  'conflict.restore': command({
    input: z.strictObject({ conflictId: z.int() }),
    output: nothing,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  'conflict.dismiss': command({
    input: z.strictObject({ conflictId: z.int() }),
    output: nothing,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
};

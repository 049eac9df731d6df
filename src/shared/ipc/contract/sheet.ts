import { z } from 'zod';
import { courseId } from '../../domain/ids.ts';
import { command, query, writeErrors } from '../define.ts';

const sheetField = z.enum(['title', 'kind', 'status', 'freePreview', 'dripDays', 'description', 'tags']);
const change = z.strictObject({
  line: z.int(),
  type: z.enum(['chapter', 'lesson']),
  title: z.string(),
  isNew: z.boolean(),
  /** The chapter that a lesson goes to, or the empty text for another place among its neighbours; null: it stays. */
  movedTo: z.string().nullable(),
  edits: z.array(z.strictObject({ field: sheetField, from: z.string(), to: z.string() })),
});
const fault = z.strictObject({
  line: z.int(),
  code: z.enum([...sheetField.options, 'kindHeld', 'broken', 'id', 'unknownId', 'twice', 'type', 'noChapter']),
  value: z.string(),
  isRow: z.boolean(),
});
const file = z.strictObject({ courseId, path: z.string().min(1).max(32_768) });
const readErrors = ['NOT_FOUND', 'SHEET_UNREADABLE', 'SHEET_ENCODING', 'NOT_A_SHEET'] as const;

/** The outline of a course as a table (CSV): out, and in again by the ids of its rows. */
export const sheetRoutes = {
  /** Asks where to save it; null when nowhere was chosen. */
  'sheet.save': command({
    input: z.strictObject({ courseId }),
    output: z.strictObject({ fileName: z.string().nullable() }),
    errors: ['NOT_FOUND', 'TARGET_FULL', 'TARGET_UNWRITABLE'],
  }),
  /** The system's file picker; null when it was closed. */
  'sheet.pick': command({
    input: z.strictObject({}),
    output: z.strictObject({ path: z.string().nullable() }),
    errors: [],
  }),
  /** What a table would make of the course, compared by id. `digest` is of the table and of the course as they are now. */
  'sheet.get': query({
    input: file,
    output: z.strictObject({
      fileName: z.string(),
      digest: z.string(),
      changes: z.array(change),
      /** Titles of what is not in the table; a chapter takes what is in it along. */
      gone: z.array(z.strictObject({ type: z.enum(['chapter', 'lesson']), title: z.string() })),
      faults: z.array(fault),
    }),
    errors: readErrors,
  }),
  /** That, written in one step. SHEET_CHANGED: the table or the course is not what was shown. */
  'sheet.apply': command({
    input: file.extend({ digest: z.string().max(100), deletesGone: z.boolean() }),
    output: z.strictObject({ changes: z.int() }),
    errors: [...readErrors, 'SHEET_CHANGED', ...writeErrors],
  }),
};

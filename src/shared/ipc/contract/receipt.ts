import { z } from 'zod';
import { uploadId, versionId } from '../../domain/ids.ts';
import { checkMode, storedCheck } from '../../domain/stored-check.ts';
import { storedPart } from '../../domain/upload.ts';
import { command, event, query, writeErrors } from '../define.ts';

/** What an upload that ended well leaves: what is stored, what proves it, and what it took. */
export const receiptView = z.strictObject({
  uploadId,
  fileName: z.string(),
  bucketName: z.string(),
  objectName: z.string(),
  fileId: z.string(),
  bytes: z.int(),
  /** Of the stored object; null when its parts alone were hashed. */
  sha1: z.string().nullable(),
  /** The file that the object was made of, where its index was put first on the way. */
  source: z.strictObject({ sha1: z.string().nullable(), bytes: z.int() }).nullable(),
  parts: z.array(storedPart),
  /** It was stored already, and nothing was sent. */
  linked: z.boolean(),
  /** Copied within storage out of the former version. */
  copiedParts: z.int(),
  /** Handed to the network beyond the object's own bytes; null in receipts from before that was counted. */
  sentAgainBytes: z.int().nullable(),
  queuedAtMs: z.int(),
  verifiedAtMs: z.int(),
  lastCheck: storedCheck.nullable(),
  isChecking: z.boolean(),
  /** The last look found it gone or altered, and the file is on this computer. */
  canSendAgain: z.boolean(),
});
export type ReceiptView = z.infer<typeof receiptView>;

export const receiptRoutes = {
  /** Of the newest upload of a version; null when it was not sent from this computer. */
  'receipt.get': query({ input: z.strictObject({ versionId }), output: receiptView.nullable(), errors: [] }),
  /** Reads the stored object back, and answers when that is done. What it found is kept with the receipt. */
  'receipt.testStored': command({
    input: z.strictObject({ uploadId, mode: checkMode }),
    output: storedCheck,
    errors: [
      'NOT_FOUND',
      'STORAGE_NOT_CONNECTED',
      'CHECK_RUNNING',
      'CHECK_STOPPED',
      'CHECK_UNREACHABLE',
      'CHECK_REFUSED',
      ...writeErrors,
    ],
  }),
  /** The version counts as not stored any more, and its file is queued. Only while `canSendAgain`. */
  'receipt.sendAgain': command({
    input: z.strictObject({ uploadId }),
    output: z.strictObject({}),
    errors: ['NOT_FOUND', 'STORAGE_NOT_CONNECTED', ...writeErrors],
  }),
  /** Ends it: it answers CHECK_STOPPED. */
  'receipt.cancelTest': command({ input: z.strictObject({ uploadId }), output: z.strictObject({}), errors: [] }),
};

export const receiptEvents = {
  /** Bytes read back. */
  'receipt.progressed': event(z.strictObject({ uploadId, bytesDone: z.int(), bytesTotal: z.int() })),
};

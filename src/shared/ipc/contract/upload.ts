import { z } from 'zod';
import { storedFault } from '../../domain/course.ts';
import { courseId, lessonId, uploadId, versionId } from '../../domain/ids.ts';
import { queueSummary, uploadSnapshot } from '../../domain/upload.ts';
import { uploadSettings } from '../../domain/upload-settings.ts';
import { command, event, query, writeErrors } from '../define.ts';

/** A row of the queue: the live snapshot, and what it is for. */
export const uploadRow = z.strictObject({
  snapshot: uploadSnapshot,
  fileName: z.string(),
  lessonId: lessonId.nullable(),
  lessonTitle: z.string().nullable(),
  courseId: courseId.nullable(),
  courseTitle: z.string().nullable(),
  /** Of one that ended well: what was found when what it stored was verified again, and whether its file is here. */
  storedFault: z.strictObject({ kind: storedFault, canSendAgain: z.boolean() }).nullable(),
});
export type UploadRow = z.infer<typeof uploadRow>;

/** Those that are gone meanwhile are passed over; none left is `NOT_FOUND`. */
const some = z.strictObject({ uploadIds: z.array(uploadId).min(1).max(10_000) });
const done = z.strictObject({});

export const uploadRoutes = {
  /** The queue in sending order; finished uploads of this session last. */
  'upload.list': query({ input: z.strictObject({}), output: z.array(uploadRow), errors: [] }),
  'upload.getSummary': query({ input: z.strictObject({}), output: queueSummary, errors: [] }),
  /** The newest upload of a version, or null when none was ever queued. */
  'upload.getForVersion': query({
    input: z.strictObject({ versionId }),
    output: uploadSnapshot.nullable(),
    errors: [],
  }),
  'upload.pause': command({ input: some, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
  'upload.resume': command({ input: some, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
  /** Also removes what was already stored of it. */
  'upload.cancel': command({ input: some, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
  'upload.retry': command({ input: some, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
  /** Goes on with a file whose contents look broken or are not known (see `maySendAsIs`). */
  'upload.sendAsIs': command({ input: some, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
  'upload.sendFirst': command({ input: some, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
  /** Before another one (null: to the end), keeping their order. */
  'upload.move': command({
    input: some.extend({ beforeId: uploadId.nullable() }),
    output: done,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Queues versions whose upload was cancelled, or that wait on this computer only. */
  'upload.start': command({
    input: z.strictObject({ versionIds: z.array(versionId).min(1).max(10_000) }),
    output: done,
    errors: ['NOT_FOUND', 'STORAGE_NOT_CONNECTED', ...writeErrors],
  }),
  /** What is queued later is paused, too, until `resumeAll` or for so many minutes (over a restart). */
  'upload.pauseAll': command({
    input: z.strictObject({ minutes: z.int().min(1).max(1_440).optional() }),
    output: done,
    errors: writeErrors,
  }),
  'upload.resumeAll': command({ input: z.strictObject({}), output: done, errors: writeErrors }),
  /** What the computer is in (on battery, on a metered network) is passed over, this time. */
  'upload.sendAnyway': command({ input: z.strictObject({}), output: done, errors: [] }),
  'upload.retryFailed': command({ input: z.strictObject({}), output: done, errors: writeErrors }),
  'upload.getSettings': query({ input: z.strictObject({}), output: uploadSettings, errors: [] }),
  /** They hold at once, for what is on its way too. */
  'upload.saveSettings': command({ input: uploadSettings.partial(), output: uploadSettings, errors: writeErrors }),
  'upload.clearDone': command({ input: z.strictObject({}), output: done, errors: writeErrors }),
};

export const uploadEvents = {
  /** At most ten a second for the whole app; the last one always comes. */
  'upload.progressed': event(z.strictObject({ snapshots: z.array(uploadSnapshot), summary: queueSummary })),
  /** Rows came, went or changed places: the list is to be read again. */
  'upload.queueChanged': event(z.strictObject({})),
};

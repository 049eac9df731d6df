import { z } from 'zod';
import { jobId } from '../../domain/ids.ts';
import { jobKind, jobReason } from '../../domain/job.ts';
import { command, event, query, writeErrors } from '../define.ts';

const one = z.strictObject({ jobId });

/** Work in the background that outlives the studio: what waits, and what was laid aside. */
export const jobRoutes = {
  'job.list': query({
    input: z.strictObject({}),
    output: z.strictObject({
      /** To be done, now or later. */
      open: z.int(),
      /** Not done by itself any more: the newest 200. A null `kind` is a row that cannot be read. */
      dead: z.array(z.strictObject({ jobId, kind: jobKind.nullable(), subject: z.string(), reason: jobReason })),
    }),
    errors: [],
  }),
  /** A dead one is tried again, now. */
  'job.retry': command({ input: one, output: z.strictObject({}), errors: ['NOT_FOUND', ...writeErrors] }),
  /** A dead one is given up: what it was about stays as it is. */
  'job.discard': command({ input: one, output: z.strictObject({}), errors: ['NOT_FOUND', ...writeErrors] }),
};
export const jobEvents = { 'job.changed': event(z.strictObject({})) };

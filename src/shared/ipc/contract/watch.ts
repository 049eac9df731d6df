import { z } from 'zod';
import { chapterId, courseId, folderId, planId } from '../../domain/ids.ts';
import { watchedFolder } from '../../domain/watch.ts';
import { command, event, query, writeErrors } from '../define.ts';

const one = z.strictObject({ folderId });
const done = z.strictObject({});

export const watchRoutes = {
  /** The folders that are watched for a course on this computer. */
  'watch.list': query({ input: z.strictObject({ courseId }), output: z.array(watchedFolder), errors: [] }),
  /** Opens the system's folder picker; null when the user closed it. What is in the folder already is offered too. */
  'watch.pickFolder': command({
    input: z.strictObject({ courseId, chapterId: chapterId.nullable() }),
    output: one.nullable(),
    errors: ['NOT_FOUND', 'ALREADY_WATCHED', ...writeErrors],
  }),
  /** Another place for the same watch: the folder was moved, or comes from another drive. */
  'watch.moveFolder': command({
    input: one,
    output: one.nullable(),
    errors: ['NOT_FOUND', 'ALREADY_WATCHED', ...writeErrors],
  }),
  /** Nothing is deleted, neither files nor lessons. */
  'watch.forget': command({ input: one, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
  /** Answers when the folder was looked through. */
  'watch.scan': command({ input: one, output: done, errors: ['NOT_FOUND'] }),
  /** What is offered now is not offered again before it changes; what is gone is not said again. */
  'watch.dismiss': command({ input: one, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
  /** Opens an import preview of what is offered. Writes nothing. */
  'watch.openOffer': command({
    input: one,
    output: z.strictObject({ planId }),
    errors: ['NOT_FOUND', 'OFFER_GONE', 'UNREADABLE'],
  }),
};

export const watchEvents = {
  /** What is said of a watched folder of these courses is different now. */
  'watch.changed': event(z.strictObject({ courseIds: z.array(courseId) })),
};

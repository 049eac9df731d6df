import { z } from 'zod';
import { snapshotDiff } from '../../domain/course-version.ts';
import { courseId, courseVersionId } from '../../domain/ids.ts';
import { limitedText, publishCheck } from '../../domain/publish-rules.ts';
import { courseFileField, publishPhase } from '../../domain/publish-check.ts';
import { command, event, query, writeErrors } from '../define.ts';

const titled = { id: z.uuid(), title: z.string() };
/** Where something is put right. */
const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('field'), field: z.string() }),
  z.strictObject({ kind: z.literal('file'), field: courseFileField }),
  z.strictObject({ kind: z.literal('outline') }),
  z.strictObject({ kind: z.literal('chapter'), ...titled }),
  z.strictObject({ kind: z.literal('lesson'), ...titled }),
]);

export const publishRoutes = {
  /** How many characters the rules in force take at most, by text of the course: for its form, long before it is published. */
  'publish.getLimits': query({
    input: z.strictObject({}),
    output: z.partialRecord(limitedText, z.int()),
    errors: [],
  }),
  /** The checklist of a course, from what is on this computer; no network is asked. */
  'publish.getChecklist': query({
    input: z.strictObject({ courseId }),
    output: z.strictObject({
      findings: z.array(
        z.strictObject({
          check: publishCheck,
          level: z.enum(['blocker', 'warning']),
          isMet: z.boolean(),
          have: z.int().nullable(),
          min: z.int().nullable(),
          max: z.int().nullable(),
          places: z.array(place),
        }),
      ),
      /** Whose rules these are. `fault`: what is wrong with the file of the organisation; the built-in rules are used. */
      rules: z.strictObject({ source: z.enum(['built-in', 'file']), file: z.string(), fault: z.string().nullable() }),
      /** The versions that were published, the latest first. */
      published: z.array(z.strictObject({ versionId: courseVersionId, atMs: z.int() })),
      /** What is otherwise since the course was last published; null: it never was, or that version cannot be read here. */
      sincePublished: z.strictObject({ versionId: courseVersionId, atMs: z.int(), changes: snapshotDiff }).nullable(),
    }),
    errors: ['NOT_FOUND'],
  }),
  /**
   * Sends what waits, and has the server publish the course: it answers when the version is made. Only as it was seen: what
   * another computer changed meanwhile is to be looked at first. `PUBLISH_NO_ANSWER`: nobody knows; asked again, the server
   * makes the same version, once.
   */
  'publish.start': command({
    input: z.strictObject({ courseId }),
    output: z.strictObject({ versionId: courseVersionId }),
    errors: [
      'NOT_FOUND',
      'PUBLISH_RUNNING',
      'PUBLISH_BLOCKED',
      'PUBLISH_NOT_STORED',
      'PUBLISH_CHANGED',
      'PUBLISH_MEANWHILE',
      'PUBLISH_UNSYNCED',
      'PUBLISH_SIGNED_OUT',
      'PUBLISH_OFFLINE',
      'PUBLISH_FORBIDDEN',
      'PUBLISH_SERVER_OLD',
      'PUBLISH_NO_ANSWER',
      'PUBLISH_CANCELLED',
      ...writeErrors,
    ],
  }),
  /** What is asked of the server already may still be done there. */
  'publish.cancel': command({ input: z.strictObject({ courseId }), output: z.strictObject({}), errors: [] }),
};

export const publishEvents = {
  'publish.progressed': event(z.strictObject({ courseId, phase: publishPhase })),
};

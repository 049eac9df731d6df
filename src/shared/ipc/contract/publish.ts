import { z } from 'zod';
import { snapshotDiff } from '../../domain/course-version.ts';
import { courseId, courseVersionId } from '../../domain/ids.ts';
import { limitedText, publishCheck } from '../../domain/publish-rules.ts';
import { query } from '../define.ts';

const titled = { id: z.uuid(), title: z.string() };
/** Where something is put right. */
const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('field'), field: z.string() }),
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
      /** What is otherwise since the course was last published; null: it never was, or that version cannot be read here. */
      sincePublished: z.strictObject({ versionId: courseVersionId, atMs: z.int(), changes: snapshotDiff }).nullable(),
    }),
    errors: ['NOT_FOUND'],
  }),
};

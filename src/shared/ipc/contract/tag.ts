import { z } from 'zod';
import { tagName, tagUse } from '../../domain/tag.ts';
import { command, query, writeErrors } from '../define.ts';

const tagRef = z.strictObject({ name: tagName });

export const tagRoutes = {
  /** All tags of the workspace, by name. */
  'tag.list': query({ input: z.strictObject({}), output: z.array(tagUse), errors: [] }),
  /** In all that has it; to the name of another tag: from then on they are one. Answers the name as it is written. */
  'tag.rename': command({
    input: tagRef.extend({ to: tagName }),
    output: z.strictObject({ name: z.string() }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** Takes it off all that has it. */
  'tag.delete': command({
    input: tagRef,
    output: z.strictObject({ name: z.string() }),
    errors: ['NOT_FOUND', ...writeErrors],
  }),
};

import { z } from 'zod';
import { courseId, versionId } from '../../domain/ids.ts';
import { command, query, writeErrors } from '../define.ts';

const courseRef = z.strictObject({ courseId });
/** `isChanged`: false when all was so already. */
const done = z.strictObject({ isChanged: z.boolean() });

const MAX_COVER_BYTES = 1_000_000;
const jpeg = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.length > 0 && bytes.length <= MAX_COVER_BYTES, 'cover size');

export const coverRoutes = {
  /** The versions whose pictures are the cover, and what it was cut out of; null: the course has no cover of its own. */
  'cover.get': query({
    input: courseRef,
    output: z.strictObject({ versionId: versionId.nullable(), originalId: versionId.nullable() }),
    errors: [],
  }),
  /**
   * The cover as it was cut, and the file it was cut out of; null: out of the picture of before. Both are kept here and
   * uploaded. NOT_A_PICTURE: no picture file that can be read.
   */
  'cover.set': command({
    input: courseRef.extend({ jpeg, path: z.string().min(1).max(4_096).nullable() }),
    output: done,
    errors: ['NOT_FOUND', 'NOT_A_PICTURE', ...writeErrors],
  }),
  /** The course has no cover any more; the files stay in the library. */
  'cover.delete': command({ input: courseRef, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
};

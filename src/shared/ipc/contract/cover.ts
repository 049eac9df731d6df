import { z } from 'zod';
import { courseId, versionId } from '../../domain/ids.ts';
import { command, query, writeErrors } from '../define.ts';

const courseRef = z.strictObject({ courseId });
/** `isChanged`: false when the dialog was closed, or there was nothing to remove. */
const done = z.strictObject({ isChanged: z.boolean() });

export const coverRoutes = {
  /** The version whose picture is the cover; null: the course has none of its own. */
  'cover.get': query({ input: courseRef, output: z.strictObject({ versionId: versionId.nullable() }), errors: [] }),
  /** Asks for a picture on this computer, which becomes the cover of the course. The file stays where it is. */
  'cover.pick': command({ input: courseRef, output: done, errors: ['NOT_FOUND', 'NOT_A_PICTURE', ...writeErrors] }),
  /** The course has no cover any more; the file stays in the library. */
  'cover.delete': command({ input: courseRef, output: done, errors: ['NOT_FOUND', ...writeErrors] }),
};

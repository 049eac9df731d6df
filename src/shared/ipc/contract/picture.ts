import { z } from 'zod';
import { lessonId, versionId } from '../../domain/ids.ts';
import { command, writeErrors } from '../define.ts';

/** Of a clipboard, which has no file: what is larger is made smaller first, since bytes go by the protocol and not by IPC. */
export const PICTURE_BYTES_MAX = 2_000_000;
const bytes = z
  .instanceof(Uint8Array)
  .refine((all) => all.length > 0 && all.length <= PICTURE_BYTES_MAX, 'picture size');
/** By what name the text shows it. */
const picture = z.strictObject({ name: z.string(), versionId });
const errors = ['NOT_FOUND', 'NOT_A_PICTURE', 'PICTURE_TOO_LARGE', ...writeErrors] as const;

/**
 * Pictures that the text of a lesson shows: links of the role `picture`. They are made when a picture is put into the text, and
 * gone through when the text is saved: what it does not show goes, with that step.
 */
export const pictureRoutes = {
  /** Asks for a picture on this computer; null: the dialog was closed. */
  'picture.pick': command({ input: z.strictObject({ lessonId }), output: picture.nullable(), errors }),
  /** A file, what a clipboard holds, or a picture of another lesson. A copy is kept: the file may go. */
  'picture.create': command({
    input: z.strictObject({
      lessonId,
      from: z.union([
        z.strictObject({ path: z.string().min(1).max(32_768) }),
        z.strictObject({ bytes, fileName: z.string().max(1_000) }),
        z.strictObject({ versionId }),
      ]),
    }),
    output: picture,
    errors,
  }),
};

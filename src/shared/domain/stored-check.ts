import { z } from 'zod';

/** `ends`: the beginning and the end. `all`: every byte. */
export const checkMode = z.enum(['ends', 'all']);
export type CheckMode = z.infer<typeof checkMode>;

/** What came of reading a stored object back. */
export const storedCheck = z.strictObject({
  atMs: z.int(),
  mode: checkMode,
  /** `gone`: not there any more. `altered`: other bytes than were sent. `unproven`: nothing to compare it with. */
  verdict: z.enum(['same', 'gone', 'altered', 'unproven']),
  /** The file on this computer, or the hashes of the receipt. */
  against: z.enum(['file', 'hashes', 'nothing']),
  /** Read back and compared. */
  bytes: z.int(),
  /** Where the stretch begins in which it differs; null when that is not known. */
  differsAt: z.int().nullable(),
});
export type StoredCheck = z.infer<typeof storedCheck>;

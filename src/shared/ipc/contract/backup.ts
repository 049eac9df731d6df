import { z } from 'zod';
import { command, query, writeErrors } from '../define.ts';

/** A copy of this profile's data on this disk; videos are not in it. `name` tells it from the others. */
export const backup = z.strictObject({
  name: z.string(),
  atMs: z.int(),
  reason: z.enum(['daily', 'manual', 'migration', 'replaced']),
  bytes: z.int(),
  courses: z.int(),
  lessons: z.int(),
});
export type BackupInfo = z.infer<typeof backup>;

export const backupRoutes = {
  /** Newest first. */
  'backup.list': query({
    input: z.strictObject({}),
    output: z.strictObject({ backups: z.array(backup) }),
    errors: [],
  }),
  'backup.make': command({
    input: z.strictObject({}),
    output: z.strictObject({ name: z.string() }),
    errors: writeErrors,
  }),
  /**
   * Puts a backup in the place of the data file, which is backed up first. Answers when the studio runs on it;
   * everything on screen is to be read again then (`session.changed`).
   */
  'backup.restore': command({
    input: z.strictObject({ name: z.string().max(100) }),
    output: z.strictObject({}),
    errors: ['NOT_FOUND', 'BACKUP_DAMAGED', ...writeErrors],
  }),
  /** Shows the folder of the backups in the system's file manager. */
  'backup.showFolder': command({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
};

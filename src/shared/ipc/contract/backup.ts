import { z } from 'zod';
import { command, query } from '../define.ts';

/** There is no space for a copy; the folder of the copies is gone, no folder, or may not be used. */
const folderErrors = ['BACKUP_NO_SPACE', 'BACKUP_FOLDER'] as const;

/** A copy of this profile's data on this disk; videos are not in it. `name` tells it from the others. */
export const backup = z.strictObject({
  name: z.string(),
  atMs: z.int(),
  reason: z.enum(['daily', 'manual', 'migration', 'replaced']),
  bytes: z.int(),
  /** Null: a newer Lectern made it, and this one does not know. */
  courses: z.int().nullable(),
  lessons: z.int().nullable(),
  /** Made by a newer Lectern: cannot be gone back to. */
  isNewer: z.boolean(),
});
export type BackupInfo = z.infer<typeof backup>;

export const backupRoutes = {
  /** Newest first. */
  'backup.list': query({
    input: z.strictObject({}),
    output: z.strictObject({ backups: z.array(backup) }),
    errors: folderErrors,
  }),
  'backup.make': command({
    input: z.strictObject({}),
    output: z.strictObject({ name: z.string() }),
    errors: folderErrors,
  }),
  /**
   * Puts a backup in the place of the data file, which is backed up first. Answers when the studio runs on it;
   * everything on screen is to be read again then (`session.changed`).
   */
  'backup.restore': command({
    input: z.strictObject({ name: z.string().max(100) }),
    output: z.strictObject({}),
    errors: ['NOT_FOUND', 'BACKUP_DAMAGED', 'BACKUP_NEWER', ...folderErrors],
  }),
  /** Shows the folder of the backups in the system's file manager. */
  'backup.showFolder': command({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
};

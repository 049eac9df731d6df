import { z } from 'zod';

/** What the status bar tells about the cloud. */
export const syncState = z.enum([
  'local-only', // no server is configured
  'signed-out',
  'offline',
  'idle',
  'syncing',
  'needs-auth', // the session ended; everything stays here and waits
  'blocked', // the server speaks a newer protocol: Lectern must be updated
  'stopped', // a fault of ours or a refusal; tried again by itself
  'captive', // something in between answers for the server
]);
export type SyncState = z.infer<typeof syncState>;

export const syncStatus = z.strictObject({
  state: syncState,
  /** Mutations that the server has not confirmed yet. */
  waiting: z.int().min(0),
  lastSyncedAtMs: z.int().nullable(),
  savedAtMs: z.int().nullable(),
  conflicts: z.int().min(0),
  deadLetters: z.int().min(0),
});
export type SyncStatus = z.infer<typeof syncStatus>;

import type { KeptNotice } from '../shared/domain/notice.ts';
import type { BackupFault } from './compose-backups.ts';
import type { Database } from './db/open.ts';
import type { MediaTable } from './db/tables/media.ts';
import type { SettingsTable } from './db/tables/settings.ts';
import type { SystemSignal } from './platform/system-signals.ts';
import type { WriteHealth } from './lib/write-health.ts';
import type { createPosterStore } from './media/posters.ts';
import type { SyncEngine } from './sync/engine.ts';
import type { ProfileHandlers } from './compose-profile-handlers.ts';

/** One person’s data on this computer, as the rest of the app sees it. */
export interface Profile {
  readonly name: string;
  readonly db: Database;
  readonly media: MediaTable;
  readonly settings: SettingsTable;
  /** Whether a course is there, and not in the trash. */
  readonly hasCourse: (courseId: string) => boolean;
  readonly posters: ReturnType<typeof createPosterStore>;
  readonly handlers: ProfileHandlers;
  /** Whose it is; null before the first sign-in. */
  readonly ownerId: () => string | null;
  /** What happened to this copy of the data and nobody has read yet. */
  readonly notices: () => KeptNotice[];
  /** Makes it the account's, if it is nobody's. Everything edited before goes to that account's workspace. */
  readonly adopt: (userId: string) => void;
  readonly sync: SyncEngine;
  /** Why the daily backup could not be made; null when it could. */
  readonly backupFault: () => BackupFault | null;
  /** Whether the database takes writes. */
  readonly health: WriteHealth;
  /** The computer slept, woke, has a network again, or the studio came to the front. */
  readonly onSystem: (signal: Exclude<SystemSignal, 'shutdown'>) => void;
  /** How many uploads are on their way or next. Those that wait for something are not waited for. */
  readonly uploadsUnderWay: () => number;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

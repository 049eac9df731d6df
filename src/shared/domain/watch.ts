import { z } from 'zod';

/**
 * How a watched folder is doing. `polling`: the system gives no events, so it is looked through now and then (data: its
 * code). `drive`: not connected. `folder`: moved, renamed or deleted. `denied`: the system does not let us look.
 */
export const watchState = z.enum(['starting', 'watching', 'polling', 'drive', 'folder', 'denied', 'failed']);
export type WatchState = z.infer<typeof watchState>;

/** How many files of each kind there are. `waiting`: being written. `unusable`: no player could open them (yet). */
export const watchCounts = z.strictObject({
  added: z.int(),
  changed: z.int(),
  gone: z.int(),
  waiting: z.int(),
  unusable: z.int(),
});
export type WatchCounts = z.infer<typeof watchCounts>;

/** What is said of a folder besides where it is. */
export interface WatchStatus {
  readonly state: WatchState;
  /** The system's code why there are no events; empty when there are. */
  readonly code: string;
  readonly counts: WatchCounts;
  /** There are more files than are looked at. */
  readonly isPartial: boolean;
  /** When it was last looked through; null before the first time. */
  readonly checkedAtMs: number | null;
}

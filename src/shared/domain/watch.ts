import { z } from 'zod';
import { chapterId, courseId, folderId } from './ids.ts';

/**
 * How a watched folder is doing. `polling`: the system gives no events, so it is looked through now and then (data: its
 * code). `drive`: not connected. `folder`: moved, renamed or deleted. `denied`: the system does not let us look.
 */
const watchState = z.enum(['starting', 'watching', 'polling', 'drive', 'folder', 'denied', 'failed']);
export type WatchState = z.infer<typeof watchState>;

/** How many files of each kind there are. `waiting`: being written. `unusable`: no player could open them (yet). */
const watchCounts = z.strictObject({
  added: z.int(),
  changed: z.int(),
  gone: z.int(),
  waiting: z.int(),
  unusable: z.int(),
});

/** What is said of a folder besides where it is. */
const watchStatus = z.strictObject({
  state: watchState,
  /** The system's code why there are no events; empty when there are. */
  code: z.string(),
  counts: watchCounts,
  /** There are more files than are looked at. */
  isPartial: z.boolean(),
  /** When it was last looked through; null before the first time. */
  checkedAtMs: z.int().nullable(),
});
export type WatchStatus = z.infer<typeof watchStatus>;

/** A folder of this computer that is watched for a course. `path` is for display. */
export const watchedFolder = watchStatus.extend({
  folderId,
  courseId,
  /** The chapter that its recordings go to; null: each to the one it fits. */
  chapterId: chapterId.nullable(),
  /** Null with `chapterId`. */
  chapterTitle: z.string().nullable(),
  name: z.string(),
  path: z.string(),
  /** Names of some of what is offered, in its order. */
  names: z.array(z.string()),
  /** Some of the lessons whose files are gone. */
  goneTitles: z.array(z.string()),
});
export type WatchedFolder = z.infer<typeof watchedFolder>;

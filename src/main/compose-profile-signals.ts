import type { Changed } from './db/mutate.ts';
import { createCourseChanges, type Push } from './ipc/push.ts';
import { createChangeLog } from './lib/change-log.ts';
import type { UploadRoom } from './compose-uploads.ts';
import type { composeWatch } from './compose-watch.ts';
import type { SystemSignal } from './platform/system-signals.ts';
import type { SyncEngine } from './sync/engine.ts';

/** Which courses have changed, for the windows, and by which rows, for who reads again. */
export function composeChanges(push: Push, nowMs: number) {
  const changes = createCourseChanges<Changed>(push);
  const changeLog = createChangeLog<Changed>(nowMs);
  changes.onAdd(changeLog.note);
  return { changes, changeLog };
}

interface Engines {
  readonly room: UploadRoom;
  readonly sync: SyncEngine;
  readonly watched: ReturnType<typeof composeWatch>;
}

/** Tells the engines what happened to the computer. */
export function passOn(signal: Exclude<SystemSignal, 'shutdown'>, { room, sync, watched }: Engines): void {
  if (signal === 'power') return room.control.apply();
  if (signal === 'suspend') room.uploads.systemSuspended();
  else sync.poke(signal);
  if (signal === 'resume') {
    room.control.apply();
    room.uploads.systemResumed();
    watched.watch.woke();
  }
  if (signal === 'online') room.uploads.setOnline(true);
  if (signal !== 'suspend') room.jobs.poke();
}

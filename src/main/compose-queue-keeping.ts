import type { UploadRecord } from '../shared/domain/upload.ts';
import { concernsQueue } from './actions/queue-concerns.ts';
import type { UploadDesk } from './actions/upload-desk.ts';
import type { Changed } from './db/mutate.ts';
import { createDebounce } from './lib/debounce.ts';
import type { WriteHealth } from './lib/write-health.ts';

/** How long after an edit the queue is brought in step with the courses: an import is many edits of one moment. */
const RECONCILE_AFTER_MS = 50;
/** How long after an upload is ready that is noted of its version, together with the others of that moment. */
const NOTE_AFTER_MS = 50;

interface QueueKeeping {
  readonly desk: Pick<UploadDesk, 'noteSettled' | 'noteHashed' | 'reconcile'>;
  readonly health: WriteHealth;
  /** An edit may have made room: replaced versions were removed, here or on another computer. */
  readonly reviewFull: () => void;
}

/**
 * Keeps the queue and the courses in step, as seldom as may be. Nothing is lost with what is not noted yet: what is ready is
 * told again at the next start, and a hash that was found comes with it.
 */
export function composeQueueKeeping({ desk, health, reviewFull }: QueueKeeping) {
  const settled: UploadRecord[] = [];
  const hashed: UploadRecord[] = [];
  /** For work that nobody waits for: a full disk is told in the notice, and `catchUp` does it later. */
  function ifDiskTakesIt(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!health.noticed(error)) throw error;
    }
  }
  const notes = createDebounce(note, NOTE_AFTER_MS);
  function note(): void {
    notes.stop();
    ifDiskTakesIt(() => desk.noteSettled(settled.splice(0)));
    ifDiskTakesIt(() => desk.noteHashed(hashed.splice(0)));
  }
  /** What is ready is noted first: it is not to be queued again. */
  function reconcile(): void {
    note();
    desk.reconcile();
  }
  const queue = createDebounce(() => ifDiskTakesIt(reconcile), RECONCILE_AFTER_MS);
  const room = createDebounce(reviewFull, RECONCILE_AFTER_MS);
  return {
    reconcile,
    noteSettled(record: UploadRecord): void {
      settled.push(record);
      notes.poke();
    },
    noteHashed(record: UploadRecord): void {
      hashed.push(record);
      notes.poke();
    },
    /** The courses changed: the queue follows in a moment, where that may matter to it. */
    follow(changed: readonly Changed[]): void {
      if (concernsQueue(changed)) queue.poke();
      room.poke();
    },
    /** Which files are here, or what is stored, has changed, which no synced row tells of. */
    poke(): void {
      queue.poke();
      room.poke();
    },
    stop(): void {
      note();
      queue.stop();
      room.stop();
    },
    /** For good: nobody may write any more. */
    drop: notes.stop,
  };
}

import { deviceMark, uploadMark } from './marks.ts';
import { good, type Outcome, type StoredFile } from './ports.ts';

/** An unfinished large file under our prefix, and when it was begun by the server's clock. */
export interface UnfinishedFile extends StoredFile {
  readonly startedAtMs: number;
}
export interface SweepPorts {
  /** All under our prefix, and the server's time: this computer's clock may be wrong. */
  readonly listUnfinished: (
    signal: AbortSignal,
  ) => Promise<Outcome<{ readonly files: readonly UnfinishedFile[]; readonly nowMs: number }>>;
  /** When its newest part arrived, by the server's clock; null: it has none. */
  readonly lastPartAtMs: (fileId: string, signal: AbortSignal) => Promise<Outcome<number | null>>;
  readonly cancel: (fileId: string, signal: AbortSignal) => Promise<Outcome<void>>;
  /** What this computer's journal says of an upload; null: it knows nothing of it. */
  readonly journalState: (uploadId: string) => 'open' | 'ready' | null;
  /** The mark that this journal leaves on what it begins. */
  readonly device: string;
}

const dayMs = 24 * 60 * 60_000;
/** Of our own, with nothing in the journal: a start whose answer was lost, or a journal that was restored. */
const ownQuietMs = 3 * dayMs;
/** Of another computer of ours: longer than anybody pauses an upload and wants it to go on without a word. */
const othersQuietMs = 30 * dayMs;

/**
 * Removes unfinished large files that nobody will go on with. Never one without our mark, nor one that the journal here
 * goes on with; one that the journal does not know only when it gave no sign of life (begun, or a part arrived) for long:
 * three days for our own, thirty for those of other computers, which may only be paused. Answers how many went.
 */
export async function sweepOrphans(ports: SweepPorts, signal: AbortSignal): Promise<Outcome<number>> {
  const listed = await ports.listUnfinished(signal);
  if (!listed.ok) return listed;
  let removed = 0;
  for (const file of listed.value.files) {
    const orphan = await isOrphan(ports, file, listed.value.nowMs, signal);
    if (!orphan.ok) return orphan;
    if (!orphan.value) continue;
    const gone = await ports.cancel(file.fileId, signal);
    // Finished or cancelled by somebody else meanwhile: not ours to remove any more.
    if (gone.ok) removed += 1;
    else if (!['not-found', 'invalid'].includes(gone.error.kind)) return gone;
  }
  return good(removed);
}

async function isOrphan(
  ports: SweepPorts,
  { fileId, info, startedAtMs, isFinished }: UnfinishedFile,
  nowMs: number,
  signal: AbortSignal,
): Promise<Outcome<boolean>> {
  const uploadId = info[uploadMark];
  if (uploadId === undefined || isFinished) return good(false);
  const known = ports.journalState(uploadId);
  // A ready one has its object: this is what a start left whose answer was lost.
  if (known !== null) return good(known === 'ready');
  const quietMs = info[deviceMark] === ports.device ? ownQuietMs : othersQuietMs;
  if (nowMs - startedAtMs < quietMs) return good(false);
  const last = await ports.lastPartAtMs(fileId, signal);
  if (!last.ok) return last.error.kind === 'not-found' || last.error.kind === 'invalid' ? good(false) : last;
  return good(nowMs - (last.value ?? startedAtMs) >= quietMs);
}

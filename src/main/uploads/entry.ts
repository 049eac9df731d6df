import type { LoadedUpload, StoredPart } from '../../shared/domain/upload.ts';
import type { JournalWriter } from './journal-writer.ts';
import type { EngineWrite } from './ports.ts';
import { startRate } from './rate.ts';
import { changesBetween, reduce, sessionOf, type Session, type SessionEvent } from './session.ts';

/**
 * One upload in the engine: its session, its stored parts, and the only way to change either. Every change of the
 * record goes to the journal; `bytesDone` alone does not, because the progress messages carry it.
 */
export function createEntry(loaded: LoadedUpload, writer: JournalWriter, onChange: (entry: Entry) => void) {
  const { uploadId } = loaded.record;
  let session: Session = sessionOf(loaded.record);
  const parts = new Map<number, StoredPart>(loaded.parts.map((part) => [part.partNumber, part]));
  let confirmedBytes = loaded.parts.reduce((sum, part) => sum + part.bytes, 0);

  const accept = (event: SessionEvent): EngineWrite | null => {
    const before = session;
    session = reduce(session, event);
    if (session === before) return null;
    onChange(entry);
    const change = changesBetween(before.record, session.record);
    const isWorthWriting = Object.keys(change).some((key) => key !== 'bytesDone');
    if (!isWorthWriting) return null;
    // With every other change, so that no state is ever shown beside older progress.
    const { bytesDone } = session.record;
    const isSameWait = change.state === undefined && session.record.reason?.code === before.record.reason?.code;
    const type = event.type === 'waiting' && isSameWait ? 'show' : 'change';
    return { type, uploadId, change: { ...change, bytesDone } };
  };
  const entry = {
    uploadId,
    record: () => session.record,
    session: () => session,
    parts,
    /** Bytes handed to the network since the start of the engine, re-sent ones included. */
    sentBytes: 0,
    /** The same since the upload began. */
    sentInAll: (): number => loaded.record.sentBytes + entry.sentBytes,
    rate: startRate(0),
    /** Until when something of it may still be stored on the server: a request that had left was given up. */
    mayArriveUntilMs: 0,
    /** It was cleaned up behind, and will be again when nothing can arrive any more. */
    isCleanedLater: false,
    dispatch(event: SessionEvent): void {
      const write = accept(event);
      if (write) writer.add(write);
    },
    /** As `dispatch`, but resolves when it is durable; false when the journal cannot write now. */
    async save(event: SessionEvent): Promise<boolean> {
      const write = accept(event);
      // Where it changes nothing, what came before it is still to be durable: a finish in a second round relies on it.
      return write ? writer.save(write) : writer.flush();
    },
    keepPart(part: StoredPart): void {
      confirmedBytes += part.bytes - (parts.get(part.partNumber)?.bytes ?? 0);
      parts.set(part.partNumber, part);
      writer.add({ type: 'part', uploadId, part });
    },
    /** What the server turned out to have; rows of parts that it lost are written over when they are sent again. */
    setParts(stored: readonly StoredPart[]): void {
      parts.clear();
      for (const part of stored) parts.set(part.partNumber, part);
      confirmedBytes = stored.reduce((sum, part) => sum + part.bytes, 0);
    },
    confirmedBytes: (): number => confirmedBytes,
  };
  return entry;
}
export type Entry = ReturnType<typeof createEntry>;

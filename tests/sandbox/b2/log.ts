import type { OperationName } from './operations/names.ts';

/** How an exchange ended. `open` until it does. */
type LogOutcome = 'open' | 'answered' | 'cut' | 'client-gone';

/** One request as the server saw it. */
export interface LogEntry {
  index: number;
  /** Server time of the first byte. */
  atMs: number;
  operation: OperationName | 'preflight' | 'unknown';
  method: string;
  path: string;
  /** Numbers connections from 1 in the order they were made. */
  connection: number;
  keyId: string | undefined;
  fileId: string | undefined;
  fileName: string | undefined;
  partNumber: number | undefined;
  /** Content-Length of the request. */
  declaredBytes: number;
  /** Body bytes that arrived, also of uploads that were refused or cut. */
  bodyBytes: number;
  /** Status sent; null while open or when the connection ended instead. */
  status: number | null;
  /** `code` of a refusal. */
  code: string | undefined;
  /** Kind of the fault that hit it; a status fault with its status. */
  fault: string | undefined;
  /** Whether the body is kept: sent and never sent again. */
  stored: boolean;
  outcome: LogOutcome;
  durationMs: number;
}

type LogFilter = Partial<Pick<LogEntry, 'operation' | 'fileId' | 'fileName' | 'partNumber' | 'outcome' | 'status'>> & {
  /** Only entries from this index on. */
  since?: number;
};

export interface RequestLog {
  begin: (entry: Omit<LogEntry, 'index'>) => LogEntry;
  /** Counts upload bytes as they arrive, and wakes those who wait for a number of them. */
  received: (entry: LogEntry, bytes: number) => void;
  /** Wakes those who wait for a state; call after changing an entry. */
  changed: (entry: LogEntry) => void;
  entries: (filter?: LogFilter) => LogEntry[];
  /** Index that the next entry will have: a mark for `since`. */
  mark: () => number;
  /** All upload bytes received since the start, also those of entries that the ring has dropped. */
  bytesReceived: (filter?: LogFilter) => number;
  /** Resolves with the first entry, old or new, for which the predicate holds; looked at whenever a body grows, too. */
  waitFor: (predicate: (entry: LogEntry) => boolean) => Promise<LogEntry>;
  /** Resolves once that many upload bytes in all have arrived. */
  waitForBytes: (bytes: number) => Promise<void>;
  clear: () => void;
}

function matches(entry: LogEntry, { since = 0, ...filter }: LogFilter): boolean {
  if (entry.index < since) return false;
  return Object.entries(filter).every(([field, value]) => entry[field as keyof LogEntry] === value);
}

interface Waiter {
  predicate: (entry: LogEntry) => boolean;
  resolve: (entry: LogEntry) => void;
}

const isUpload = (entry: LogEntry): boolean =>
  entry.operation === 'b2_upload_part' || entry.operation === 'b2_upload_file';

/** A ring of the last `size` requests. */
export function createRequestLog(size: number): RequestLog {
  let ring: LogEntry[] = [];
  let nextIndex = 0;
  let uploadBytes = 0;
  let waiters: Waiter[] = [];
  let byteWaiters: { bytes: number; resolve: () => void }[] = [];
  const changed = (entry: LogEntry): void => {
    const woken = waiters.filter((waiter) => waiter.predicate(entry));
    waiters = waiters.filter((waiter) => !woken.includes(waiter));
    for (const waiter of woken) waiter.resolve(entry);
  };
  const entries = (filter: LogFilter = {}): LogEntry[] => ring.filter((entry) => matches(entry, filter));
  return {
    begin: (fields) => {
      const entry: LogEntry = { index: nextIndex, ...fields };
      nextIndex += 1;
      ring.push(entry);
      if (ring.length > size * 2) ring = ring.slice(-size);
      changed(entry);
      return entry;
    },
    received: (entry, bytes) => {
      entry.bodyBytes += bytes;
      if (waiters.length > 0) changed(entry);
      if (!isUpload(entry)) return;
      uploadBytes += bytes;
      if (byteWaiters.length === 0) return;
      for (const waiter of byteWaiters.filter(({ bytes: wanted }) => wanted <= uploadBytes)) waiter.resolve();
      byteWaiters = byteWaiters.filter(({ bytes: wanted }) => wanted > uploadBytes);
    },
    changed,
    entries,
    mark: () => nextIndex,
    bytesReceived: (filter) =>
      filter === undefined
        ? uploadBytes
        : entries(filter)
            .filter(isUpload)
            .reduce((sum, entry) => sum + entry.bodyBytes, 0),
    waitFor: (predicate) => {
      const known = ring.find(predicate);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve) => waiters.push({ predicate, resolve }));
    },
    waitForBytes: (bytes) =>
      uploadBytes >= bytes ? Promise.resolve() : new Promise((resolve) => byteWaiters.push({ bytes, resolve })),
    clear: () => {
      ring = [];
      uploadBytes = 0;
    },
  };
}

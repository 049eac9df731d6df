import { closeSync, fstatSync, ftruncateSync, openSync, rmSync, writev } from 'node:fs';

/** Written in runs of this size: fewer system calls than a call per network read. */
const batchBytes = 512 * 1024;
const zeros = Buffer.alloc(64 * 1024);

const isZero = (chunk: Buffer): boolean =>
  chunk.length <= zeros.length && chunk.equals(zeros.subarray(0, chunk.length));

export interface BlobWriter {
  /** Takes a chunk. A promise means: stop reading until it resolves, two runs are already on their way to the disk. */
  write: (chunk: Buffer) => Promise<void> | undefined;
  /** Everything written, file closed. Throws when the disk did not take it all; then discard. */
  close: () => Promise<void>;
  /** Closes and removes the file; what was written is gone. */
  discard: () => Promise<void>;
}

interface Progress {
  fd: number;
  pending: Buffer[];
  pendingBytes: number;
  /** Where the pending run begins. */
  at: number;
  end: number;
  inFlight: Set<Promise<void>>;
  failure: Error | undefined;
  closed: boolean;
}

const writeRun = (state: Progress, run: Buffer[], bytes: number, at: number): Promise<void> =>
  new Promise((resolve) => {
    writev(state.fd, run, at, (error, written) => {
      if (error !== null) state.failure ??= error;
      else if (written !== bytes) state.failure ??= new Error(`wrote ${written} of ${bytes} bytes: is the disk full?`);
      resolve();
    });
  });

function flush(state: Progress): void {
  if (state.pendingBytes === 0) return;
  const write = writeRun(state, state.pending, state.pendingBytes, state.at);
  state.inFlight.add(write);
  void write.then(() => state.inFlight.delete(write));
  state.pending = [];
  state.at += state.pendingBytes;
  state.pendingBytes = 0;
}

function take(state: Progress, chunk: Buffer): Promise<void> | undefined {
  state.end += chunk.length;
  if (isZero(chunk)) {
    // Leave a hole: a 50 GB sparse file of zeros costs no disk here either.
    flush(state);
    state.at += chunk.length;
    return undefined;
  }
  state.pending.push(chunk);
  state.pendingBytes += chunk.length;
  if (state.pendingBytes < batchBytes) return undefined;
  flush(state);
  return state.inFlight.size > 1 ? Promise.race(state.inFlight) : undefined;
}

async function settle(state: Progress): Promise<void> {
  flush(state);
  await Promise.all(state.inFlight);
}

function closeFile(state: Progress): void {
  if (state.closed) return;
  state.closed = true;
  closeSync(state.fd);
}

async function finish(state: Progress): Promise<void> {
  await settle(state);
  if (state.failure === undefined && fstatSync(state.fd).size < state.end) ftruncateSync(state.fd, state.end);
  closeFile(state);
  if (state.failure !== undefined) throw state.failure;
}

/** Opens a new blob for streaming: bounded memory (two runs of 512 KiB), asynchronous writes, holes for zeros. */
export function createBlobWriter(path: string): BlobWriter {
  const state: Progress = {
    fd: openSync(path, 'wx'),
    pending: [],
    pendingBytes: 0,
    at: 0,
    end: 0,
    inFlight: new Set(),
    failure: undefined,
    closed: false,
  };
  return {
    write: (chunk) => take(state, chunk),
    close: () => finish(state),
    discard: async () => {
      state.pendingBytes = 0;
      await settle(state);
      closeFile(state);
      rmSync(path, { force: true });
    },
  };
}

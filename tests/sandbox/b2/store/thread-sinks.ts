import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { BlobSink, Sinks } from './sink.ts';
import type { SinkReply, SinkRequest } from './sink-messages.ts';

/** Sent to the thread in runs of this size. */
const runBytes = 512 * 1024;
/** Reading stops while more than this is on its way to the thread. */
const onTheWayBytes = 2 * 1024 * 1024;

interface Thread {
  post: (request: SinkRequest, chunks?: readonly Uint8Array[]) => void;
  /** Answers for one blob go here until `forget`. */
  listen: (id: number, onReply: (reply: SinkReply) => void) => void;
  forget: (id: number) => void;
  close: () => Promise<void>;
}

function createThread(): Thread {
  const worker = new Worker(new URL('sink-thread.ts', import.meta.url));
  const listeners = new Map<number, (reply: SinkReply) => void>();
  worker.on('message', (reply: SinkReply) => listeners.get(reply.id)?.(reply));
  worker.on('error', (error: Error) => {
    for (const [id, tell] of listeners) tell({ id, kind: 'failed', message: String(error) });
  });
  worker.unref(); // a sandbox that is forgotten must not keep its process alive
  return {
    post: (request, chunks = []) =>
      worker.postMessage(
        request,
        chunks.map((chunk) => chunk.buffer as ArrayBuffer),
      ),
    listen: (id, onReply) => void listeners.set(id, onReply),
    forget: (id) => void listeners.delete(id),
    close: async () => void (await worker.terminate()),
  };
}

/** The chunk with memory of its own, so that it can be handed over; chunks off the network have it already. */
const own = (chunk: Buffer): Uint8Array =>
  chunk.byteLength === chunk.buffer.byteLength ? chunk : Uint8Array.prototype.slice.call(chunk);

function createThreadSink(thread: Thread, id: number, path: string, usedBytes: number): BlobSink {
  let run: Uint8Array[] = [];
  let runSize = 0;
  let onTheWay = 0;
  let finished = false;
  let room = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<SinkReply>();
  const flush = (): void => {
    if (runSize === 0) return;
    onTheWay += runSize;
    thread.post({ id, kind: 'data', chunks: run }, run);
    run = [];
    runSize = 0;
  };
  thread.listen(id, (reply) => {
    if (reply.kind === 'taken') onTheWay -= reply.bytes;
    else ended.resolve(reply);
    if (reply.kind !== 'taken' || onTheWay < onTheWayBytes) {
      room.resolve();
      room = Promise.withResolvers<void>();
    }
  });
  const end = async (kind: 'finish' | 'discard'): Promise<SinkReply> => {
    thread.post({ id, kind });
    const reply = await ended.promise;
    thread.forget(id);
    return reply;
  };
  thread.post({ id, kind: 'open', path, usedBytes });
  return {
    take: (chunk) => {
      run.push(own(chunk));
      runSize += chunk.byteLength;
      if (runSize >= runBytes) flush();
      return onTheWay < onTheWayBytes ? undefined : room.promise;
    },
    finish: async () => {
      flush();
      finished = true;
      const reply = await end('finish');
      if (reply.kind !== 'finished') throw new Error(reply.kind === 'failed' ? reply.message : reply.kind);
      return reply.sha1;
    },
    discard: async () => {
      if (!finished) await end('discard');
      rmSync(path, { force: true });
    },
  };
}

/** Hashes and writes on threads of their own: the receiving thread then only receives. */
export function createThreadSinks(count: number): Sinks {
  const threads = Array.from({ length: count }, createThread);
  let opened = 0;
  return {
    open: (path, usedBytes) => {
      opened += 1;
      const thread = threads[opened % count];
      if (thread === undefined) throw new Error('thread sinks need a thread');
      return createThreadSink(thread, opened, path, usedBytes);
    },
    close: async () => {
      for (const thread of threads) await thread.close();
    },
  };
}

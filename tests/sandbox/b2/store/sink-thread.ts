import { createHash, type Hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { type BlobWriter, createBlobWriter } from './blob-writer.ts';
import type { SinkReply, SinkRequest } from './sink-messages.ts';

/** The thread that hashes and writes blobs for `createThreadSinks`. */
interface OpenBlob {
  hash: Hash;
  writer: BlobWriter;
}

const open = new Map<number, OpenBlob>();

function takeData({ hash, writer }: OpenBlob, chunks: readonly Uint8Array[]): number {
  let bytes = 0;
  for (const chunk of chunks) {
    hash.update(chunk);
    writer.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    bytes += chunk.byteLength;
  }
  return bytes;
}

function finishBlob(id: number, { hash, writer }: OpenBlob): SinkReply {
  try {
    writer.close();
    return { id, kind: 'finished', sha1: hash.digest('hex') };
  } catch (error) {
    return { id, kind: 'failed', message: String(error) };
  }
}

function reply(request: SinkRequest): SinkReply | undefined {
  const { id } = request;
  if (request.kind === 'open') {
    open.set(id, { hash: createHash('sha1'), writer: createBlobWriter(request.path, request.usedBytes) });
    return undefined;
  }
  const blob = open.get(id);
  if (blob === undefined) return { id, kind: 'failed', message: 'no such blob' };
  if (request.kind === 'data') return { id, kind: 'taken', bytes: takeData(blob, request.chunks) };
  if (request.kind === 'finish') return finishBlob(id, blob);
  open.delete(id);
  blob.writer.discard();
  return { id, kind: 'discarded' };
}

parentPort?.on('message', (request: SinkRequest) => {
  const answer = reply(request);
  if (answer !== undefined) parentPort?.postMessage(answer);
  if (answer?.kind === 'finished') open.delete(answer.id);
});

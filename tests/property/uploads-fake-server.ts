import {
  bad,
  good,
  type Clock,
  type Outcome,
  type PortError,
  type SendSource,
  type StorageInfo,
  type StoredFile,
  type UploadTransport,
} from '../../src/main/uploads/ports.ts';
import { sha1Of } from './uploads-fake-time.ts';

/** What may happen to a call: nothing, refused before anything was done, or done with the answer lost. */
export type Fate = 'fine' | 'lost' | PortError;
export type Operation = keyof UploadTransport;

interface ServerFile {
  readonly fileId: string;
  readonly objectName: string;
  readonly info: Readonly<Record<string, string>>;
  readonly parts: Map<number, Uint8Array>;
  content: Uint8Array | null;
}

const limits = { absoluteMinimumPartBytes: 50, recommendedPartBytes: 1_000 };
const storage: StorageInfo = { bucketId: 'bucket-id', bucketName: 'bucket', prefix: 'p/', limits };
const gone: PortError = { kind: 'not-found', retry: 'never', code: 'not_found' };
const checksum: PortError = { kind: 'invalid', retry: 'now', code: 'checksum', sentAll: true };
const noActiveUpload: PortError = { kind: 'invalid', retry: 'never', code: 'bad_request' };
const short: PortError = { kind: 'source', retry: 'now', code: 'file-truncated' };
export const lost: PortError = { kind: 'io', retry: 'now', code: 'ECONNRESET', sentAll: true };
const unread = (code: string): PortError => ({ kind: 'source', retry: 'backoff', code });
export const aborted: PortError = { kind: 'aborted', retry: 'never', code: 'aborted' };

/** A storage service in memory with the rules that matter, in fake time, whose calls meet the fates one gives them. */
export function createFakeServer(clock: Clock, random: () => number) {
  const files = new Map<string, ServerFile>();
  const state = {
    fateOf: (_operation: Operation, _partNumber?: number): Fate => 'fine',
    latencyMs: () => 20 + random() * 200,
    /** An answer that is in when its question is withdrawn is heard all the same. */
    isDeaf: false,
    /** How long what was withdrawn after it had left is on its way, before it is done all the same. */
    lateMs: 0,
    calls: 0,
    bytesReceived: 0,
  };
  let ids = 0;

  /** Travels there, does it (also when the caller is gone by then), travels back. */
  async function call<T>(
    isAlive: () => boolean,
    operation: Operation,
    signal: AbortSignal,
    work: () => Outcome<T> | Promise<Outcome<T>>,
    partNumber?: number,
  ): Promise<Outcome<T>> {
    // The dead ask nothing.
    if (!isAlive()) await new Promise(() => {});
    if (signal.aborted) return bad(aborted);
    const fate = state.fateOf(operation, partNumber);
    state.calls += 1;
    await clock.delay(state.latencyMs(), signal);
    // An aborted request may be done all the same: it was on its way.
    if (signal.aborted && state.lateMs > 0 && (operation === 'sendFile' || operation === 'startLargeFile')) {
      void clock.delay(state.lateMs, new AbortController().signal).then(work);
      return bad({ ...aborted, sentAll: true });
    }
    if (state.isDeaf && typeof fate === 'object') return bad(fate);
    if (signal.aborted && random() < 0.5) return bad(aborted);
    if (typeof fate === 'object') return bad(signal.aborted ? aborted : fate);
    const outcome = await Promise.resolve(work()).catch((error: { code?: string }) => bad(unread(error.code ?? '')));
    await clock.delay(state.latencyMs(), signal);
    // They hear no answer either, but what they asked for is done.
    if (!isAlive()) await new Promise(() => {});
    if (signal.aborted) return bad(aborted);
    return fate === 'lost' ? bad(lost) : outcome;
  }

  const describe = (file: ServerFile): StoredFile => ({
    fileId: file.fileId,
    bucketId: 'bucket-id',
    objectName: file.objectName,
    bytes: file.content?.length ?? 0,
    contentSha1: file.content && file.parts.size === 0 ? sha1Of(file.content) : null,
    isFinished: file.content !== null,
    info: file.info,
  });
  const open = (fileId: string): ServerFile | null => {
    const file = files.get(fileId);
    return file && file.content === null ? file : null;
  };
  const add = (objectName: string, info: ServerFile['info'], content: Uint8Array | null): ServerFile => {
    const file = { fileId: `f${(ids += 1)}`, objectName, info, parts: new Map<number, Uint8Array>(), content };
    files.set(file.fileId, file);
    return file;
  };
  const read = async ({ handle, offset, bytes, onWritten }: SendSource): Promise<Uint8Array> => {
    const buffer = new Uint8Array(bytes);
    const count = await handle.read(buffer, offset, bytes);
    onWritten(count);
    state.bytesReceived += count;
    return buffer.subarray(0, count);
  };

  function createClient(isAlive: () => boolean): UploadTransport {
    const list = (objectName: string, isFinished: boolean): Outcome<readonly StoredFile[]> =>
      good(
        [...files.values()]
          .filter((file) => file.objectName === objectName)
          .map(describe)
          .filter((file) => file.isFinished === isFinished),
      );
    return {
      connect: (signal) => call(isAlive, 'connect', signal, () => good(storage)),
      startLargeFile: ({ objectName, info }, signal) =>
        call(isAlive, 'startLargeFile', signal, () => good({ fileId: add(objectName, info, null).fileId })),
      findUnfinished: (objectName, signal) => call(isAlive, 'findUnfinished', signal, () => list(objectName, false)),
      findVersions: (objectName, signal) => call(isAlive, 'findVersions', signal, () => list(objectName, true)),
      listParts: (fileId, signal) =>
        call(isAlive, 'listParts', signal, () => {
          const file = open(fileId);
          if (!file) return bad(noActiveUpload);
          return good(
            [...file.parts].map(([partNumber, bytes]) => ({ partNumber, bytes: bytes.length, sha1: sha1Of(bytes) })),
          );
        }),
      sendPart: (part, signal) => {
        const store = async (): Promise<Outcome<{ sha1: string }>> => {
          const bytes = await read(part);
          const file = open(part.fileId);
          if (bytes.length < part.bytes) return bad(short);
          if (!file) return bad(noActiveUpload);
          file.parts.set(part.partNumber, bytes);
          return good({ sha1: sha1Of(bytes) });
        };
        return call(isAlive, 'sendPart', signal, store, part.partNumber);
      },
      copyPart: ({ sourceFileId, offset, bytes, fileId, partNumber }, signal) =>
        call(
          isAlive,
          'copyPart',
          signal,
          () => {
            const [source, file] = [files.get(sourceFileId)?.content, open(fileId)];
            if (!source) return bad(gone);
            if (!file) return bad(noActiveUpload);
            const copied = source.slice(offset, offset + bytes);
            file.parts.set(partNumber, copied);
            return good({ sha1: sha1Of(copied) });
          },
          partNumber,
        ),
      // Nobody else puts anything here that could be copied whole.
      copyFile: (_copy, signal) => call(isAlive, 'copyFile', signal, () => bad(gone)),
      sendFile: (file, signal) =>
        call(isAlive, 'sendFile', signal, async () => {
          const bytes = await read(file);
          if (bytes.length < file.bytes) return bad(short);
          if (file.sha1 !== null && file.sha1 !== sha1Of(bytes)) return bad(checksum);
          return good({ fileId: add(file.objectName, file.info, bytes).fileId, sha1: sha1Of(bytes) });
        }),
      finishLargeFile: (fileId, sha1s, signal) =>
        call(isAlive, 'finishLargeFile', signal, () => {
          const file = open(fileId);
          const parts = sha1s.map((_, index) => file?.parts.get(index + 1));
          if (!file || file.parts.size !== sha1s.length) return bad(noActiveUpload);
          if (parts.some((part, index) => !part || sha1Of(part) !== sha1s[index])) return bad(noActiveUpload);
          file.content = Buffer.concat(parts.filter((part) => part !== undefined));
          return good({ bytes: file.content.length });
        }),
      getFile: (fileId, signal) =>
        call(isAlive, 'getFile', signal, () => {
          const file = files.get(fileId);
          return file ? good(describe(file)) : bad(gone);
        }),
      cancelLargeFile: (fileId, signal) =>
        call(isAlive, 'cancelLargeFile', signal, () => {
          if (!open(fileId)) return bad(noActiveUpload);
          files.delete(fileId);
          return good(undefined);
        }),
      deleteVersion: (fileId, _objectName, signal) =>
        call(isAlive, 'deleteVersion', signal, () => (files.delete(fileId) ? good(undefined) : bad(gone))),
      disconnect: () => undefined,
    };
  }
  return { files, state, createClient, describe };
}
export type FakeServer = ReturnType<typeof createFakeServer>;

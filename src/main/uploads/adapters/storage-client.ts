import type { Readable } from 'node:stream';
import type { StoredPage } from '../catalogue.ts';
import type { SweepPorts } from '../orphans.ts';
import { bad, good, type Outcome, type PortError, type StorageSettings, type StoredFile } from '../ports.ts';
import type { Account } from './b2/account.ts';
import { file, nothing, toStoredFile } from './b2/answers.ts';
import { readFromCdn } from './cdn.ts';
import { connect, createClient, type Client } from './b2/client.ts';
import { downloadRange, type ByteRange, type Download, type ObjectRef } from './b2/download.ts';
import { hashStored, type StoredStretch } from './b2/hash-stored.ts';
import { lastPartAtMs, listNames, listUnfinishedUnder } from './b2/listings.ts';
import { cleanPrefix, refusalOf } from './b2/scope.ts';

const notConfigured: PortError = { kind: 'forbidden', retry: 'after-user', code: 'not-configured' };

/** The storage for everything that is not uploading: playing and deleting. Refuses the keys that uploads refuse. */
export function createStorageClient() {
  let client: Client | null = null;
  let mine: StorageSettings | null = null;
  let cdnUrl: string | null = null;

  /** Calls with a client whose key is one that may be used: a policy can give us any. */
  async function admitted<T>(
    signal: AbortSignal,
    call: (client: Client, settings: StorageSettings, account: Account) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    if (!client || !mine) return bad(notConfigured);
    const [asked, settings] = [client, mine];
    const signedIn = await asked.accounts.get(signal);
    if (!signedIn.ok) return signedIn;
    const refused = refusalOf(settings, signedIn.value);
    return refused ? bad(refused) : call(asked, settings, signedIn.value);
  }
  return {
    /** The name of the bucket; null: there is none. */
    bucket: (): string | null => mine?.bucket ?? null,
    /** What the names of our objects begin with; null: there is no storage. */
    prefix: (): string | null => mine && cleanPrefix(mine.prefix),
    /** Which storage and where in it; null: there is none. */
    place: (): string | null => mine && `${mine.endpoint} ${mine.bucket} ${mine.prefix}`,
    /** Null: there is no storage; every call answers so. What is being streamed breaks off. */
    configure(settings: StorageSettings | null): void {
      client?.close();
      mine = settings;
      client = settings && createClient(settings);
    },
    /** Bytes of an object for playback; `not-found`, `offline` and the like as values. */
    downloadRange: (object: ObjectRef, range: ByteRange | null, signal: AbortSignal): Promise<Outcome<Download>> =>
      admitted(signal, (asked) => downloadRange(asked, object, range, signal)),
    getFile: (fileId: string, signal: AbortSignal): Promise<Outcome<StoredFile>> =>
      admitted(signal, async (asked) => {
        const found = await asked.ask(file, signal, (sdk, axios) => sdk.getFileInfo({ ...axios, fileId }));
        return found.ok ? good(toStoredFile(found.value)) : found;
      }),
    /** SHA-1 of a stretch of a stored object, without keeping it; `onBytes` is told every piece that came. */
    hashStored: (
      stretch: StoredStretch,
      onBytes: (bytes: number) => void,
      signal: AbortSignal,
    ): Promise<Outcome<string>> => admitted(signal, (asked) => hashStored(asked, stretch, onBytes, signal)),
    /** Null: there is no CDN. */
    configureCdn(baseUrl: string | null): void {
      cdnUrl = baseUrl;
    },
    /** Bytes to be played: by way of the CDN where there is one and it has them, else straight from the bucket. */
    async play(object: Played, range: Required<ByteRange>, signal: AbortSignal): Promise<Outcome<Readable>> {
      const near = cdnUrl === null ? null : await readFromCdn(cdnUrl, object.objectName, range, signal);
      if (near?.ok) return near;
      const { fileId } = object;
      const far = await admitted(signal, (asked) => downloadRange(asked, { fileId }, range, signal));
      return far.ok ? good(far.value.stream) : far;
    },
    /** Good also when the version is gone already. */
    async deleteFileVersion(fileId: string, fileName: string, signal: AbortSignal): Promise<Outcome<void>> {
      const deleted = await admitted(signal, (asked) =>
        asked.ask(nothing, signal, (sdk, axios) => sdk.deleteFileVersion({ ...axios, fileId, fileName })),
      );
      return deleted.ok || deleted.error.kind === 'not-found' ? good(undefined) : deleted;
    },
    /** The service's time, which no wrong clock here moves; null: it does not tell. */
    serverNowMs: (signal: AbortSignal): Promise<Outcome<number | null>> =>
      admitted(signal, async (_asked, _settings, { serverNowMs }) => good(serverNowMs())),
    /** A page of what lies under our prefix. */
    listStored: (from: string | null, signal: AbortSignal): Promise<Outcome<StoredPage>> =>
      admitted(signal, async (asked, settings) => {
        const storage = await connect(asked, settings, signal);
        return storage.ok ? listNames(asked, storage.value, from, signal) : storage;
      }),
    /** What was begun under our prefix and not finished, by anybody, with the server's time. */
    listUnfinished: (signal: AbortSignal): ReturnType<SweepPorts['listUnfinished']> =>
      admitted(signal, async (asked, settings, { serverNowMs }) => {
        const storage = await connect(asked, settings, signal);
        if (!storage.ok) return storage;
        const files = await listUnfinishedUnder(asked, storage.value, signal);
        // Where the service does not tell its time, nothing is old.
        return files.ok ? good({ files: files.value, nowMs: serverNowMs() ?? 0 }) : files;
      }),
    lastPartAtMs: (fileId: string, signal: AbortSignal): Promise<Outcome<number | null>> =>
      admitted(signal, (asked) => lastPartAtMs(asked, fileId, signal)),
    async cancelUnfinished(fileId: string, signal: AbortSignal): Promise<Outcome<void>> {
      const done = await admitted(signal, (asked) =>
        asked.ask(nothing, signal, (sdk, axios) => sdk.cancelLargeFile({ ...axios, fileId })),
      );
      return done.ok ? good(undefined) : done;
    },
    close(): void {
      client?.close();
      client = null;
    },
  };
}
/** A stored version: by its id in the bucket, by its name for the public. */
interface Played {
  readonly fileId: string;
  readonly objectName: string;
}
export type StorageClient = ReturnType<typeof createStorageClient>;

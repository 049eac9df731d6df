import type { UploadId, VersionId } from '../../shared/domain/ids.ts';
import type { StoredPart, UploadChange, UploadWrite, WriteResult } from '../../shared/domain/upload.ts';
import type { PartLimits } from './plan.ts';

export type ErrorKind =
  | 'offline'
  | 'rate-limited'
  | 'auth'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'capped'
  | 'io'
  /** Our own file could not be read; the code is the system's. */
  | 'source'
  | 'aborted'
  | 'bug';

/** `now`: at once with a fresh upload URL, then backing off. `after-user`: not before somebody did something. */
export type RetryClass = 'never' | 'now' | 'backoff' | 'after-user';

/** What adapters answer instead of throwing. Never carries a token, a key, a URL or the service's free text. */
export interface PortError {
  readonly kind: ErrorKind;
  readonly retry: RetryClass;
  /** The service's or the system's own code: `bad_auth_token`, `ECONNRESET`, `stalled`, `checksum`. */
  readonly code: string;
  readonly retryAfterMs?: number;
  /** The whole body had left: the server may have stored it although no answer came. */
  readonly sentAll?: boolean;
}
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: PortError };

export const good = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const bad = (error: PortError): { readonly ok: false; readonly error: PortError } => ({ ok: false, error });

/** Wall clock and timers. `delay` resolves early, and never rejects, when the signal aborts. */
export interface Clock {
  nowMs(): number;
  delay(ms: number, signal: AbortSignal): Promise<void>;
}
export interface Randomness {
  /** In [0, 1). */
  unit(): number;
}

/** What tells one state of a file from another. */
export interface SourceIdentity {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly inode: string;
}
/** `code` is a `WaitCode` or `FailCode` that begins with `file-` or `drive-`; `detail` the system's own code. */
export interface SourceError {
  readonly code: 'file-missing' | 'drive-missing' | 'file-locked' | 'file-unreadable';
  readonly detail: string;
}
export type SourceOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: SourceError };

/** An open file. Reads never move a shared position, so any number may be under way. */
export interface SourceHandle {
  /** Fills `target` from `offset` on; fewer bytes than asked for only at the end of the file. Throws on I/O errors. */
  read(target: Uint8Array, offset: number, bytes: number): Promise<number>;
  close(): Promise<void>;
}
export interface FileSource {
  /** By path, so that a file that was replaced is seen, not the one that is still open. */
  identify(path: string): Promise<SourceOutcome<SourceIdentity>>;
  open(path: string): Promise<SourceOutcome<SourceHandle>>;
  /** SHA-1 of a range; used when a stored part is not in the journal. */
  hashRange(handle: SourceHandle, offset: number, bytes: number, signal: AbortSignal): Promise<Outcome<string>>;
}

/** What of an object comes with a chunk of the file that it is made of, in its own order. Chunks come in that of the file, and all. */
export type Reorder = (chunk: Uint8Array, position: number) => readonly Uint8Array[];
export interface HashOptions {
  /** For later, only with time that nobody else wants. */
  readonly isIdle?: boolean;
  /** Hash what is made of the file, too, in the same read; used up by it. */
  readonly reorder?: Reorder | null;
}
/** SHA-1 of a whole file, read once, giving way to transfers. */
export type HashFile = (
  path: string,
  signal: AbortSignal,
  options?: HashOptions,
) => Promise<Outcome<{ sha1: string; bytes: number; objectSha1: string | null }>>;

/** An object with the bytes we are about to send, as the library or an earlier upload knows it. */
export interface StoredObject {
  readonly fileId: string;
  readonly objectName: string;
  /** Of the object itself, where somebody here made it. */
  readonly sha1?: string | null;
  /** Nobody here keeps it there, so it may go at any time: it is copied, not shared. */
  readonly isForeign?: boolean;
}
/** The object of a former version of the same media, and how it was divided. */
export interface FormerObject {
  readonly fileId: string;
  readonly bucketId: string;
  /** All of it, in order; all but the last of one length. Null: it has the very bytes that are to be sent. */
  readonly parts: readonly StoredPart[] | null;
}
/** What main knows that a plan is made with. */
export interface PlanHints {
  readonly former: FormerObject | null;
  /** Films are to be stored with their index first. */
  readonly indexFirst: boolean;
}
export type GetHints = (versionId: VersionId) => Promise<PlanHints>;
/** `sha1` null: any of that length whose hash is known, to know whether a file is worth hashing before it is sent. */
export type FindStored = (sha1: string | null, bytes: number) => Promise<StoredObject | null>;

export interface StorageInfo {
  readonly bucketId: string;
  readonly bucketName: string;
  readonly prefix: string;
  readonly limits: PartLimits;
}
/** A finished object as the server describes it. */
export interface StoredFile {
  readonly fileId: string;
  readonly bucketId: string;
  readonly objectName: string;
  readonly bytes: number;
  /** Null for objects made of parts: the service does not hash them as a whole. */
  readonly contentSha1: string | null;
  readonly isFinished: boolean;
  readonly info: Readonly<Record<string, string>>;
}
/** A stretch of an open file to be sent. `isRetry`: take a fresh upload URL, never a pooled one. */
export interface SendSource {
  readonly handle: SourceHandle;
  readonly offset: number;
  readonly bytes: number;
  readonly isRetry: boolean;
  /** Hash of these bytes, when somebody made it: they are then not hashed again, and the service compares. */
  readonly sha1: string | null;
  /** Called with the number of bytes handed to the network so far. */
  readonly onWritten: (bytes: number) => void;
  /** To be asked before each write: how many of the bytes wanted may go now (at least 1; a promise while it has to wait). */
  readonly pace: (wanted: number) => number | Promise<number>;
}
export interface PartCopy {
  readonly sourceFileId: string;
  readonly offset: number;
  readonly bytes: number;
  /** The unfinished large file. */
  readonly fileId: string;
  readonly partNumber: number;
}
export interface NewObject {
  readonly objectName: string;
  readonly contentType: string;
  /** Custom metadata; `X-Bz-Info-*`. */
  readonly info: Readonly<Record<string, string>>;
}

export interface SentFile {
  readonly fileId: string;
  readonly sha1: string;
}

/** The storage service. Every call takes a signal and answers `aborted` soon after it fires. */
export interface UploadTransport {
  /** Authorises (or takes the authorisation at hand) and finds the bucket and its limits. */
  connect(signal: AbortSignal): Promise<Outcome<StorageInfo>>;
  startLargeFile(object: NewObject, signal: AbortSignal): Promise<Outcome<{ fileId: string }>>;
  /** Unfinished large files of this very name. */
  findUnfinished(objectName: string, signal: AbortSignal): Promise<Outcome<readonly StoredFile[]>>;
  /** Finished versions of this very name. */
  findVersions(objectName: string, signal: AbortSignal): Promise<Outcome<readonly StoredFile[]>>;
  listParts(fileId: string, signal: AbortSignal): Promise<Outcome<readonly StoredPart[]>>;
  /** Sends a part; good only when the server's SHA-1 equals ours. */
  sendPart(
    part: SendSource & { fileId: string; partNumber: number },
    signal: AbortSignal,
  ): Promise<Outcome<{ sha1: string }>>;
  /** Makes a part out of a stretch of a finished object, within storage. Needs `readFiles` besides `writeFiles`. */
  copyPart(copy: PartCopy, signal: AbortSignal): Promise<Outcome<{ sha1: string }>>;
  /** Makes an object out of a finished one, within storage; the service hashes what it copies. Needs `readFiles`, too. */
  copyFile(copy: NewObject & { sourceFileId: string }, signal: AbortSignal): Promise<Outcome<SentFile>>;
  /** Sends a whole object in one piece; good only when the server's SHA-1 equals ours. */
  sendFile(file: SendSource & NewObject, signal: AbortSignal): Promise<Outcome<SentFile>>;
  finishLargeFile(fileId: string, sha1s: readonly string[], signal: AbortSignal): Promise<Outcome<{ bytes: number }>>;
  getFile(fileId: string, signal: AbortSignal): Promise<Outcome<StoredFile>>;
  cancelLargeFile(fileId: string, signal: AbortSignal): Promise<Outcome<void>>;
  deleteVersion(fileId: string, objectName: string, signal: AbortSignal): Promise<Outcome<void>>;
  /** Drops connections and pooled upload URLs (after sleep, or for good). */
  disconnect(): void;
}

/** A change that is only to be seen: the next time of a wait that goes on, say. Not worth waking a disk for. */
export interface ShownChange {
  readonly type: 'show';
  readonly uploadId: UploadId;
  readonly change: UploadChange;
}
export type EngineWrite = UploadWrite | ShownChange;

/** Resolves when the writes are durable (power cut included). `disk-full` keeps everything as it was. */
export interface Journal {
  write(writes: readonly EngineWrite[]): Promise<WriteResult>;
}

/** Where uploads go, with the secret. Stays in the main process and its worker. */
export interface StorageSettings {
  readonly keyId: string;
  readonly applicationKey: string;
  readonly bucket: string;
  readonly prefix: string;
  /** Empty: the service's own. `http:` is refused except on loopback. */
  readonly endpoint: string;
  /** The mark of this journal, for what it begins; absent: none is left. */
  readonly device?: string;
}

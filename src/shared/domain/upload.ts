import { z } from 'zod';
import { uploadId, versionId, type UploadId } from './ids.ts';

/** `ready` and `cancelled` are final; `failed` is left only by an explicit retry. */
export const uploadState = z.enum([
  'queued',
  'hashing',
  'starting',
  'uploading',
  'paused',
  'waiting',
  'finishing',
  'verifying',
  'ready',
  'failed',
  'cancelled',
]);
export type UploadState = z.infer<typeof uploadState>;

/** States in which a run is busy with the upload; after a crash they all mean "go on with it". */
export const workingStates = ['hashing', 'starting', 'uploading', 'finishing', 'verifying'] as const;
/** States that nothing but the user (retry) or nobody leaves. */
export const settledStates = ['ready', 'failed', 'cancelled'] as const;

/** Who has to do something before a waiting or failed upload can go on. */
export type NextAction =
  | 'none'
  | 'retry'
  | 'connect-drive'
  | 'find-file'
  | 'close-file'
  | 'check-permissions'
  | 'raise-cap'
  | 'check-storage'
  | 'sign-in'
  | 'free-disk-space'
  | 'check-clock'
  | 'send-anyway'
  | 'rename-file'
  | 'export-again'
  | 'report';

/** Why an upload waits, and what would end the waiting (`none`: it goes on by itself at `retryAtMs`). */
export const waitActions = {
  offline: 'none',
  'server-busy': 'none',
  'rate-limited': 'none',
  'file-growing': 'none',
  'file-locked': 'close-file',
  'file-missing': 'find-file',
  'drive-missing': 'connect-drive',
  'cap-exceeded': 'raise-cap',
  'key-revoked': 'check-storage',
  'access-denied': 'check-storage',
  'bucket-missing': 'check-storage',
  /** More than the quota has room for: raise it, or send anyway. */
  'over-quota': 'check-storage',
  'not-configured': 'check-storage',
  'signed-out': 'sign-in',
  'disk-full': 'free-disk-space',
  'clock-skew': 'check-clock',
  'untrusted-server': 'check-storage',
  'on-battery': 'send-anyway',
  'metered-network': 'send-anyway',
  /** With the state `paused`: the whole queue is held, what is queued later too. */
  'queue-paused': 'none',
} as const satisfies Record<string, NextAction>;

/** Why an upload ended without an object. The first four are replaced by a new upload without a click. */
export const failActions = {
  'file-changed': 'none',
  'server-forgot': 'none',
  'storage-changed': 'none',
  'not-verified': 'none',
  'file-unreadable': 'check-permissions',
  'file-too-large': 'report',
  'bad-name': 'rename-file',
  'file-empty': 'export-again',
  'file-unfinished': 'export-again',
  'file-cut': 'export-again',
  'file-unknown': 'export-again',
  'damaged-in-transit': 'retry',
  refused: 'retry',
  'bad-row': 'report',
  internal: 'report',
} as const satisfies Record<string, NextAction>;

/** Found by looking at the file before anything was sent: somebody who knows better may have it sent as it is. */
const doubtfulCodes: ReadonlySet<string> = new Set<FailCode>(['file-unfinished', 'file-cut', 'file-unknown']);
export const maySendAsIs = (code: ReasonCode): boolean => doubtfulCodes.has(code);

export type WaitCode = keyof typeof waitActions;
/** What the computer is in that uploads may have to wait for. */
export type Hindrance = 'on-battery' | 'metered-network';
export type FailCode = keyof typeof failActions;
export const waitCodes = Object.keys(waitActions) as readonly WaitCode[];
export const failCodes = Object.keys(failActions) as readonly FailCode[];
export const reasonCode = z.enum([...waitCodes, ...failCodes]);
export type ReasonCode = z.infer<typeof reasonCode>;

/** `detail` is the service's or system's own code (`storage_cap_exceeded`, `EBUSY`), for *Copy details*. */
export const uploadReason = z.strictObject({ code: reasonCode, detail: z.string().nullable() });
export type UploadReason = z.infer<typeof uploadReason>;

/** What the user (or time) has to do about a reason. */
export function nextAction(code: ReasonCode): NextAction {
  return code in waitActions ? waitActions[code as WaitCode] : failActions[code as FailCode];
}

/** Why an upload had to start again from its first byte; shown beside it. */
export const restartCause = z.enum(['file-changed', 'server-forgot', 'storage-changed', 'not-verified']);
export type RestartCause = z.infer<typeof restartCause>;

/** Small enough to go to every window ten times a second. */
export const uploadSnapshot = z.strictObject({
  uploadId,
  versionId,
  state: uploadState,
  reason: uploadReason.nullable(),
  /** Never falls for one `uploadId`, not even across a restart of the app. */
  bytesDone: z.int(),
  bytesTotal: z.int(),
  bytesPerSecond: z.int(),
  etaMs: z.int().nullable(),
  /** When a waiting upload is tried again without a click; null: not before somebody acts. */
  retryAtMs: z.int().nullable(),
  restartedBecause: restartCause.nullable(),
});
export type UploadSnapshot = z.infer<typeof uploadSnapshot>;

/** The dock's line: "Uploading 3 of 240 · 18 GB left · 42 min · 12 MB/s". */
export const queueSummary = z.strictObject({
  total: z.int(),
  ready: z.int(),
  active: z.int(),
  queued: z.int(),
  waiting: z.int(),
  paused: z.int(),
  failed: z.int(),
  bytesDone: z.int(),
  bytesTotal: z.int(),
  bytesPerSecond: z.int(),
  etaMs: z.int().nullable(),
  /** Set while nothing at all is sent for one common reason (cap reached, key refused, not configured). */
  stoppedBy: uploadReason.nullable(),
  /** The whole queue is paused, and until when (null: until somebody resumes it). */
  hold: z.strictObject({ untilMs: z.int().nullable() }).nullable(),
  /** The speed limit that holds now, and when that changes by the clock (null: not by itself). */
  limit: z.strictObject({ bytesPerSecond: z.int(), untilMs: z.int().nullable() }).nullable(),
});
export type QueueSummary = z.infer<typeof queueSummary>;
export type QueueHold = NonNullable<QueueSummary['hold']>;

/** The object is not the file byte for byte, but made of it while it is sent. */
const objectView = z.strictObject({
  /** A film whose index comes first although it comes last in the file. */
  kind: z.literal('index-first'),
  bytes: z.int().positive(),
  /** Of the object; null before it was hashed. */
  sha1: z.string().length(40).nullable(),
});
export type ObjectView = z.infer<typeof objectView>;

/** How the bytes of a file are divided. Persisted when made, so a later change of rule never misaligns an upload. */
export const partPlan = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('single'),
    /** A stored object with the same bytes: it is copied. */
    copyFrom: z.string().optional(),
    view: objectView.optional(),
  }),
  z.strictObject({
    kind: z.literal('parts'),
    partBytes: z.int().positive(),
    partCount: z.int().min(2).max(10_000),
    /** The object of the former version, divided in the same way, or one with the same bytes: equal parts are copied out of it. */
    copyFrom: z.string().optional(),
    view: objectView.optional(),
  }),
]);
export type PartPlan = z.infer<typeof partPlan>;

/** What was found stored, and what it took. Kept with the upload, shown on demand. */
export const uploadReceipt = z.strictObject({
  fileId: z.string(),
  bucketId: z.string(),
  bucketName: z.string(),
  objectName: z.string(),
  bytes: z.int(),
  /** Of the whole file; null when a large file went out before its hash was known. */
  sha1: z.string().nullable(),
  /** 0 for an object sent in one piece. The parts' own hashes are rows of the journal. */
  partCount: z.int(),
  /** An object with the same bytes was already there and is shared. */
  linked: z.boolean(),
  /** Bytes handed to the network for it, repeated ones included; null in receipts from before that was counted. */
  sentBytes: z.int().nullable().default(null),
  /** Copied within storage out of the former version, and not sent. */
  copiedParts: z.int().default(0),
  copiedBytes: z.int().default(0),
  /** The file that the object was made of, where that is not the object itself. */
  source: z.strictObject({ sha1: z.string().nullable(), bytes: z.int() }).nullable().default(null),
  queuedAtMs: z.int(),
  verifiedAtMs: z.int(),
});
export type UploadReceipt = z.infer<typeof uploadReceipt>;

/** The journal's row of one upload: everything needed to go on after `kill -9`. */
export const uploadRecord = z.strictObject({
  uploadId,
  versionId,
  path: z.string().min(1),
  /** Identity of the source. A null `mtimeMs` or `inode` is filled in at the first look. */
  sizeBytes: z.int().min(0),
  mtimeMs: z.number().nullable(),
  inode: z.string().nullable(),
  /** Name below the prefix; `objectName` is the whole key, known once the upload has begun. */
  name: z.string().min(1),
  contentType: z.string().min(1),
  bucketId: z.string().nullable(),
  objectName: z.string().nullable(),
  fileId: z.string().nullable(),
  plan: partPlan.nullable(),
  state: uploadState,
  reason: uploadReason.nullable(),
  attempts: z.int().min(0),
  retryAtMs: z.number().nullable(),
  bytesDone: z.int().min(0),
  position: z.int(),
  /** Somebody put it where it is in the queue: it does not follow the outline any more. */
  placedByHand: z.boolean(),
  sha1: z.string().length(40).nullable(),
  restartedBecause: restartCause.nullable(),
  /** Something of it may still be stored that must go (cancelled, replaced). */
  needsCleanup: z.boolean(),
  /** Somebody wants it sent whatever its contents look like. */
  asIs: z.boolean(),
  /** Bytes handed to the network so far, repeated ones included. */
  sentBytes: z.int().min(0),
  receipt: uploadReceipt.nullable(),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
});
export type UploadRecord = z.infer<typeof uploadRecord>;

/** A part whose stored SHA-1 equalled ours. */
export const storedPart = z.strictObject({
  partNumber: z.int().min(1).max(10_000),
  bytes: z.int().positive(),
  sha1: z.string().length(40),
  /** Copied within storage, not sent. */
  copied: z.literal(true).optional(),
});
export type StoredPart = z.infer<typeof storedPart>;

/** What the journal may change of a row; identity, version and name of an upload never change. */
export type UploadChange = Partial<
  Pick<
    UploadRecord,
    | 'sizeBytes'
    | 'mtimeMs'
    | 'inode'
    | 'bucketId'
    | 'objectName'
    | 'fileId'
    | 'plan'
    | 'state'
    | 'reason'
    | 'attempts'
    | 'retryAtMs'
    | 'bytesDone'
    | 'position'
    | 'placedByHand'
    | 'sha1'
    | 'needsCleanup'
    | 'asIs'
    | 'receipt'
  >
>;

/** One write of the journal; several are made in one transaction. */
export type UploadWrite =
  | { readonly type: 'change'; readonly uploadId: UploadId; readonly change: UploadChange }
  | { readonly type: 'part'; readonly uploadId: UploadId; readonly part: StoredPart };
/** `disk-full` and `failed`: nothing of it was written. */
export type WriteResult = 'saved' | 'disk-full' | 'failed';

/** An upload as the journal hands it over. */
export interface LoadedUpload {
  readonly record: UploadRecord;
  readonly parts: readonly StoredPart[];
}

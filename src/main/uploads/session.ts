import type {
  PartPlan,
  UploadChange,
  UploadReason,
  UploadReceipt,
  UploadRecord,
  UploadState,
} from '../../shared/domain/upload.ts';

/** An object that is made of a file. Its length tells whether it is the one that is planned. */
export interface ObjectHash {
  readonly bytes: number;
  readonly sha1: string;
}

/** What can happen to an upload. Events that are not legal in the present state change nothing. */
export type SessionEvent =
  | { readonly type: 'identified'; readonly sizeBytes: number; readonly mtimeMs: number; readonly inode: string }
  | { readonly type: 'hashing' }
  /** `object`: of what is made of the file; null: nothing is. */
  | { readonly type: 'hashed'; readonly sha1: string; readonly object: ObjectHash | null }
  /** Of the object, where it is made of the file. */
  | { readonly type: 'object-hashed'; readonly sha1: string }
  | { readonly type: 'starting' }
  | { readonly type: 'planned'; readonly plan: PartPlan; readonly bucketId: string; readonly objectName: string }
  | { readonly type: 'opened'; readonly fileId: string }
  | { readonly type: 'sending' }
  | { readonly type: 'progress'; readonly inFlightBytes: number }
  | { readonly type: 'confirmed'; readonly confirmedBytes: number }
  | { readonly type: 'finishing' }
  | { readonly type: 'verifying' }
  | { readonly type: 'completed'; readonly receipt: UploadReceipt }
  | { readonly type: 'waiting'; readonly reason: UploadReason; readonly retryAtMs: number | null }
  | { readonly type: 'requeued' }
  /** With a reason: as part of the whole queue. One that was paused by itself stays so. */
  | { readonly type: 'paused'; readonly reason: UploadReason | null; readonly retryAtMs: number | null }
  | { readonly type: 'resumed' }
  /** `discard`: what is stored of it is of no use to a retry. */
  | { readonly type: 'failed'; readonly reason: UploadReason; readonly discard: boolean }
  | { readonly type: 'cancelled' }
  | { readonly type: 'retried' }
  /** Send it, whatever its contents look like. */
  | { readonly type: 'accepted' }
  | { readonly type: 'cleaned' }
  /** `byHand`: from now on it stays where it was put. */
  | { readonly type: 'moved'; readonly position: number; readonly byHand: boolean };

export interface Session {
  readonly record: UploadRecord;
  /** Bytes in parts that the server has acknowledged, and on their way. Not durable: derived again on resume. */
  readonly confirmedBytes: number;
  readonly inFlightBytes: number;
  /** What the file was hashed as beside itself before there was a plan; absent: not yet. Not durable: read again after a restart. */
  readonly object?: ObjectHash | null;
}

const open = ['queued', 'hashing', 'starting', 'uploading', 'paused', 'waiting', 'finishing', 'verifying'] as const;
const running = ['hashing', 'starting', 'uploading', 'waiting', 'finishing', 'verifying'] as const;

/** The whole state machine: from where each event is legal, and where it leads (null: the state stays). */
const transitions: Readonly<Record<SessionEvent['type'], readonly [readonly UploadState[], UploadState | null]>> = {
  identified: [open, null],
  hashing: [['queued', 'starting', 'waiting'], 'hashing'],
  hashed: [[...open, 'ready'], null],
  'object-hashed': [open, null],
  starting: [['queued', 'hashing', 'waiting'], 'starting'],
  planned: [['starting', 'waiting'], null],
  opened: [['starting', 'uploading', 'waiting'], null],
  sending: [['starting', 'waiting', 'uploading'], 'uploading'],
  progress: [['uploading'], null],
  confirmed: [['starting', 'uploading', 'waiting'], null],
  finishing: [['uploading', 'starting', 'waiting'], 'finishing'],
  verifying: [['hashing', 'starting', 'uploading', 'finishing', 'waiting'], 'verifying'],
  completed: [['verifying'], 'ready'],
  waiting: [['queued', ...running], 'waiting'],
  requeued: [running, 'queued'],
  paused: [['queued', 'paused', ...running], 'paused'],
  resumed: [['paused', 'waiting'], 'queued'],
  failed: [open, 'failed'],
  cancelled: [[...open, 'failed'], 'cancelled'],
  retried: [['failed'], 'queued'],
  accepted: [['failed'], 'queued'],
  cleaned: [['cancelled', 'failed'], null],
  moved: [[...open, 'failed'], null],
};

/** Whether `event` may happen now. */
export const canHappen = (state: UploadState, event: SessionEvent['type']): boolean =>
  transitions[event][0].includes(state);

/** A session as the journal left it. What was shown stays shown; what is confirmed is found out again. */
export const sessionOf = (record: UploadRecord): Session => ({ record, confirmedBytes: 0, inFlightBytes: 0 });

/** The next session: pure, total, and the same object when the event is not legal or changes nothing. */
export function reduce(session: Session, event: SessionEvent): Session {
  const [, to] = transitions[event.type];
  const { state } = session.record;
  if (!canHappen(state, event.type)) return session;
  if (event.type === 'paused' && state === 'paused' && session.record.reason === null) return session;
  const isMove = to !== null && to !== state;
  const record = isMove ? { ...session.record, state: to, reason: null, retryAtMs: null } : session.record;
  const isHalt = isMove && to !== 'uploading';
  return apply({ ...session, record, inFlightBytes: isHalt ? 0 : session.inFlightBytes }, event);
}

function apply(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'identified':
      return update(session, { sizeBytes: event.sizeBytes, mtimeMs: event.mtimeMs, inode: event.inode });
    case 'hashed':
      return update({ ...session, object: event.object }, withHashes(session.record, event));
    case 'object-hashed':
      return update(session, withObjectSha1(session.record, event.sha1));
    case 'planned':
      return update(session, { plan: event.plan, bucketId: event.bucketId, objectName: event.objectName });
    case 'opened':
      return update(session, { fileId: event.fileId });
    case 'progress':
      return show({ ...session, inFlightBytes: event.inFlightBytes });
    case 'confirmed':
      return show({ ...session, confirmedBytes: Math.max(session.confirmedBytes, event.confirmedBytes) });
    case 'completed':
      return update(session, { receipt: event.receipt, bytesDone: session.record.sizeBytes });
    case 'waiting':
      return update(session, {
        reason: event.reason,
        retryAtMs: event.retryAtMs,
        attempts: session.record.attempts + 1,
      });
    case 'paused':
      return update(session, { reason: event.reason, retryAtMs: event.retryAtMs });
    case 'moved':
      return update(session, { position: event.position, ...(event.byHand ? { placedByHand: true } : {}) });
    case 'failed':
      return update({ ...session, confirmedBytes: 0 }, { reason: event.reason, needsCleanup: event.discard });
    case 'cancelled':
      return update(session, { needsCleanup: session.record.objectName !== null });
    case 'cleaned':
      return update(session, { needsCleanup: false });
    case 'accepted':
      return update({ ...session, confirmedBytes: 0 }, { asIs: true });
    case 'retried':
    case 'requeued':
    case 'resumed':
      return { ...session, confirmedBytes: 0 };
    default:
      return session;
  }
}

type Hashed = Extract<SessionEvent, { type: 'hashed' }>;

/** Also into the receipt of one that was hashed after it was stored. */
function withHashes(record: UploadRecord, { sha1, object }: Hashed): UploadChange {
  const ofObject = object && object.bytes === record.plan?.view?.bytes ? withObjectSha1(record, object.sha1) : {};
  const { receipt } = { ...record, ...ofObject };
  if (!receipt || receipt.linked) return { ...ofObject, sha1 };
  const { source } = receipt;
  return { ...ofObject, sha1, receipt: { ...receipt, ...(source ? { source: { ...source, sha1 } } : { sha1 }) } };
}

function withObjectSha1({ plan, receipt }: UploadRecord, sha1: string): UploadChange {
  if (!plan?.view) return {};
  const planned = { plan: { ...plan, view: { ...plan.view, sha1 } } };
  return receipt && !receipt.linked ? { ...planned, receipt: { ...receipt, sha1 } } : planned;
}

const update = (session: Session, change: UploadChange): Session => ({
  ...session,
  record: { ...session.record, ...change },
});

/** What is shown only rises: a part that must be sent again is not subtracted, the bar waits for it instead. */
function show(session: Session): Session {
  const { bytesDone, sizeBytes } = session.record;
  const shown = Math.min(sizeBytes, session.confirmedBytes + session.inFlightBytes);
  return shown > bytesDone ? update(session, { bytesDone: shown }) : session;
}

/** The columns in which two records of one upload differ: what the journal has to write. */
export function changesBetween(before: UploadRecord, after: UploadRecord): UploadChange {
  const entries = Object.entries(after).filter(([key, value]) => before[key as keyof UploadRecord] !== value);
  return Object.fromEntries(entries) as UploadChange;
}

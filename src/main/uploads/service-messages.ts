import type { UploadId, VersionId } from '../../shared/domain/ids.ts';
import {
  workingStates,
  type UploadChange,
  type UploadRecord,
  type UploadWrite,
  type WriteResult,
} from '../../shared/domain/upload.ts';
import type { ProgressReport } from './engine-state.ts';
import type { Command, FromWorker, ToWorker } from './messages.ts';
import type { EngineWrite, PlanHints, StoredObject } from './ports.ts';
import { removeRows, replaceRecord, restartCauseOf } from './service-rows.ts';
import { setStuck, show, tellBug, tellQueueChanged, type ServiceState } from './service-state.ts';

/** What the service needs of the worker here. */
export interface Link {
  post(message: ToWorker): void;
  command(command: Command): Promise<boolean>;
}
type Changed = Extract<EngineWrite, { change: unknown }>;
type Find = Extract<FromWorker, { type: 'find' }>;
const maxCrashes = 3;

/** Never throws: it is called by a message, and nobody is there to catch. */
export function handleMessage(state: ServiceState, link: Link, message: FromWorker): void {
  try {
    take(state, link, message);
  } catch (error) {
    tellBug(state.deps, error);
  }
}

function take(state: ServiceState, link: Link, message: FromWorker): void {
  if (message.type === 'write') {
    const wasStuck = state.isStuck;
    const result = writeDurable(state, message.writes);
    // Answered first: the worker waits for it, whatever comes of what follows from the write.
    link.post({ type: 'written', seq: message.seq, result });
    if (result !== 'saved') return;
    takeChanges(state, link, message.writes);
    if (wasStuck) restartFailed(state, link);
  } else if (message.type === 'find') {
    answerFind(state, link, message);
  } else if (message.type === 'get-hints') {
    link.post({ type: 'hints', seq: message.seq, hints: hintsFor(state, message.versionId) });
  } else if (message.type === 'progress') noteProgress(state, message.reports);
  else if (message.type === 'bug') state.deps.onBug(message.message);
}

/** What cannot be done for one upload (its replacement finds the disk full, say) is not the others' concern. */
function takeChanges(state: ServiceState, link: Link, writes: readonly EngineWrite[]): void {
  for (const one of writes) {
    try {
      if ('change' in one) takeChange(state, link, one);
    } catch (error) {
      tellBug(state.deps, error);
    }
  }
}

/** What is only shown says nothing of the disk. */
function writeDurable(state: ServiceState, writes: readonly EngineWrite[]): WriteResult {
  const durable = writes.filter((one) => one.type !== 'show');
  if (durable.length === 0) return 'saved';
  const result = tryToWrite(state, durable);
  setStuck(state, result !== 'saved');
  return result;
}

/** The worker waits for an answer whatever happens here. */
function tryToWrite(state: ServiceState, writes: readonly UploadWrite[]): WriteResult {
  try {
    return state.deps.journal.write(writes);
  } catch (error) {
    tellBug(state.deps, error);
    return 'failed';
  }
}

function takeChange(state: ServiceState, link: Link, { type, uploadId, change }: Changed): void {
  const view = state.views.get(uploadId);
  if (!view) return noteHashOfCleared(state, uploadId, change);
  // What is only shown is not on the disk: its progress comes with the reports, which are.
  const saved = type === 'show' ? { bytesDone: view.record.bytesDone } : {};
  const record: UploadRecord = { ...view.record, ...change, ...saved };
  show(state, { ...view, record });
  if (change.sha1) for (const listener of state.listeners.hashed) listener(record);
  if (record.state === 'cancelled' && !record.needsCleanup) discard(state, link, record);
  // Removing what was sent may take long: it is none of the queue meanwhile.
  else if (change.state === 'cancelled') tellQueueChanged(state);
  else if (change.state === 'failed' && restartCauseOf(record)) replace(state, link, record);
  else if (change.state === 'ready' || change.state === 'failed') tellSettled(state, record);
}

function noteHashOfCleared({ cleared, listeners }: ServiceState, uploadId: UploadId, change: UploadChange): void {
  const record = cleared.get(uploadId);
  cleared.delete(uploadId);
  if (!record || !change.sha1) return;
  for (const listener of listeners.hashed) listener({ ...record, ...change });
}

export function tellSettled(state: ServiceState, record: UploadRecord): void {
  for (const listener of state.listeners.settled) listener(record);
}

function discard(state: ServiceState, link: Link, { uploadId }: UploadRecord): void {
  if (removeRows(state, [uploadId])) link.post({ type: 'forget', ids: [uploadId] });
}

/** Puts a new upload in the place of a failed one, here and at the worker's. Throws when the journal cannot write. */
export function replace(state: ServiceState, link: Link, old: UploadRecord): void {
  const record = replaceRecord(state, old);
  if (record) link.post({ type: 'add', uploads: [{ record, parts: [] }] });
  void link.command({ verb: 'cancel', which: [old.uploadId] });
}

/** Begins anew what failed for a passing cause and was not begun anew then: the app was killed, or the disk was full. */
export function restartFailed(state: ServiceState, link: Link): void {
  for (const { record } of state.views.values()) {
    try {
      if (restartCauseOf(record)) replace(state, link, record);
    } catch (error) {
      tellBug(state.deps, error);
    }
  }
}

/** The run waits for an answer whatever happens here; what cannot be found is sent. */
function answerFind(state: ServiceState, link: Link, { seq, sha1, bytes }: Find): void {
  const answer = (stored: StoredObject | null): void => link.post({ type: 'found', seq, stored });
  const failed = (error: unknown): void => {
    tellBug(state.deps, error);
    answer(null);
  };
  try {
    const { journal, findStored, findInBucket } = state.deps;
    const here = journal.findStored(sha1, bytes) ?? findStored(sha1, bytes);
    if (here || !findInBucket) return answer(here && withOwner(state, here));
    void findInBucket(sha1, bytes).then(answer).catch(failed);
  } catch (error) {
    failed(error);
  }
}

const withOwner = ({ deps }: ServiceState, { fileId, objectName, sha1 = null }: StoredObject): StoredObject => ({
  fileId,
  objectName,
  sha1,
  isForeign: deps.isKept?.(fileId) === false,
});

/** As above: what is not found is sent as a whole. */
function hintsFor({ deps }: ServiceState, versionId: VersionId): PlanHints {
  try {
    return { former: deps.findFormer?.(versionId) ?? null, indexFirst: deps.wantsIndexFirst?.() ?? false };
  } catch (error) {
    tellBug(deps, error);
    return { former: null, indexFirst: false };
  }
}

function noteProgress({ reports, views, touch }: ServiceState, said: readonly ProgressReport[]): void {
  for (const report of said) reports.set(report.uploadId, report);
  const isSeen = said.some((report) => movesBar(views.get(report.uploadId)?.record, report));
  touch(isSeen ? 'sight' : 'figures');
}

/** Whether the bar of an upload is longer on any screen for this: a thousandth is about a pixel. */
function movesBar(shown: UploadRecord | undefined, { bytesDone }: ProgressReport): boolean {
  if (!shown || bytesDone <= shown.bytesDone) return false;
  const thousandths = (bytes: number): number => Math.floor((bytes / shown.sizeBytes) * 1_000);
  return thousandths(bytesDone) > thousandths(shown.bytesDone);
}

/** An upload that several workers in a row died over, without getting on with it, is taken to be their cause, and set aside. */
export function handleCrash(state: ServiceState): void {
  state.deps.onBug('the upload worker ended unexpectedly');
  for (const { record } of state.views.values()) {
    if (!(workingStates as readonly string[]).includes(record.state)) continue;
    const { bytesDone } = record;
    const before = state.crashes.get(record.uploadId);
    const count = before?.bytesDone === bytesDone ? before.count + 1 : 1;
    state.crashes.set(record.uploadId, { count, bytesDone });
    if (count < maxCrashes) continue;
    const change = { state: 'failed', reason: { code: 'internal', detail: 'worker-crash' } } as const;
    if (state.deps.journal.write([{ type: 'change', uploadId: record.uploadId, change }]) !== 'saved') continue;
    show(state, { record: { ...record, ...change }, bytesPerSecond: 0, etaMs: null });
    state.crashes.delete(record.uploadId);
  }
}

import type { UploadId, VersionId } from '../../shared/domain/ids.ts';
import {
  restartCause,
  type Hindrance,
  type QueueHold,
  type QueueSummary,
  type UploadRecord,
  type UploadSnapshot,
  type WaitCode,
} from '../../shared/domain/upload.ts';
import type { Which } from './engine.ts';
import type { ToWorker } from './messages.ts';
import { isUnhashed } from './marks.ts';
import { createPlacing } from './placing.ts';
import type { StorageSettings } from './ports.ts';
import { handleCrash, handleMessage, replace, restartFailed, tellSettled, type Link } from './service-messages.ts';
import { insertRecords, newRecords, removeRows, type UploadItem } from './service-rows.ts';
import {
  createServiceState,
  shownViews,
  summaryOf,
  type ServiceState,
  type UploadServiceDeps,
} from './service-state.ts';
import { inQueueOrder, isHeld, isSettled, newestOf, snapshotOf, viewOf } from './views.ts';
import { createWorkerLink } from './worker-link.ts';

/**
 * The face of uploading on main's side: the only writer of the journal, and the source of every upload event. The
 * bytes are the worker's. Verbs resolve when they are durable; false means that the journal cannot write now.
 */
export function createUploadService(deps: UploadServiceDeps) {
  const state = createServiceState(deps);
  const link = createWorkerLink({
    startWorker: deps.startWorker,
    clock: deps.clock,
    onStart: (post) => greet(state, post),
    onMessage: (message) => handleMessage(state, link, message),
    onCrash: () => handleCrash(state),
  });
  return {
    ...queries(state),
    ...verbs(state, link),
    ...subscriptions(state),
    /** Reads the journal and goes on with it. Ready uploads are told again to `onSettled`: take it idempotently. */
    start: (): void => start(state, link),
    /** Null: nowhere to upload to, for the reason given. The worker starts with the first call after `start`. */
    configure(settings: StorageSettings | null, why: WaitCode = 'not-configured'): void {
      Object.assign(state, { settings, whyNot: why });
      if (link.isStarted()) link.post({ type: 'configure', settings, why });
      else link.start();
    },
    /** From now on; told with the summary. */
    setLimit(limit: QueueSummary['limit']): void {
      state.limit = limit;
      postLimit(state, link.post);
      state.touch();
    },
    /** What the computer is in that all uploads are to wait for; null: nothing. */
    hinder(code: Hindrance | null): void {
      if (state.hindrance === code) return;
      state.hindrance = code;
      link.post({ type: 'hinder', code });
    },
    /** How the last run left the queue, before anything is queued. */
    setHold: (hold: QueueHold | null): void => void (state.hold = hold),
    /** Only "online" is acted on: systems that say "offline" are often wrong. */
    setOnline: (isOnline: boolean): void => {
      if (isOnline) link.post({ type: 'signal', signal: 'network-is-back' });
    },
    systemSuspended: (): void => link.post({ type: 'signal', signal: 'suspend' }),
    systemResumed: (): void => link.post({ type: 'signal', signal: 'wake-up' }),
    /** Ends the worker within two seconds; nothing touches the journal after that. Nothing is lost: the next start goes on. */
    async stop(): Promise<void> {
      await link.stop();
      state.closeEvents();
    },
  };
}
export type UploadService = ReturnType<typeof createUploadService>;

function start(state: ServiceState, link: Link): void {
  for (const { record } of state.deps.journal.load()) state.views.set(record.uploadId, viewOf(record));
  restartFailed(state, link);
  dropGone(state);
  for (const { record } of state.views.values()) if (record.state === 'ready') tellSettled(state, record);
}

/** Cancelled uploads of which nothing is left to be removed: nobody will speak of them again. */
function dropGone(state: ServiceState): void {
  const gone = [...state.views.values()].filter(({ record }) => record.state === 'cancelled' && !record.needsCleanup);
  removeRows(
    state,
    gone.map(({ record }) => record.uploadId),
  );
}

const postLimit = ({ limit }: ServiceState, post: (message: ToWorker) => void): void =>
  post({ type: 'limit', bytesPerSecond: limit?.bytesPerSecond ?? null });

/** Where to send to first, then what: so that nothing flickers through "not configured". */
function greet(state: ServiceState, post: (message: ToWorker) => void): void {
  postLimit(state, post);
  post({ type: 'hinder', code: state.hindrance });
  post({ type: 'configure', settings: state.settings, why: state.whyNot });
  dropGone(state);
  const uploads = state.deps.journal.load().filter(({ record }) => record.state !== 'ready' || isUnhashed(record));
  const cleared = state.deps.journal.loadClearedUnhashed().filter(({ record }) => isUnhashed(record));
  for (const { record } of cleared) state.cleared.set(record.uploadId, record);
  post({ type: 'add', uploads: [...uploads, ...cleared] });
}

function queries(state: ServiceState) {
  const views = () => shownViews(state, state.views.values());
  return {
    /** The whole queue: what is to be sent in order, what ended last. */
    snapshots: (): readonly UploadSnapshot[] => inQueueOrder(views()).map(snapshotOf),
    summary: (): QueueSummary => summaryOf(state),
    forVersion(versionId: VersionId): UploadSnapshot | null {
      const view = newestOf(views(), versionId);
      return view && snapshotOf(view);
    },
    /** Path, name and receipt of an upload; stays in main. */
    get: (uploadId: UploadId): UploadRecord | null => state.views.get(uploadId)?.record ?? null,
    /** How the rows say that the whole queue is paused. */
    heldUntil(): QueueHold | null {
      const held = [...state.views.values()].find(({ record }) => isHeld(record));
      return held ? { untilMs: held.record.retryAtMs } : null;
    },
    /** How many uploads would go on next time if the app quit now. */
    activeCount: (): number =>
      views().filter(({ record }) => !isSettled(record.state) && record.state !== 'paused').length,
  };
}

function verbs(state: ServiceState, link: Link) {
  const placing = createPlacing(state, link);
  return {
    /** At the end of the queue, except what is on its way already. Throws when the journal cannot write. */
    enqueue(items: readonly UploadItem[]): readonly UploadSnapshot[] {
      const records = newRecords(state, items);
      insertRecords(state, records);
      link.post({ type: 'add', uploads: records.map((record) => ({ record, parts: [] })) });
      return records.map((record) => snapshotOf(viewOf(record)));
    },
    pause: (which: Which): Promise<boolean> => link.command({ verb: 'pause', which, hold: null }),
    /** Pauses the whole queue and what is queued later, until `release`. False: it does, but the disk has yet to take it. */
    hold: (hold: QueueHold): Promise<boolean> => holdAll(state, link, hold),
    /** Ends `hold`; goes on with all, or only with what was not paused by itself. */
    release: (which: 'all' | 'held'): Promise<boolean> => release(state, link, which),
    resume: (which: Which): Promise<boolean> => link.command({ verb: 'resume', which }),
    /** Also removes what was stored of it. */
    cancel: (which: Which): Promise<boolean> => link.command({ verb: 'cancel', which }),
    /** Failed uploads only; held with the others while the queue is paused. One whose file or object is not the same any more begins again as a new upload. */
    retry: (which: Which): Promise<boolean> => retry(state, link, which),
    /** A failed upload of a file that looks broken goes on, and nobody looks at its contents any more. */
    sendAsIs: (which: readonly UploadId[]): Promise<boolean> =>
      link.command({ verb: 'sendAsIs', which, hold: state.hold }),
    reorder: placing.reorder,
    sendFirst: placing.sendFirst,
    followOutline: placing.followOutline,
    /** Takes the ready ones off the list, but for those that somebody has to look at; false when the journal cannot write. */
    clearDone(stays: (record: UploadRecord) => boolean = () => false): boolean {
      const done = [...state.views.values()].filter(({ record }) => record.state === 'ready' && !stays(record));
      return takeOff(
        state,
        link,
        done.map(({ record }) => record.uploadId),
      );
    },
    /** Takes ready ones off the list: what they stored is not there any more. False as above. */
    clear: (ids: readonly UploadId[]): boolean => ids.length === 0 || takeOff(state, link, ids),
  };
}

/** Ready ones, with their receipts kept out of sight. */
function takeOff(state: ServiceState, link: Link, ids: readonly UploadId[]): boolean {
  const records = ids.flatMap((id) => state.views.get(id)?.record ?? []);
  if (!removeRows(state, ids)) return false;
  for (const record of records) if (isUnhashed(record)) state.cleared.set(record.uploadId, record);
  link.post({ type: 'forget', ids });
  return true;
}

async function holdAll(state: ServiceState, link: Link, hold: QueueHold): Promise<boolean> {
  // First, so that what is queued meanwhile is held, too. On a full disk it stays: the rows follow when there is space.
  state.hold = hold;
  const isSaved = await link.command({ verb: 'pause', which: 'all', hold });
  state.touch();
  return isSaved;
}

async function release(state: ServiceState, link: Link, which: 'all' | 'held'): Promise<boolean> {
  state.hold = null;
  state.touch();
  // What the worker holds is not in the rows while the disk is full.
  const mayBeHeld = (record: UploadRecord): boolean => isHeld(record) || (state.isStuck && record.state !== 'paused');
  const held = [...state.views.values()].filter(({ record }) => mayBeHeld(record)).map(({ record }) => record.uploadId);
  return link.command({ verb: 'resume', which: which === 'all' ? 'all' : held });
}

/** What was sent of it is no use to another try, whether it is removed from the server yet or not. */
const isOfNoUse = ({ needsCleanup, reason }: UploadRecord): boolean =>
  needsCleanup || reason?.code === 'bad-row' || restartCause.safeParse(reason?.code).success;

async function retry(state: ServiceState, link: Link, which: Which): Promise<boolean> {
  const isChosen = (id: UploadId): boolean => which === 'all' || which.includes(id);
  const failed = [...state.views.values()].filter(
    ({ record }) => record.state === 'failed' && isChosen(record.uploadId),
  );
  const anew = failed.filter(({ record }) => isOfNoUse(record));
  for (const { record } of anew) replace(state, link, record);
  const again = failed.filter((view) => !anew.includes(view)).map(({ record }) => record.uploadId);
  return again.length === 0 || link.command({ verb: 'retry', which: again, hold: state.hold });
}

function subscriptions({ listeners }: ServiceState) {
  const subscribe = <T>(set: Set<T>, listener: T): (() => void) => {
    set.add(listener);
    return () => void set.delete(listener);
  };
  return {
    onProgress: (listener: Parameters<typeof listeners.progress.add>[0]) => subscribe(listeners.progress, listener),
    /** Rows came, went or changed places. */
    onQueueChanged: (listener: () => void) => subscribe(listeners.queueChanged, listener),
    /** An upload became ready (its record has a receipt) or failed for good. */
    onSettled: (listener: (record: UploadRecord) => void) => subscribe(listeners.settled, listener),
    /** The SHA-1 of a whole file became known. */
    onHashed: (listener: (record: UploadRecord) => void) => subscribe(listeners.hashed, listener),
  };
}

import type { UploadId, VersionId } from '../../shared/domain/ids.ts';
import type {
  Hindrance,
  LoadedUpload,
  QueueSummary,
  UploadChange,
  UploadReceipt,
  UploadRecord,
  UploadSnapshot,
  UploadWrite,
  WaitCode,
  WriteResult,
} from '../../shared/domain/upload.ts';
import { createCoalescer, type Pace, type Touch } from './coalesce.ts';
import type { ProgressReport } from './engine-state.ts';
import type { WorkerPort } from './messages.ts';
import type { Clock, FindStored, FormerObject, StorageSettings, StoredObject } from './ports.ts';
import { createViews, stuckTotals, summarise, type QueueTotals, type Views } from './queue-totals.ts';
import { etaMs, etaSmoothingMs, startRate, updateRate, type Rate } from './rate.ts';
import { isSettled, snapshotOf, type UploadView } from './views.ts';

/** The journal as main holds it: the table of uploads. */
export interface UploadJournal {
  load(): readonly LoadedUpload[];
  /** Off the list, and not hashed as a whole. */
  loadClearedUnhashed(): readonly LoadedUpload[];
  /** Throws when it cannot write. */
  insert(records: readonly UploadRecord[]): void;
  /** Ends an upload and inserts another, both or neither; throws when it cannot write. */
  replace(old: UploadId, change: UploadChange, record: UploadRecord): void;
  write(writes: readonly UploadWrite[]): WriteResult;
  remove(ids: readonly UploadId[]): WriteResult;
  saveProgress(rows: readonly { uploadId: UploadId; bytesDone: number; sentBytes: number }[]): WriteResult;
  /** `sha1` null: any of that length whose hash is known. */
  findStored(sha1: string | null, bytes: number): UploadReceipt | null;
}

export interface UploadServiceDeps {
  readonly startWorker: () => WorkerPort;
  readonly journal: UploadJournal;
  readonly clock: Clock;
  readonly newUploadId: () => UploadId;
  /** Looks the content up in the library (other computers' uploads included). */
  readonly findStored: (sha1: string | null, bytes: number) => StoredObject | null;
  /** Looks the content up in the bucket itself, where neither library nor journal know of it. */
  readonly findInBucket?: FindStored;
  /** Whether somebody here keeps a stored object where it is; else it is copied, not shared. */
  readonly isKept?: (fileId: string) => boolean;
  /** The object of a former version of the same media, whose parts may be shared. */
  readonly findFormer?: (versionId: VersionId) => FormerObject | null;
  /** Films are to be stored with their index first. */
  readonly wantsIndexFirst?: () => boolean;
  /** A worker's crash or an error nobody expected; redacted by the logger. */
  readonly onBug: (message: string) => void;
}

/** What moved, at most ten times a second for the whole app; the last change is always told. */
export interface UploadProgress {
  readonly snapshots: readonly UploadSnapshot[];
  readonly summary: QueueSummary;
}
export interface Listeners {
  readonly progress: Set<(progress: UploadProgress) => void>;
  readonly queueChanged: Set<() => void>;
  readonly settled: Set<(record: UploadRecord) => void>;
  readonly hashed: Set<(record: UploadRecord) => void>;
}

export interface ServiceState {
  readonly deps: UploadServiceDeps;
  readonly views: Views;
  readonly listeners: Listeners;
  /** Off the list; whoever wants to know hashes still hears of theirs. */
  readonly cleared: Map<UploadId, UploadRecord>;
  /** What the worker last said of how far each is, until it is shown with the next event. */
  readonly reports: Map<UploadId, ProgressReport>;
  /** Uploads that the next progress event names. */
  readonly moved: Set<UploadId>;
  readonly touch: (what?: Touch) => void;
  readonly closeEvents: () => void;
  /** How often a worker died over an upload without getting on with it, and where it stood. */
  readonly crashes: Map<UploadId, { readonly count: number; readonly bytesDone: number }>;
  settings: StorageSettings | null;
  whyNot: WaitCode;
  limit: QueueSummary['limit'];
  hindrance: Hindrance | null;
  readonly pace: { sentBytes: number; shown: Rate; steady: Rate };
  /** The whole queue is paused: what is queued from now on is, too. */
  hold: QueueSummary['hold'];
  /** The journal does not take what the worker writes, so nothing goes on, and no state that says so can be written. */
  isStuck: boolean;
}
/**
 * Just under two ticks of the worker, and more than a tenth of a second: ten a second is the most, also where they arrive
 * unevenly. The grace is a little more than a tick: what the worker says next is waited for.
 */
const eventPace: Pace = { intervalMs: 108, figuresMs: 250, graceMs: 60 };

export function createServiceState(deps: UploadServiceDeps): ServiceState {
  const views = createViews();
  const moved = new Set<UploadId>();
  const listeners: Listeners = { progress: new Set(), queueChanged: new Set(), settled: new Set(), hashed: new Set() };
  const tell = (): void => {
    showReports(state);
    notePace(state);
    const changed = [...moved].map((id) => views.get(id)).filter((view) => view !== undefined);
    moved.clear();
    const shown = (all: Iterable<UploadView>): UploadView[] => shownViews(state, all);
    const progress = { snapshots: shown(changed).map(snapshotOf), summary: summaryOf(state) };
    for (const listener of listeners.progress) listener(progress);
  };
  const events = createCoalescer(deps.clock, eventPace, tell);
  const state: ServiceState = {
    deps,
    views,
    cleared: new Map(),
    reports: new Map(),
    moved,
    listeners,
    touch: events.touch,
    closeEvents: events.close,
    crashes: new Map(),
    settings: null,
    whyNot: 'not-configured',
    limit: null,
    hold: null,
    hindrance: null,
    pace: { sentBytes: 0, shown: startRate(deps.clock.nowMs()), steady: startRate(deps.clock.nowMs()) },
    isStuck: false,
  };
  return state;
}

export function summaryOf(state: ServiceState): QueueSummary {
  const totals = state.views.totals();
  return { ...paced(state, state.isStuck ? stuckTotals(totals) : totals), limit: state.limit, hold: state.hold };
}

/**
 * The speed of the queue is what all uploads together have sent: small files come and go before any of them has a speed of
 * its own. What is left is told by a slower average, so that it holds still.
 */
function paced({ pace }: ServiceState, totals: QueueTotals): ReturnType<typeof summarise> {
  const summary = summarise(totals);
  if (summary.active === 0) return summary;
  const bytesPerSecond = Math.max(summary.bytesPerSecond, Math.round(pace.shown.bytesPerSecond));
  const steady = pace.steady.bytesPerSecond || bytesPerSecond;
  return { ...summary, bytesPerSecond, etaMs: etaMs(totals.bytesToSend, steady) };
}

/** Notes what was sent, for the speed of the queue. What was found stored already says nothing of the line. */
function notePace(state: ServiceState): void {
  const nowMs = state.deps.clock.nowMs();
  const { shown, steady, sentBytes } = state.pace;
  state.pace.shown = updateRate(shown, nowMs, sentBytes);
  state.pace.steady = updateRate(steady, nowMs, sentBytes, etaSmoothingMs);
}

/** What the screen is told: while the journal is stuck, whatever would go on waits for space on the disk. */
export function shownViews({ isStuck }: ServiceState, views: Iterable<UploadView>): UploadView[] {
  const all = [...views];
  if (!isStuck) return all;
  return all.map((view) => {
    const { record } = view;
    if (isSettled(record.state) || record.state === 'paused') return view;
    const reason = { code: 'disk-full', detail: null } as const;
    return { record: { ...record, state: 'waiting', reason, retryAtMs: null }, bytesPerSecond: 0, etaMs: null };
  });
}

/** Notes whether the journal takes writes; every upload looks different when that changes. */
export function setStuck(state: ServiceState, isStuck: boolean): void {
  if (state.isStuck === isStuck) return;
  state.isStuck = isStuck;
  for (const id of state.views.keys()) state.moved.add(id);
  state.touch();
}

/** A number on a screen is worth no exception in a timer, where nobody catches it. */
function saveProgress({ deps }: ServiceState, rows: readonly ProgressReport[]): boolean {
  try {
    return rows.length === 0 || deps.journal.saveProgress(rows) === 'saved';
  } catch (error) {
    tellBug(deps, error);
    return false;
  }
}

export function tellBug({ onBug }: UploadServiceDeps, error: unknown): void {
  onBug(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** Shows what the worker said, ten times a second at most: on disk first, so that no restart can show less. */
function showReports(state: ServiceState): void {
  const reports = [...state.reports.values()];
  state.reports.clear();
  const rows = reports.filter(({ uploadId, bytesDone, sentBytes }) => {
    const shown = state.views.get(uploadId)?.record;
    return shown !== undefined && (bytesDone > shown.bytesDone || sentBytes > shown.sentBytes);
  });
  const isSaved = saveProgress(state, rows);
  for (const { uploadId, bytesDone, sentBytes, bytesPerSecond, etaMs: ownEtaMs } of reports) {
    const view = state.views.get(uploadId);
    if (!view) continue;
    const progress = { bytesDone: Math.max(view.record.bytesDone, bytesDone), sentBytes };
    // On a full disk the bar stands still: a kill now, and the next start would show less.
    const record = isSaved ? { ...view.record, ...progress } : view.record;
    state.pace.sentBytes += record.bytesDone - view.record.bytesDone;
    state.views.set(uploadId, { record, bytesPerSecond, etaMs: ownEtaMs });
    state.moved.add(uploadId);
  }
}

/** Changes what is shown of an upload; progress never falls. */
export function show(state: ServiceState, view: UploadView): void {
  const { uploadId, bytesDone } = view.record;
  const before = state.views.get(uploadId)?.record.bytesDone;
  const shown = Math.max(bytesDone, before ?? 0);
  if (before !== undefined && !view.record.receipt?.linked) state.pace.sentBytes += shown - before;
  const record = shown === bytesDone ? view.record : { ...view.record, bytesDone: shown };
  state.views.set(uploadId, { ...view, record });
  state.moved.add(uploadId);
  state.touch();
}

export function tellQueueChanged(state: ServiceState): void {
  for (const listener of state.listeners.queueChanged) listener();
  state.touch();
}

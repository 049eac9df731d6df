import type { UploadId } from '../../shared/domain/ids.ts';
import type { UploadReason } from '../../shared/domain/upload.ts';
import { startTuning, type Tuning } from './connections.ts';
import type { Entry } from './entry.ts';
import { createHashQueue, type HashQueue } from './hash-queue.ts';
import { createJournalWriter, type JournalWriter } from './journal-writer.ts';
import type { Lane } from './lanes.ts';
import type {
  Clock,
  FileSource,
  GetHints,
  FindStored,
  HashFile,
  Journal,
  Randomness,
  StorageSettings,
  UploadTransport,
} from './ports.ts';
import { planRules, type PlanRules } from './plan.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { startRate, type Rate } from './rate.ts';
import { createSlots, type Slots } from './slots.ts';

/** How far an upload is; `bytesPerSecond` and `etaMs` are rounded for people. */
export interface ProgressReport {
  readonly uploadId: UploadId;
  readonly bytesDone: number;
  /** Handed to the network since the upload began. */
  readonly sentBytes: number;
  readonly bytesPerSecond: number;
  readonly etaMs: number | null;
}

export interface EngineDeps {
  readonly source: FileSource;
  readonly createTransport: (settings: StorageSettings) => UploadTransport;
  readonly journal: Journal;
  readonly hashFile: HashFile;
  readonly findStored: FindStored;
  readonly getHints: GetHints;
  readonly clock: Clock;
  readonly random: Randomness;
  /** Once a tick in all, with the uploads that moved. */
  readonly onProgress: (reports: readonly ProgressReport[]) => void;
  /** An error that nobody expected: that upload fails, the others go on. */
  readonly onBug: (error: unknown) => void;
  readonly maxConnections?: number;
  readonly startConnections?: number;
  readonly planRules?: PlanRules;
}

/** What can stop the whole queue. Several may at once, and each ends by itself: none hides or takes away another. */
export type StopCause = 'nowhere' | 'service' | 'journal' | 'computer';
/** Why nothing at all is sent. */
export interface QueueStop {
  readonly reason: UploadReason;
  readonly retryAtMs: number | null;
}
export interface RunHandle {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
  readonly inFlightBytes: () => number;
  /** Between its first look and its first wish for a connection. */
  readonly isPreparing: () => boolean;
  /** A large file that is new and will want all connections in a moment. */
  readonly willTakeAll: () => boolean;
  /** All that it does waits for its next try. */
  readonly isStuck: () => boolean;
}

/** A whole file that is being read for its hash, beside what is sent. */
export interface Hashing {
  readonly entry: Entry;
  /** Nobody waits for it. */
  readonly isIdle: boolean;
  readonly abort: AbortController;
}

export interface EngineState {
  readonly deps: EngineDeps;
  readonly entries: Map<UploadId, Entry>;
  readonly runs: Map<UploadId, RunHandle>;
  /** Uploads whose progress is to be told at the next tick. */
  readonly moved: Set<Entry>;
  readonly writer: JournalWriter;
  readonly slots: Slots;
  /** The speed limit. */
  readonly pacer: Pacer;
  /** Starts what can be started; cheap when nothing can. */
  readonly pump: () => void;
  /** Aborted when the engine closes: ends timers, hashing and cleaning. */
  readonly life: AbortController;
  transport: UploadTransport | null;
  settings: StorageSettings | null;
  /** The newest last; while there is any, nothing is sent. */
  readonly stops: Map<StopCause, QueueStop>;
  isSuspended: boolean;
  /** It is being stopped: no run may begin any more. */
  isEnding: boolean;
  isTicking: boolean;
  isCleaning: boolean;
  readonly hashQueue: HashQueue;
  hashing: Hashing | null;
  /** Fires to end every back-off early; replaced after it fired. */
  wake: AbortController;
  /** The one lane that tries again and again while the network is away. */
  prober: Lane | null;
  /** Ends the timer for the next due retry; replaced at each pump. */
  due: AbortController;
  tuning: Tuning;
  /** Bytes handed to the network by all uploads since the start. */
  totalBytes: number;
  totalRate: Rate;
}

const defaultMaxConnections = 16;

export interface EngineEvents {
  readonly pump: () => void;
  /** The journal cannot write, can write again. */
  readonly onStuck: (why: 'disk-full' | 'failed') => void;
  readonly onHealed: () => void;
}

export function createEngineState(deps: EngineDeps, events: EngineEvents): EngineState {
  const nowMs = deps.clock.nowMs();
  const tuning = startTuning(deps.maxConnections ?? defaultMaxConnections, nowMs, deps.startConnections);
  const life = new AbortController();
  return {
    deps,
    entries: new Map(),
    runs: new Map(),
    moved: new Set(),
    writer: createJournalWriter({ journal: deps.journal, clock: deps.clock, ...events }),
    slots: createSlots(tuning.limit),
    pacer: createPacer(deps.clock, life.signal),
    pump: events.pump,
    life,
    transport: null,
    settings: null,
    stops: new Map([['nowhere', { reason: { code: 'not-configured', detail: null }, retryAtMs: null }]]),
    isSuspended: false,
    isEnding: false,
    isTicking: false,
    isCleaning: false,
    hashQueue: createHashQueue(deps.planRules ?? planRules),
    hashing: null,
    wake: new AbortController(),
    prober: null,
    due: new AbortController(),
    tuning,
    totalBytes: 0,
    totalRate: startRate(nowMs),
  };
}

/** Ends every back-off now. */
export function wakeAll(state: EngineState): void {
  const before = state.wake;
  state.wake = new AbortController();
  before.abort();
}

import type { UploadId, VersionId } from '../../shared/domain/ids.ts';
import type { Hindrance, LoadedUpload, QueueHold, WaitCode, WriteResult } from '../../shared/domain/upload.ts';
import type { Which } from './engine.ts';
import type { ProgressReport } from './engine-state.ts';
import type { EngineWrite, PlanHints, StorageSettings, StoredObject } from './ports.ts';

/** Where an upload is to be in the queue. `byHand`: because somebody put it there. */
export interface Place {
  readonly uploadId: UploadId;
  readonly position: number;
  readonly byHand: boolean;
}

/** A verb with a sequence number: asked again of a new worker when the old one died before it said "done". */
export type Command =
  | { readonly verb: 'resume' | 'cancel'; readonly which: Which }
  /** `hold`: as part of the whole queue, which is paused. */
  | { readonly verb: 'pause' | 'retry' | 'sendAsIs'; readonly which: Which; readonly hold: QueueHold | null }
  | { readonly verb: 'move'; readonly places: readonly Place[] };

export type ToWorker =
  | { readonly type: 'configure'; readonly settings: StorageSettings | null; readonly why: WaitCode }
  | { readonly type: 'add'; readonly uploads: readonly LoadedUpload[] }
  | { readonly type: 'forget'; readonly ids: readonly UploadId[] }
  | { readonly type: 'command'; readonly seq: number; readonly command: Command }
  | { readonly type: 'signal'; readonly signal: 'network-is-back' | 'suspend' | 'wake-up' }
  | { readonly type: 'hinder'; readonly code: Hindrance | null }
  | { readonly type: 'limit'; readonly bytesPerSecond: number | null }
  | { readonly type: 'written'; readonly seq: number; readonly result: WriteResult }
  | { readonly type: 'found'; readonly seq: number; readonly stored: StoredObject | null }
  | { readonly type: 'hints'; readonly seq: number; readonly hints: PlanHints }
  | { readonly type: 'stop' };

export type FromWorker =
  | { readonly type: 'write'; readonly seq: number; readonly writes: readonly EngineWrite[] }
  | { readonly type: 'get-hints'; readonly seq: number; readonly versionId: VersionId }
  | { readonly type: 'find'; readonly seq: number; readonly sha1: string | null; readonly bytes: number }
  | { readonly type: 'progress'; readonly reports: readonly ProgressReport[] }
  | { readonly type: 'done'; readonly seq: number; readonly isSaved: boolean }
  | { readonly type: 'bug'; readonly message: string }
  | { readonly type: 'stopped' };

/** One end of the channel to the worker, as main sees it. */
export interface WorkerPort {
  post(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** Ended, whatever the reason; nothing comes after it. */
  onExit(listener: () => void): void;
  terminate(): Promise<void>;
}
/** The other end. */
export interface MainPort {
  post(message: FromWorker): void;
  onMessage(listener: (message: ToWorker) => void): void;
}

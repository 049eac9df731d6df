import type { Op, SyncedRow } from './merge.ts';
import type { TableName } from './registry.ts';

/** What the sync engine and the local database agree on: the store port and its shapes. */

/** A mutation on its way: its number is taken and its content frozen before the first byte leaves. */
export interface SealedMutation {
  readonly n: number;
  readonly seq: number;
  readonly mid: string;
  readonly ops: readonly Op[];
}
export interface BatchLimits {
  readonly maxCount: number;
  /** Of the ops as text; a single mutation may be larger. */
  readonly maxChars: number;
}
/** What the server decided about one sealed mutation. `superseded`: taken, but every group had a later stamp. */
export interface PushVerdict {
  readonly seq: number;
  readonly status: 'applied' | 'superseded' | 'rejected';
  readonly code: string | null;
  readonly detail: unknown;
  readonly rev: number | null;
}
export interface PulledRow {
  readonly table: TableName;
  readonly row: SyncedRow;
  readonly rev: number;
}
/** Which computer wrote one side of a conflict, what it was called then, and when that reached the server, by its clock. */
export interface ConflictSide {
  /** Null for what was written longer ago than the server remembers. */
  readonly clientId: string | null;
  readonly device: string;
  readonly atMs: number | null;
}
/** A value that lost a merge on the server: kept, to be offered as "restore my version". */
export interface PulledConflict {
  readonly id: number;
  readonly table: string;
  readonly rowId: string;
  readonly group: string;
  readonly mid: string;
  readonly loser: unknown;
  readonly loserH: string;
  readonly loserBy: ConflictSide;
  readonly winner: unknown;
  readonly winnerH: string;
  readonly winnerBy: ConflictSide;
  readonly atMs: number;
}
export interface ChangedRow {
  readonly table: TableName;
  readonly id: string;
}

/** Where this file stands. `cursor`: everything up to this revision is here. `epoch`: of which history. */
export interface SyncPosition {
  readonly clientId: string;
  readonly ownerId: string | null;
  readonly workspaceId: string | null;
  readonly lastSeq: number;
  readonly cursor: number;
  readonly epoch: string | null;
  /** The server's head when everything was last begun to be pulled from the start. */
  readonly pulledFrom: number;
}
export interface SyncCounts {
  readonly waiting: number;
  readonly deadLetters: number;
  readonly conflicts: number;
  readonly savedAtMs: number | null;
  readonly lastSyncedAtMs: number | null;
}

/** The end of a page: where it leads, and the server's head when it was made. */
export interface FinishedPage {
  readonly cursor: number;
  readonly epoch: string;
  readonly head: number;
  readonly conflicts: readonly PulledConflict[];
}

/**
 * The local database as the engine sees it. Every method is one transaction, durable when it returns; but what
 * the server has anyway (`applyRows`, `dropRows`, `finishPage`, `dropAcked`) only with the next commit besides these.
 */
export interface SyncStore {
  /** Takes `newClientId` when the file has none yet. */
  position(newClientId: () => string): SyncPosition;
  counts(): SyncCounts;
  /** The first sign-in: the file and all that waits in it belong to this account from now on. */
  adopt(ownerId: string, workspaceId: string): void;

  /** The caller's role in the workspace; null when there is none any more. The user is told of a change. */
  noteRole(role: string | null, atMs: number): void;

  /** The next batch: what was sealed before and has no verdict, else newly sealed. Empty when nothing waits. */
  seal(limits: BatchLimits): SealedMutation[];
  /** Records verdicts: taken ones wait for the pull that shows them, refused ones become dead letters. */
  settle(verdicts: readonly PushVerdict[], atMs: number): ChangedRow[];
  /**
   * A new identity towards the server; everything without a pulled result is queued again, same mutation ids. `restoredAtMs`:
   * when this file was found to have gone back in time, or to be a copy; the user is told, once.
   */
  rotate(newClientId: string, restoredAtMs?: number): void;

  applyRows(rows: readonly PulledRow[]): ChangedRow[];
  /** Takes rows away that the server has removed for good; answers those that are not seen any more. */
  dropRows(gone: readonly ChangedRow[]): ChangedRow[];
  /** After the last row of a page: moves the cursor. */
  finishPage(page: FinishedPage): void;
  /**
   * Lets go of mutations that the server has taken and a pull up to its head has shown (they go to the journal), up
   * to `limit` rows at a time. Answers whether that was all.
   */
  dropAcked(upto: number, limit: number, atMs: number): { readonly changed: ChangedRow[]; readonly isDone: boolean };
  /**
   * Start over, and send again what was taken above `lostAfter`. `restoredAtMs`: when the server's history was found to
   * be another one; the user is told, once. Null: this computer was away for too long.
   */
  beginResync(server: { epoch: string; lostAfter: number; newClientId: string; restoredAtMs: number | null }): void;
  isResyncing(): boolean;
  /**
   * At the start of everything: rows that a first pull left here which was cut off may be gone from the server by now, and
   * nobody tells a beginner of that. They are compared like those of a repair.
   */
  beginFirst(): void;
  /** Pulls everything again without another identity: what is here differs from what the server has. */
  beginRepair(): void;
  /** Ids and revisions of the rows that the server has, too, by id, after one. */
  revisions(table: TableName, afterId: string, limit: number): { readonly id: string; readonly rev: number }[];
  /** When this file was last compared with the server; 0 after it started over, null before its first pull. */
  digestedAtMs(): number | null;
  noteDigest(atMs: number): void;
  /** Ends a resync: rows that did not come again and have nothing pending are gone. */
  sweep(): ChangedRow[];

  noteSynced(atMs: number): void;
  /** How far this computer's clock is behind the server's; used for the stamps of later edits. */
  learnClock(offsetMs: number): void;
  /** When nothing waits: lets a clock that was far ahead come back to the server's time. */
  settleClock(serverNowMs: number): void;
}

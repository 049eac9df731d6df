import type { Op } from '../../shared/domain/merge.ts';
import type { ChangedRow, PulledConflict, PulledRow, PushVerdict, SyncStore } from '../../shared/domain/sync-types.ts';
import type { Result } from '../../shared/ipc/result.ts';
import type { TableDigest } from './digest.ts';

/**
 * Why a call to the server came to nothing. None of these ever ends a mutation, but REFUSED, which is the
 * database's own word on the content of a batch.
 */
export type ServerError =
  | 'OFFLINE' // nothing came back, or not in time
  | 'TIMEOUT' // the server was there and did not finish, or it was too much at once
  | 'CAPTIVE' // something else answered
  | 'BUSY' // the server's fault of the moment; `retryAfterMs` when it said so
  | 'UNAUTHORIZED' // no valid session: everything waits for a new sign-in
  | 'INCOMPATIBLE' // another protocol version, or a project without our functions
  | 'REFUSED' // the database will not take this batch, ever (`sqlstate`)
  | 'ABORTED';

export interface Hello {
  /** The client id belongs to someone else. */
  readonly isForked: boolean;
  readonly lastSeq: number;
  readonly workspaces: readonly { readonly id: string; readonly role: string }[];
  readonly serverNowMs: number;
}
export type PushAnswer =
  | { readonly kind: 'taken' | 'fork' | 'gap'; readonly verdicts: readonly PushVerdict[] }
  | { readonly kind: 'revoked' };
export type PullAnswer =
  | {
      readonly kind: 'page';
      readonly epoch: string;
      readonly head: number;
      readonly upto: number;
      /** What was deleted up to this revision may be gone from the server. */
      readonly gc: number;
      readonly lastSeq: number;
      readonly rows: readonly PulledRow[];
      /** Deleted rows that the server has now removed for good. */
      readonly gone: readonly ChangedRow[];
      readonly conflicts: readonly PulledConflict[];
      readonly serverNowMs: number;
    }
  | { readonly kind: 'reset'; readonly epoch: string; readonly lostAfter: number }
  | { readonly kind: 'revoked' };

export interface Caller {
  readonly clientId: string;
  readonly userId: string;
}
export interface WireMutation {
  readonly seq: number;
  readonly mid: string;
  readonly ops: readonly Op[];
}
/** By table: how many rows, and a hash of them (see digest.ts). */
export type DigestAnswer =
  | { readonly kind: 'digest'; readonly head: number; readonly tables: Readonly<Record<string, TableDigest>> }
  | { readonly kind: 'revoked' };

/** The doors that the engine uses. Every method answers for this caller or fails; it never answers as nobody. */
export interface SyncServer {
  hello(caller: Caller & { readonly deviceName: string }, signal: AbortSignal): Promise<Result<Hello, ServerError>>;
  push(
    request: Caller & { readonly workspaceId: string; readonly batch: readonly WireMutation[] },
    signal: AbortSignal,
  ): Promise<Result<PushAnswer, ServerError>>;
  pull(
    request: Caller & {
      readonly workspaceId: string;
      readonly cursor: number;
      readonly epoch: string | null;
      readonly limit: number;
    },
    signal: AbortSignal,
  ): Promise<Result<PullAnswer, ServerError>>;
  digest(
    request: { readonly userId: string; readonly workspaceId: string },
    signal: AbortSignal,
  ): Promise<Result<DigestAnswer, ServerError>>;
}

export interface HintEvents {
  /** Listening from now on; what happened before was not heard. */
  readonly onOpen: () => void;
  /** The workspace has this revision now. */
  readonly onRevision: (rev: number) => void;
  /** At most once; `why` is for the log. Nothing is tried again. */
  readonly onEnd: (why: string) => void;
}
/** Where a server tells of changes without being asked: a hint to pull now, and nothing that anything relies on. */
export interface Hints {
  /**
   * Opens a line to a workspace's hints; the answer closes it. Never throws. No event comes before it has returned,
   * and none after the line was closed.
   */
  open(workspaceId: string, events: HintEvents): () => void;
}

/** Who is signed in, as far as this computer knows; being offline does not change it. */
export interface Identity {
  readonly state: 'unconfigured' | 'signed-out' | 'needs-auth' | 'signed-in';
  readonly userId: string | null;
}

export interface Clock {
  nowMs(): number;
  /** Resolves after `ms`, or at once when the signal fires. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}

/** What one round of sync needs. */
export interface SyncDeps {
  readonly store: SyncStore;
  readonly server: SyncServer;
  readonly identity: () => Identity;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly newId: () => string;
  /** What this computer is called where two disagree; the server is told with every greeting. */
  readonly deviceName: () => string;
  /** Of a text, in hex. */
  readonly md5: (text: string) => string;
  /** Lets the main loop do other things between two slices of work. */
  readonly breathe: () => Promise<void>;
  readonly log: (message: string, fields: Readonly<Record<string, unknown>>) => void;
}

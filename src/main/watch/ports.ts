/** What a watched folder knows about the files on the disk, the library, and its own memory; all of it comes in here. */

/** One video or audio file of a folder as a scan found it. */
export interface SeenFile {
  /** Absolute, as the file system spells it. */
  readonly path: string;
  /** From the root of the folder, `/` between names, for people. */
  readonly relative: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly inode: string;
  readonly kind: 'video' | 'audio';
}

/** `drive`: not even the folder above is there. `folder`: it is, but this one is gone. */
export type RootTrouble = 'drive' | 'folder' | 'denied' | 'failed';
export type ScanOutcome =
  | {
      readonly ok: true;
      /** Which folder this is: another one under the same path has another id. */
      readonly rootId: string;
      readonly files: readonly SeenFile[];
      /** Relative paths of what is there and cannot be used now: still growing, empty, locked, a folder that is closed. */
      readonly held: readonly string[];
      /** There is more than was listed: nothing can be said to be gone. */
      readonly isPartial: boolean;
    }
  | { readonly ok: false; readonly why: RootTrouble };

/** What was found out about a file in a state that it had; kept, so that a restart finds out only what is new. */
export interface KnownFile {
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  /** Null until somebody looked into it; '' when it can be used; else the code of what is wrong with it. */
  readonly problem: string | null;
  readonly sha1: string | null;
  /** What somebody does not want to hear of again: that it is offered, or that it is gone. Not the same. */
  readonly dismissed: Dismissed;
}

export type Dismissed = 'no' | 'offer' | 'absence';

/** A file on this computer that a living lesson of the course shows. */
export interface LibraryFile {
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly inode: string;
  readonly sha1: string | null;
  readonly mediaId: string;
  readonly versionId: string;
  readonly lessonId: string;
  readonly lessonTitle: string;
}

/** Rows of one folder. Each call is one durable write; false when the disk took none. */
export interface WatchStore {
  listKnown(): readonly KnownFile[];
  saveKnown(files: readonly KnownFile[]): boolean;
  forgetKnown(paths: readonly string[]): boolean;
  saveRootId(rootId: string): boolean;
}

export interface WatchLibrary {
  list(): readonly LibraryFile[];
  /** The file of a version was found under another name. */
  saveMove(versionId: string, file: SeenFile): boolean;
}

/** What a look into a file says: '' when it can be used, a code when not; null when it cannot be told now. */
export type Inspect = (files: readonly SeenFile[], signal: AbortSignal) => Promise<ReadonlyMap<string, string | null>>;
/** SHA-1, lower-case hex; null when it cannot be read now, or changed meanwhile. */
export type Hash = (file: SeenFile, signal: AbortSignal) => Promise<string | null>;

export interface WatcherEvents {
  /** Something happened below the root, or it listens from now on. What it was is found out by looking. */
  readonly onHint: () => void;
  /** The system gives no more events, by its code (`EMFILE`, `ENOSPC` …). */
  readonly onFault: (code: string) => void;
}
/** Starts to listen for changes below a folder; the answer ends it. */
export type OpenWatcher = (root: string, events: WatcherEvents) => { close(): Promise<void> };

/** Wall clock and timers. `delay` resolves early, and never rejects, when the signal aborts. */
export interface Clock {
  nowMs(): number;
  delay(ms: number, signal: AbortSignal): Promise<void>;
}
export interface WatchPorts {
  readonly clock: Clock;
  readonly scan: (root: string, signal: AbortSignal) => Promise<ScanOutcome>;
  readonly inspect: Inspect;
  readonly hash: Hash;
  readonly openWatcher: OpenWatcher;
  /** For what nobody expected; the watch goes on at its next turn. */
  readonly report: (error: unknown) => void;
}

import type { MessagePort } from 'node:worker_threads';
import type { StorageSettings } from '../../../src/main/uploads/ports.ts';
import type { UploadItem } from '../../../src/main/uploads/service-rows.ts';
import type { UploadId, VersionId } from '../../../src/shared/domain/ids.ts';
import type { CheckMode, StoredCheck } from '../../../src/shared/domain/stored-check.ts';
import type { UploadRecord, UploadSnapshot, WaitCode } from '../../../src/shared/domain/upload.ts';

/** What a story's process is told to begin with. */
export interface Begin {
  readonly do: 'begin';
  readonly database: string;
  readonly settings: StorageSettings;
  /** How far its clock is before the real one: what the process before it had leapt over. */
  readonly offsetMs: number;
  readonly hashFirstMaxBytes: number;
  readonly indexFirst: boolean;
  /** Of which version each is a new export. */
  readonly formers: Readonly<Record<VersionId, VersionId>>;
  /** The files are those of lessons, and what they stored is let go when those are purged; absent: nobody knows whose they are. */
  readonly library?: { readonly shelf: readonly Shelved[] };
  /** At which of the journal's boundaries from now on it kills itself. */
  readonly dieAt?: number;
}
export interface StoryWorkerData extends Pick<Begin, 'hashFirstMaxBytes'> {
  /** How far its clock is before the real one, and when (by the real one) it was held up last; shared. */
  readonly time: Float64Array;
}
/** What a thread that uploads is told: a story, and where it hears of it. */
export interface ThreadOrder {
  readonly port: MessagePort;
  readonly given: StoryWorkerData;
}
/** What a lesson of another computer shows: stored, as it said. */
export interface Shelved {
  readonly versionId: VersionId;
  readonly fileId: string;
  readonly objectName: string;
  readonly bucketName: string;
  readonly bytes: number;
  readonly sha1: string;
}
/** What the library says of a file of a story. */
export interface LibraryRow {
  readonly mediaId: string;
  /** Where the version that its lesson shows is stored; null: nowhere. */
  readonly fileId: string | null;
  /** Where any version of it is. */
  readonly all: readonly string[];
}
/** The rows of a version's file. */
export function libraryIds(versionId: string) {
  const [course, chapter, lesson, media, link] = [1, 2, 3, 4, 5].map((n) => `${versionId.slice(0, -2)}0${n}`);
  return { course, chapter, lesson, media, link } as Record<'course' | 'chapter' | 'lesson' | 'media' | 'link', string>;
}
export type Verb = 'pause' | 'resume' | 'cancel' | 'retry';

/** What the story tells the process that uploads. */
export type Order =
  | Begin
  | { readonly do: 'enqueue'; readonly items: readonly UploadItem[] }
  | { readonly do: 'verb'; readonly verb: Verb; readonly which: readonly UploadId[] | 'all' }
  | { readonly do: 'send-first'; readonly uploadId: UploadId }
  | { readonly do: 'configure'; readonly settings: StorageSettings | null; readonly why?: WaitCode }
  | { readonly do: 'verify-again'; readonly mode: CheckMode }
  /** Takes one that is ready off the list. */
  | { readonly do: 'clear'; readonly uploadId: UploadId }
  | { readonly do: 'kill-worker' }
  /** Its lesson goes to the trash and out of it for good; or somebody takes that back. */
  | { readonly do: 'purge' | 'take-back'; readonly versionId: VersionId }
  /** So much time passes at once, and what is due then is done. */
  | { readonly do: 'pass'; readonly byMs: number; readonly settings: StorageSettings }
  | { readonly do: 'disk'; readonly isFull: boolean }
  | { readonly do: 'arm'; readonly dieAt: number }
  | { readonly do: 'online' | 'suspend' | 'wake' | 'records' | 'stop' }
  | { readonly do: 'set-clock'; readonly byMs: number };

/** A row as a window sees it, with what tells whose it is. */
export interface Row extends Pick<
  UploadSnapshot,
  'uploadId' | 'versionId' | 'state' | 'reason' | 'bytesDone' | 'bytesTotal' | 'retryAtMs'
> {
  readonly path: string;
}
/** What reading a stored object back found; null: it could not be found out. */
export interface Checked {
  readonly uploadId: UploadId;
  readonly fileId: string;
  readonly found: StoredCheck | null;
}
/** What it tells the story. */
export type Told =
  | { readonly told: 'loaded' }
  | { readonly told: 'begun'; readonly rows: readonly Row[]; readonly problem: string | null }
  | { readonly told: 'shown'; readonly rows: readonly Row[]; readonly offsetMs: number; readonly laggedAtMs: number }
  | { readonly told: 'enqueued' | 'stopped' | 'passed' }
  | { readonly told: 'purged' | 'taken-back'; readonly versionId: VersionId }
  | { readonly told: 'done'; readonly verb: Verb; readonly isSaved: boolean }
  /** `boundaries`: how many of the journal's there were since it began, or was armed. */
  | {
      readonly told: 'records';
      readonly records: readonly UploadRecord[];
      readonly boundaries: number;
      readonly library: readonly LibraryRow[];
    }
  | { readonly told: 'verified'; readonly checks: readonly Checked[] }
  | { readonly told: 'bug'; readonly message: string };

/** Small enough for a story to be quick, with the shapes of the real thing: single files, and large ones in parts. */
export const partBytes = 20_000;
export const storyRules = { singleMaxBytes: 30_000, defaultPartBytes: partBytes } as const;
/** Every file of a story is hashed before it is sent, or each that goes in parts is sent before, as the large ones of a library are. */
export const hashFirstMaxBytes = { all: 1_000_000, onlySingle: storyRules.singleMaxBytes } as const;
export const storyDeadlines = { stallMs: 400, answerMs: 400 } as const;
/** Beside a file: somebody else has it open, or its drive does not answer. */
export const marks = { locked: '.locked', silent: '.silent' } as const;

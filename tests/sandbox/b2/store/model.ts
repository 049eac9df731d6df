/** What the sandbox keeps. Every record is plain JSON: it is written as is to the journal. */

export interface LifecycleRule {
  fileNamePrefix: string;
  daysFromHidingToDeleting: number | null;
  daysFromUploadingToHiding: number | null;
  daysFromStartingToCancelingUnfinishedLargeFiles: number | null;
}

export interface CorsRule {
  corsRuleName: string;
  allowedOrigins: string[];
  allowedOperations: string[];
  allowedHeaders: string[] | null;
  exposeHeaders: string[] | null;
  maxAgeSeconds: number;
}

export type BucketType = 'allPrivate' | 'allPublic';

export interface BucketRecord {
  seq: number;
  bucketId: string;
  bucketName: string;
  bucketType: BucketType;
  bucketInfo: Record<string, string>;
  corsRules: CorsRule[];
  lifecycleRules: LifecycleRule[];
  revision: number;
}

/** A run of bytes inside one blob file. A file is a list of them, so finishing and copying move no bytes. */
export interface BlobSlice {
  blob: string;
  offset: number;
  bytes: number;
}

export interface PartRecord {
  partNumber: number;
  bytes: number;
  sha1: string;
  /** False when the client sent `do_not_verify`. */
  verified: boolean;
  uploadedAtMs: number;
  slices: BlobSlice[];
}

type FileAction = 'start' | 'upload' | 'hide';

export interface FileRecord {
  seq: number;
  fileId: string;
  fileName: string;
  bucketId: string;
  action: FileAction;
  contentType: string;
  contentLength: number;
  /** 40 hex digits, `unverified:` and 40 hex digits, or `none` for a large file. */
  contentSha1: string;
  fileInfo: Record<string, string>;
  uploadedAtMs: number;
  /** Parts the file was made of; 0 for a small file or a hide marker. */
  partCount: number;
  slices: BlobSlice[];
}

export interface KeyRecord {
  seq: number;
  keyId: string;
  applicationKey: string;
  keyName: string;
  capabilities: string[];
  /** null: every bucket. */
  bucketIds: string[] | null;
  namePrefix: string | null;
  expiresAtMs: number | null;
  master: boolean;
}

/** One line of the journal. `…-gone` lines remove what an earlier line made. */
export type JournalLine =
  | { t: 'meta'; accountId: string; seed: number; epoch: number; seq: number }
  | { t: 'bucket'; bucket: BucketRecord }
  | { t: 'bucket-gone'; bucketId: string }
  | { t: 'key'; key: KeyRecord }
  | { t: 'key-gone'; keyId: string }
  | { t: 'file'; file: FileRecord }
  | { t: 'file-gone'; fileId: string }
  | { t: 'part'; fileId: string; part: PartRecord }
  /** One token expired before its time; by itself it would at `untilMs`, so the line is kept no longer. */
  | { t: 'token-expired'; serial: number; untilMs: number }
  /** Every token of a kind up to a serial number expired. */
  | { t: 'tokens-expired'; kind: string; upTo: number };

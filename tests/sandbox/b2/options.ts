import type { SpareBlobs } from './store/spares.ts';
import type { BucketType, CorsRule, LifecycleRule } from './store/model.ts';

/** What the service limits. Every figure can be set, so that a test may work with parts of a few bytes. */
export interface Limits {
  recommendedPartSize: number;
  /** Smallest size of every part but the last; checked when the file is finished. */
  absoluteMinimumPartSize: number;
  maxPartBytes: number;
  /** Largest file sent with one b2_upload_file. */
  maxSmallFileBytes: number;
  maxLargeFileBytes: number;
  maxPartNumber: number;
  /** UTF-8 bytes of file name and fileInfo together. The service allows 7000, or 2048 with encryption or locks. */
  nameAndInfoBytes: number;
  maxInfoEntries: number;
  /** Life of an account token and of an upload URL. */
  accountTokenMs: number;
  uploadTokenMs: number;
  /** Largest page of b2_list_parts, b2_list_unfinished_large_files, and of the file listings. */
  partsPage: number;
  unfinishedPage: number;
  filesPage: number;
  /** Idle connections are closed after this. */
  keepAliveMs: number;
  /** Refuse an upload URL for good once it has refused an upload, as the documentation announces. */
  retireUploadUrls: boolean;
}

export const serviceLimits: Limits = {
  recommendedPartSize: 100_000_000,
  absoluteMinimumPartSize: 5_000_000,
  maxPartBytes: 5_000_000_000,
  maxSmallFileBytes: 5_000_000_000,
  maxLargeFileBytes: 10_000_000_000_000,
  maxPartNumber: 10_000,
  nameAndInfoBytes: 2048,
  maxInfoEntries: 10,
  accountTokenMs: 24 * 3_600_000,
  uploadTokenMs: 24 * 3_600_000,
  partsPage: 1000,
  unfinishedPage: 100,
  filesPage: 10_000,
  keepAliveMs: 65_000,
  retireUploadUrls: true,
};

/** Caps of the account; null means none. */
export interface Caps {
  /** Bytes stored, parts of unfinished files included. Beyond: 403 storage_cap_exceeded. */
  storageBytes: number | null;
  /** Calls of transaction classes B and C a day. Beyond: 403 transaction_cap_exceeded. */
  transactionsPerDay: number | null;
}

export interface SeedKey {
  keyName: string;
  capabilities: readonly string[];
  /** Restrict the key to the seeded bucket. */
  bucketOnly?: boolean;
  namePrefix?: string | null;
  validMs?: number | null;
}

export interface Seed {
  bucket?: string;
  bucketType?: BucketType;
  lifecycleRules?: readonly LifecycleRule[];
  corsRules?: readonly CorsRule[];
  /** Prefix of the restricted key. */
  prefix?: string;
  /** Keys besides `master`, `restricted` and `overPowerful`, which are always made. */
  keys?: readonly SeedKey[];
}

export interface B2SandboxOptions {
  /** Folder of the store. A second start on it finds everything again. */
  dir: string;
  /** Loopback port; 0 or absent: any free one. */
  port?: number;
  /** Seed of ids, keys and faults. */
  randomSeed?: number;
  seed?: Seed;
  limits?: Partial<Limits>;
  caps?: Partial<Caps>;
  /** Also listen for control requests, on a port of their own so that they still work while the network is away. */
  control?: boolean | { port: number };
  /**
   * Blob files made beforehand and used again, for benchmarks: the first touch of a page costs more than all the rest
   * of storing it (1.4 against 0.1 CPU seconds a GiB on a virtual machine), and whoever is measured first pays.
   */
  spare?: SpareBlobs;
  /** Threads that hash and write, besides the one that receives; 0 (the default) does all on one. For benchmarks. */
  sinkThreads?: number;
  /** Entries kept in the request log. */
  logEntries?: number;
  /** Asked for every request with `Expect: 100-continue` whether it is understood; absent: it is. Where it is not, nothing is said. */
  understandsExpect?: () => boolean;
}

/** Everything that an application key may be allowed. */
export const allCapabilities: readonly string[] = [
  'listKeys',
  'writeKeys',
  'deleteKeys',
  'listAllBucketNames',
  'listBuckets',
  'readBuckets',
  'writeBuckets',
  'deleteBuckets',
  'readBucketEncryption',
  'writeBucketEncryption',
  'readBucketRetentions',
  'writeBucketRetentions',
  'listFiles',
  'readFiles',
  'shareFiles',
  'writeFiles',
  'deleteFiles',
  'readFileLegalHolds',
  'writeFileLegalHolds',
  'readFileRetentions',
  'writeFileRetentions',
  'bypassGovernance',
];

/** What a key for an uploader needs, and no more: no keys, no buckets. */
export const uploaderCapabilities: readonly string[] = [
  'listBuckets',
  'readBuckets',
  'listFiles',
  'readFiles',
  'shareFiles',
  'writeFiles',
  'deleteFiles',
];

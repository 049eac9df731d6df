import { z } from 'zod';
import { jobId, versionId } from './ids.ts';

/** What each kind of job is given: everything it needs, so that it can be done after any restart. */
export const jobPayloads = {
  /** Removes a stored version for good, unless something uses it by then. */
  'delete-version': z.strictObject({
    fileId: z.string().min(1),
    objectName: z.string().min(1),
    bucketName: z.string().min(1),
    /** The version whose file is sent again in its place: not before that is stored. */
    replacedBy: versionId.optional(),
    /** Thrown away by *Discard replaced versions*: it need not have been in the trash for long. */
    isGivenUp: z.boolean().optional(),
  }),
  /** Takes addresses out of the CDN's cache: of what was deleted. */
  'purge-cdn': z.strictObject({ urls: z.array(z.url().max(4_000)).min(1).max(30) }),
  /** Removes unfinished large files of ours that nobody goes on with; once a day. */
  'sweep-orphans': z.strictObject({}),
  /** Asks for the deletion of stored objects that nobody uses any more; once a day. */
  'sweep-unused': z.strictObject({}),
} as const;
export type JobKind = keyof typeof jobPayloads;
export type JobPayload<Kind extends JobKind> = z.infer<(typeof jobPayloads)[Kind]>;
export const jobKinds = Object.keys(jobPayloads) as readonly JobKind[];
export const jobKind = z.enum(jobKinds);
/** Done again every day: between two days nothing of theirs is left to be done. */
export const dailyJobKinds = ['sweep-orphans', 'sweep-unused'] as const satisfies readonly JobKind[];

/** `dead`: not done by itself any more. It stays, with its reason, until somebody tries again or discards it. */
const jobState = z.enum(['waiting', 'running', 'dead']);

/** As in the ports of the engines, and two that only jobs have: a row that is not readable, a storage that is not set. */
const jobFailureKind = z.enum([
  'offline',
  'rate-limited',
  'auth',
  'forbidden',
  'not-found',
  'conflict',
  'invalid',
  'capped',
  'io',
  'bug',
  'not-configured',
  'bad-row',
]);

/** Why it was not done at the last try. `code` is the service's or the system's own, for *Copy details*. */
export const jobReason = z.strictObject({
  kind: jobFailureKind,
  retry: z.enum(['never', 'now', 'backoff', 'after-user']),
  code: z.string().max(200),
});
export type JobReason = z.infer<typeof jobReason>;
export type JobFailure = JobReason & { readonly retryAfterMs?: number };

/** A row of `jobs` but for its payload. */
export const jobHead = z.strictObject({
  jobId,
  kind: jobKind,
  key: z.string().min(1).max(2_000),
  state: jobState,
  /** How often it was begun. */
  attempts: z.int().min(0),
  dueAtMs: z.number(),
  /** Since when it fails for other reasons than the network; null: it does not. */
  failingSinceMs: z.number().nullable(),
  reason: jobReason.nullable(),
  createdAtMs: z.number(),
});
export type JobHead = z.infer<typeof jobHead>;
/** A job to be done, its payload as its kind has it. */
export type Job = {
  [Kind in JobKind]: JobHead & { readonly kind: Kind; readonly payload: JobPayload<Kind> };
}[JobKind];

/** What is to be done, and when. */
export type NewJob = {
  [Kind in JobKind]: {
    readonly kind: Kind;
    readonly key: string;
    readonly payload: JobPayload<Kind>;
    readonly dueAtMs: number;
  };
}[JobKind];

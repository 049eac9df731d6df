import { z } from 'zod';
import { courseId, uploadId } from '../../domain/ids.ts';
import { command, event, query, writeErrors } from '../define.ts';

/** Where uploads go. The application key itself never leaves main; `keySaved` says that there is one. */
export const storageSettings = z.strictObject({
  keyId: z.string().max(200),
  bucket: z.string().max(200),
  prefix: z.string().max(500),
  endpoint: z.string().max(2_000),
  keySaved: z.boolean(),
  locked: z.boolean(),
});
const values = z.strictObject({
  keyId: z.string().trim().min(1).max(200),
  /** Empty: keep the saved key. */
  applicationKey: z.string().max(500),
  bucket: z.string().trim().min(1).max(200),
  prefix: z.string().trim().max(500),
  endpoint: z.string().trim().max(2_000),
});

/** What *Test connection* found, worst first; words are the renderer's. */
export const storageFinding = z.strictObject({
  code: z.enum([
    'OK',
    'UNREACHABLE',
    'INSECURE_ENDPOINT',
    'WRONG_KEY',
    'MASTER_KEY',
    'KEY_TOO_POWERFUL',
    'KEY_NOT_RESTRICTED',
    'KEY_WITHOUT_FOLDER',
    'CAPABILITY_MISSING',
    'BUCKET_NOT_FOUND',
    'BUCKET_NOT_ALLOWED',
    'PREFIX_NOT_ALLOWED',
    'LIFECYCLE_CANCELS_UPLOADS',
    'LIFECYCLE_DELETES_FILES',
    'CLOCK_SKEW',
    'CAP_EXCEEDED',
    'CORS_MISSING',
    'FILES_HIDDEN',
    'SERVER',
  ]),
  severity: z.enum(['ok', 'warning', 'blocker']),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type StorageFinding = z.infer<typeof storageFinding>;

/** The questions of the storage check, in the order of its page. */
export const storageChecks = ['connection', 'key', 'scope', 'lifecycle', 'versions', 'caps', 'cors', 'clock'] as const;
const storageCheck = z.enum(storageChecks);
export type StorageCheck = z.infer<typeof storageCheck>;

/** `unknown`: the key may not look, or the storage could not be asked. */
const storageReport = z.strictObject({
  checkedAtMs: z.int(),
  checks: z.array(
    z.strictObject({
      check: storageCheck,
      state: z.enum(['good', 'warning', 'fault', 'unknown']),
      findings: z.array(storageFinding),
    }),
  ),
});
export type StorageReport = z.infer<typeof storageReport>;

const cdnValues = z.strictObject({
  /** Empty: none. */
  baseUrl: z.string().trim().max(2_000),
  zoneId: z.string().trim().max(100),
  /** Empty: keep the saved one. */
  apiToken: z.string().max(500),
});

/** How the queue fits into what the quota leaves; `quotaBytes` null: there is none. */
const storageQuota = z.strictObject({
  quotaBytes: z.int().nullable(),
  /** The organisation sets it. */
  locked: z.boolean(),
  /** Of all that is still to be sent. */
  neededBytes: z.int(),
  leftBytes: z.int(),
  shortBytes: z.int(),
  /** How many files those are, and which of them still fit, taken in sending order (none named while all do). */
  files: z.int(),
  fittingIds: z.array(uploadId),
  /** The queue waits because of it; false also when somebody said to send anyway. */
  isWaiting: z.boolean(),
});
export type StorageQuota = z.infer<typeof storageQuota>;

/** What this library keeps in the storage, by what its courses show; an object that is shared is counted once. */
export const storageUsage = z.strictObject({
  usedBytes: z.int(),
  /** Largest first. */
  courses: z.array(z.strictObject({ courseId, title: z.string(), bytes: z.int() })),
  /** Of media that no course shows any more. */
  otherBytes: z.int(),
  /** Versions that were replaced and are kept; counted above as well. */
  former: z.strictObject({ count: z.int(), bytes: z.int() }),
  quota: storageQuota,
});

export const storageRoutes = {
  'storage.getUsage': query({ input: z.strictObject({}), output: storageUsage, errors: [] }),
  /** Null: no quota. */
  'storage.saveQuota': command({
    input: z.strictObject({ bytes: z.int().positive().nullable() }),
    output: z.strictObject({}),
    errors: ['LOCKED', ...writeErrors],
  }),
  /** What waits now is sent although it is more than the quota; what is queued later is asked about again. */
  'storage.sendAnyway': command({ input: z.strictObject({}), output: z.strictObject({}), errors: writeErrors }),
  /** The API token never leaves main; `tokenSaved` says that there is one. */
  'storage.getCdn': query({
    input: z.strictObject({}),
    output: z.strictObject({ baseUrl: z.string(), zoneId: z.string(), tokenSaved: z.boolean(), locked: z.boolean() }),
    errors: [],
  }),
  'storage.saveCdn': command({
    input: cdnValues,
    output: z.strictObject({}),
    errors: ['INVALID_CDN_URL', 'INSECURE_CDN_URL', ...writeErrors],
  }),
  /** Asks for an address that nothing is at to be purged: whether zone and token are right. */
  'storage.testCdn': command({
    input: cdnValues,
    output: z.strictObject({ result: z.enum(['OK', 'INCOMPLETE', 'REFUSED', 'NO_ZONE', 'UNREACHABLE', 'SERVER']) }),
    errors: ['INVALID_CDN_URL', 'INSECURE_CDN_URL'],
  }),
  /** Gives up the versions that were replaced. They are deleted in the storage within an hour or so; nobody undoes it. */
  'storage.discardFormer': command({
    input: z.strictObject({}),
    output: z.strictObject({ count: z.int(), bytes: z.int() }),
    errors: writeErrors,
  }),
  'storage.get': query({ input: z.strictObject({}), output: storageSettings.nullable(), errors: [] }),
  'storage.test': command({ input: values, output: z.array(storageFinding), errors: [] }),
  /** Looks at the storage that is connected, question by question; null: there is none. Writes nothing. */
  'storage.testBucket': command({ input: z.strictObject({}), output: storageReport.nullable(), errors: [] }),
  /** Tests first and refuses to save while there is a blocker; the findings say why. */
  'storage.save': command({
    input: values,
    output: z.strictObject({ saved: z.boolean(), findings: z.array(storageFinding) }),
    errors: ['LOCKED', 'VAULT_UNAVAILABLE', ...writeErrors],
  }),
  'storage.forget': command({
    input: z.strictObject({}),
    output: z.strictObject({}),
    errors: ['LOCKED', ...writeErrors],
  }),
};
export const storageEvents = { 'storage.changed': event(z.strictObject({})) };

import {
  storageChecks,
  type StorageCheck,
  type StorageFinding,
  type StorageReport,
} from '../../../../shared/ipc/contract/storage.ts';

/** Which question each finding answers. */
const checkOf: Readonly<Record<StorageFinding['code'], StorageCheck>> = {
  OK: 'connection',
  UNREACHABLE: 'connection',
  INSECURE_ENDPOINT: 'connection',
  SERVER: 'connection',
  WRONG_KEY: 'key',
  MASTER_KEY: 'key',
  KEY_TOO_POWERFUL: 'key',
  CAPABILITY_MISSING: 'key',
  KEY_NOT_RESTRICTED: 'scope',
  KEY_WITHOUT_FOLDER: 'scope',
  BUCKET_NOT_FOUND: 'scope',
  BUCKET_NOT_ALLOWED: 'scope',
  PREFIX_NOT_ALLOWED: 'scope',
  LIFECYCLE_CANCELS_UPLOADS: 'lifecycle',
  LIFECYCLE_DELETES_FILES: 'lifecycle',
  FILES_HIDDEN: 'versions',
  CAP_EXCEEDED: 'caps',
  CORS_MISSING: 'cors',
  CLOCK_SKEW: 'clock',
};

/** One line per question: good when it was asked and nothing is wrong, unknown when it could not be asked. */
export function reportOf(findings: readonly StorageFinding[], asked: readonly StorageCheck[]): StorageReport['checks'] {
  return storageChecks.map((check) => {
    const own = findings.filter(({ code }) => checkOf[code] === check);
    const isFault = own.some(({ severity }) => severity === 'blocker');
    const state = isFault ? 'fault' : own.length > 0 ? 'warning' : asked.includes(check) ? 'good' : 'unknown';
    return { check, state, findings: own };
  });
}

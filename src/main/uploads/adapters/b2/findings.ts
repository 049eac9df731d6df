import type { StorageFinding } from '../../../../shared/ipc/contract/storage.ts';
import type { PortError, StorageSettings } from '../../ports.ts';
import type { Account } from './account.ts';
import type { CorsRule, LifecycleRule } from './answers.ts';
import {
  bucketOfKey,
  cleanPrefix,
  dangerousCapabilities,
  isKeptToFolder,
  isMasterKey,
  isPrefixAllowed,
  neededCapabilities,
  usefulCapabilities,
} from './scope.ts';

type Code = StorageFinding['code'];
const order = { blocker: 0, warning: 1, ok: 2 } as const;

const blocker = (code: Code, data: StorageFinding['data'] = {}): StorageFinding => ({
  code,
  severity: 'blocker',
  data,
});
const warning = (code: Code, data: StorageFinding['data'] = {}): StorageFinding => ({
  code,
  severity: 'warning',
  data,
});

/** More than this, and signatures, receipts and TLS itself begin to fail in ways that nobody connects with a clock. */
const maxSkewMs = 5 * 60_000;

export const insecureEndpoint = (): StorageFinding => blocker('INSECURE_ENDPOINT');

/** Why the service could not even be asked, or would not let us in. */
export function findingOfError(error: PortError): StorageFinding {
  const data = { detail: error.code };
  if (error.code === 'insecure-endpoint') return insecureEndpoint();
  if (error.code === 'certificate-date') return blocker('CLOCK_SKEW', data);
  if (error.kind === 'auth') return blocker('WRONG_KEY', data);
  if (error.kind === 'capped') return blocker('CAP_EXCEEDED', data);
  if (error.kind === 'not-found') return blocker('BUCKET_NOT_FOUND', data);
  if (error.kind === 'forbidden') return blocker('CAPABILITY_MISSING', data);
  const isSilent = error.kind === 'offline' || error.kind === 'io' || error.kind === 'aborted';
  return blocker(isSilent && !/^\d/.test(error.code) && error.code !== 'bad-answer' ? 'UNREACHABLE' : 'SERVER', data);
}

/** What the authorisation alone tells about a key. */
export function judgeKey(settings: StorageSettings, account: Account): StorageFinding[] {
  const { capabilities, buckets, namePrefix } = account.allowed;
  const missing = neededCapabilities.filter((capability) => !capabilities.includes(capability));
  const missed = usefulCapabilities.filter((capability) => !capabilities.includes(capability));
  const dangerous = dangerousCapabilities(account);
  const isMaster = isMasterKey(settings, account);
  return [
    ...(isMaster ? [blocker('MASTER_KEY')] : []),
    ...(!isMaster && dangerous.length > 0 ? [blocker('KEY_TOO_POWERFUL', { capabilities: dangerous.join(', ') })] : []),
    ...(!isMaster && buckets?.length !== 1 ? [warning('KEY_NOT_RESTRICTED')] : []),
    ...(!isMaster && !isKeptToFolder(account) ? [warning('KEY_WITHOUT_FOLDER', { allowed: namePrefix ?? '' })] : []),
    ...missing.map((capability) => blocker('CAPABILITY_MISSING', { capability })),
    ...missed.map((capability) => warning('CAPABILITY_MISSING', { capability })),
    ...(bucketOfKey(settings, account) === undefined
      ? [blocker('BUCKET_NOT_ALLOWED', { bucket: settings.bucket })]
      : []),
    ...(isPrefixAllowed(settings, account) ? [] : [blocker('PREFIX_NOT_ALLOWED', { allowed: namePrefix ?? '' })]),
    ...(Math.abs(account.clockSkewMs) > maxSkewMs
      ? [warning('CLOCK_SKEW', { minutes: Math.round(account.clockSkewMs / 60_000) })]
      : []),
  ];
}

/** Rules of the bucket that would work against uploads under our prefix. */
export function judgeRules(settings: StorageSettings, rules: readonly LifecycleRule[]): StorageFinding[] {
  const prefix = cleanPrefix(settings.prefix);
  const touching = rules.filter(({ fileNamePrefix }) => {
    const ruled = fileNamePrefix ?? '';
    return prefix.startsWith(ruled) || ruled.startsWith(prefix);
  });
  return touching.flatMap((rule) => {
    const cancelDays = rule.daysFromStartingToCancelingUnfinishedLargeFiles;
    const hideDays = rule.daysFromUploadingToHiding;
    return [
      ...(typeof cancelDays === 'number' ? [warning('LIFECYCLE_CANCELS_UPLOADS', { days: cancelDays })] : []),
      ...(typeof hideDays === 'number' ? [blocker('LIFECYCLE_DELETES_FILES', { days: hideDays })] : []),
    ];
  });
}

const downloads = new Set(['b2_download_file_by_name', 'b2_download_file_by_id', 's3_get']);

/** Whether a page on the web could play what is stored: some origin may download, with ranges, for jumping in a video. */
export function judgeCors(rules: readonly CorsRule[]): StorageFinding[] {
  const opens = rules.some(
    ({ allowedOperations, allowedHeaders, allowedOrigins }) =>
      allowedOrigins.length > 0 &&
      allowedOperations.some((operation) => downloads.has(operation)) &&
      (allowedHeaders ?? []).some((header) => header === '*' || header.toLowerCase() === 'range'),
  );
  return opens ? [] : [warning('CORS_MISSING')];
}

/** Somebody hid files of ours in the bucket's pages: they are on their way out there. */
export const judgeHidden = (count: number): StorageFinding[] => (count > 0 ? [warning('FILES_HIDDEN', { count })] : []);

/** Worst first; a single `OK` when there is nothing to say. */
export function ranked(findings: readonly StorageFinding[]): readonly StorageFinding[] {
  if (findings.length === 0) return [{ code: 'OK', severity: 'ok', data: {} }];
  return findings.toSorted((a, b) => order[a.severity] - order[b.severity]);
}

import { badRequest } from '../errors.ts';
import { hideName } from '../hide-marker.ts';
import type { Service } from '../service.ts';
import type { BucketRecord, FileRecord, LifecycleRule } from '../store/model.ts';
import { versionsIn } from '../store/store.ts';

const dayMs = 86_400_000;
const maxRules = 100;

/** https://www.backblaze.com/docs/cloud-storage-lifecycle-rules : at most 100, none idle, no two on the same files. */
export function checkLifecycleRules(rules: readonly LifecycleRule[]): void {
  if (rules.length > maxRules) throw badRequest(`more than ${maxRules} lifecycle rules`);
  for (const rule of rules) {
    const days = daysOf(rule);
    if (days.length === 0) throw badRequest('a lifecycle rule must do something');
    if (days.some((count) => count < 1)) throw badRequest('days of a lifecycle rule must be greater than 0');
  }
  const prefixes = rules.map((rule) => rule.fileNamePrefix).toSorted();
  const overlap = prefixes.some((prefix, index) => index > 0 && prefix.startsWith(prefixes[index - 1] ?? ''));
  if (overlap) throw badRequest('two lifecycle rules apply to the same files');
}

const daysOf = (rule: LifecycleRule): number[] =>
  [
    rule.daysFromHidingToDeleting,
    rule.daysFromUploadingToHiding,
    rule.daysFromStartingToCancelingUnfinishedLargeFiles,
  ].filter((days) => days !== null);

const isOver = (service: Service, sinceMs: number, days: number | null): boolean =>
  days !== null && service.clock.nowMs() >= sinceMs + days * dayMs;

/** When a version stopped being the visible one: when the next newer one of its name came. */
function hiddenSince(versions: readonly FileRecord[], index: number): number | undefined {
  const file = versions[index];
  const newer = versions[index - 1];
  if (file?.action === 'hide') return file.uploadedAtMs;
  return newer !== undefined && newer.fileName === file?.fileName ? newer.uploadedAtMs : undefined;
}

function applyToVersion(service: Service, rule: LifecycleRule, versions: readonly FileRecord[], index: number): void {
  const file = versions[index];
  if (file === undefined) return;
  const hiddenAtMs = hiddenSince(versions, index);
  if (hiddenAtMs !== undefined) {
    if (!isOver(service, hiddenAtMs, rule.daysFromHidingToDeleting)) return;
    service.store.commit({ t: 'file-gone', fileId: file.fileId });
  } else if (isOver(service, file.uploadedAtMs, rule.daysFromUploadingToHiding)) {
    hideName(service, file.bucketId, file.fileName);
  }
}

function applyRule(service: Service, bucket: BucketRecord, rule: LifecycleRule): void {
  const mine = versionsIn(service.store, bucket.bucketId).filter((file) =>
    file.fileName.startsWith(rule.fileNamePrefix),
  );
  for (const file of mine.filter(({ action }) => action === 'start')) {
    if (isOver(service, file.uploadedAtMs, rule.daysFromStartingToCancelingUnfinishedLargeFiles)) {
      service.store.commit({ t: 'file-gone', fileId: file.fileId });
    }
  }
  const finished = mine.filter(({ action }) => action !== 'start');
  for (const index of finished.keys()) applyToVersion(service, rule, finished, index);
}

/** Runs every bucket's rules as of now; the service does so once a day. */
export function applyLifecycle(service: Service): void {
  for (const bucket of service.store.tables.buckets.values()) {
    for (const rule of bucket.lifecycleRules) applyRule(service, bucket, rule);
  }
}

import { discardGraceMs } from '../../shared/domain/trash.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { JobTable } from '../db/tables/jobs.ts';
import type { FormerVersion, StoredUsage } from '../db/tables/stored-usage.ts';
import type { Handlers } from '../ipc/router.ts';
import type { Quota } from './quota.ts';
import { type EditContext, remove } from './context.ts';

type UsageHandlers = Pick<Handlers, 'storage.getUsage' | 'storage.discardFormer'>;

export interface UsageDeps extends EditContext {
  readonly usage: StoredUsage;
  readonly jobs: JobTable;
  readonly quota: Pick<Quota, 'describe'>;
  /** There are new jobs. */
  readonly onChange: () => void;
}

/** Of versions that share an object, its bytes are there once. */
const bytesOf = (versions: readonly FormerVersion[]): number =>
  [...new Map(versions.map(({ fileId, bytes }) => [fileId, bytes])).values()].reduce((sum, bytes) => sum + bytes, 0);

/** What is kept in the storage, and what of it can go. */
export function createUsageActions({ usage, jobs, quota, mutator, nowMs, onChange }: UsageDeps): UsageHandlers {
  return {
    'storage.getUsage'() {
      const courses = usage.byCourse();
      const former = usage.listFormer();
      return ok({
        usedBytes: courses.reduce((sum, { bytes }) => sum + bytes, 0),
        courses: courses.flatMap(({ courseId, title, bytes }) =>
          courseId === null ? [] : [{ courseId, title: title ?? '', bytes }],
        ),
        otherBytes: courses.find(({ courseId }) => courseId === null)?.bytes ?? 0,
        former: { count: former.length, bytes: bytesOf(former) },
        quota: quota.describe(),
      });
    },
    'storage.discardFormer'() {
      const former = usage.listFormer();
      const atMs = nowMs();
      // The rows and the jobs in one transaction: a deletion is never forgotten, nor made without its row.
      mutator.mutate({
        label: { code: 'media.discard', count: former.length, name: former[0]?.fileName ?? '' },
        drafts: former.map(({ versionId }) => remove('media_versions', versionId, atMs)),
        undoable: false,
        alongside() {
          for (const { fileId, objectName, bucketName } of former) {
            const payload = { fileId, objectName, bucketName, isGivenUp: true };
            jobs.add({ kind: 'delete-version', key: fileId, payload, dueAtMs: atMs + discardGraceMs }, atMs);
          }
        },
      });
      if (former.length > 0) onChange();
      return ok({ count: former.length, bytes: bytesOf(former) });
    },
  };
}

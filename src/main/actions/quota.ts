import { fitting, judgeQuota, type QuotaVerdict } from '../../shared/domain/quota.ts';
import type { StorageQuota } from '../../shared/ipc/contract/storage.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { SettingsTable } from '../db/tables/settings.ts';
import type { Handlers } from '../ipc/router.ts';
import type { UploadService } from '../uploads/upload-service.ts';

type QuotaHandlers = Pick<Handlers, 'storage.saveQuota' | 'storage.sendAnyway'>;

export interface QuotaDeps {
  readonly settings: SettingsTable;
  /** What the organisation sets; it cannot be changed then. */
  readonly policyBytes: number | undefined;
  readonly uploads: Pick<UploadService, 'snapshots'>;
  readonly usedBytes: () => number;
}
const isOver = (state: string): boolean => ['ready', 'failed', 'cancelled'].includes(state);

/** The quota, what is used and what the queue needs. `extraBytes` is about to be queued. */
export function createQuota({ settings, policyBytes, uploads, usedBytes }: QuotaDeps) {
  const numberOf = (key: string): number | null => {
    const value = settings.get(key);
    return typeof value === 'number' ? value : null;
  };
  const quotaBytes = (): number | null => policyBytes ?? numberOf('quotaBytes');
  /** In sending order. */
  const toSend = () =>
    uploads
      .snapshots()
      .filter(({ state }) => !isOver(state))
      .map(({ uploadId, bytesTotal: bytes }) => ({ uploadId, bytes }));
  const neededBytes = (): number => toSend().reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    isLocked: policyBytes !== undefined,
    /** Cheap without a quota: nothing is read then. */
    judge(extraBytes = 0): QuotaVerdict {
      const quota = quotaBytes();
      if (quota === null) return judgeQuota({ quotaBytes: null, usedBytes: 0, neededBytes: 0, allowedBytes: 0 });
      const facts = { quotaBytes: quota, usedBytes: usedBytes(), neededBytes: neededBytes() + extraBytes };
      return judgeQuota({ ...facts, allowedBytes: numberOf('quotaAllowedBytes') ?? 0 });
    },
    describe(): StorageQuota {
      const { leftBytes, shortBytes, isOver: isWaiting } = this.judge();
      const files = toSend();
      return {
        quotaBytes: quotaBytes(),
        locked: policyBytes !== undefined,
        neededBytes: neededBytes(),
        leftBytes,
        shortBytes,
        files: files.length,
        fittingIds: shortBytes > 0 ? fitting(files, leftBytes).map(({ uploadId }) => uploadId) : [],
        isWaiting,
      };
    },
    /** Null: none. What was allowed over another quota is forgotten. */
    set(bytes: number | null): void {
      settings.remove('quotaAllowedBytes');
      if (bytes === null) settings.remove('quotaBytes');
      else settings.set('quotaBytes', bytes);
    },
    /** What waits now may be sent; what comes later is asked about again. */
    allow: (): void => settings.set('quotaAllowedBytes', usedBytes() + neededBytes()),
  };
}
export type Quota = ReturnType<typeof createQuota>;

/** Setting the quota, and sending over it. */
export function createQuotaActions({ quota, onChange }: { quota: Quota; onChange: () => void }): QuotaHandlers {
  return {
    'storage.saveQuota'({ bytes }) {
      if (quota.isLocked) return err('LOCKED', 'the organisation sets the quota');
      quota.set(bytes);
      onChange();
      return ok({});
    },
    'storage.sendAnyway'() {
      quota.allow();
      onChange();
      return ok({});
    },
  };
}

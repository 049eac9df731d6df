import { fitting, judgeQuota, roomFor, type FileToStore, type QuotaVerdict } from '../../shared/domain/quota.ts';
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
  readonly uploads: Pick<UploadService, 'snapshots' | 'get'>;
  readonly usedBytes: () => number;
  /** Whether these bytes are stored where they can be linked to. */
  readonly isStored: (content: { readonly sha1: string; readonly bytes: number }) => boolean;
}
const isOver = (state: string): boolean => ['ready', 'failed', 'cancelled'].includes(state);

/** What of the queue is still to be stored, in sending order. */
function listToStore({ snapshots, get }: QuotaDeps['uploads']) {
  return snapshots()
    .filter(({ state }) => !isOver(state))
    .map(({ uploadId, bytesTotal: bytes }) => {
      const { sha1 = null, plan = null } = get(uploadId) ?? {};
      return { uploadId, bytes, sha1, isBegun: plan !== null };
    });
}
const sumOf = (room: readonly number[]): number => room.reduce((sum, bytes) => sum + bytes, 0);

/** The quota, what is used and what the queue needs. */
export function createQuota({ settings, policyBytes, uploads, usedBytes, isStored }: QuotaDeps) {
  const numberOf = (key: string): number | null => {
    const value = settings.get(key);
    return typeof value === 'number' ? value : null;
  };
  const quotaBytes = (): number | null => policyBytes ?? numberOf('quotaBytes');
  const neededBytes = (extra: readonly FileToStore[] = []): number =>
    sumOf(roomFor([...listToStore(uploads), ...extra], isStored));
  return {
    isLocked: policyBytes !== undefined,
    /** `extra` is about to be queued. Cheap without a quota: nothing is read then. */
    judge(extra: readonly FileToStore[] = []): QuotaVerdict {
      const quota = quotaBytes();
      if (quota === null) return judgeQuota({ quotaBytes: null, usedBytes: 0, neededBytes: 0, allowedBytes: 0 });
      const facts = { quotaBytes: quota, usedBytes: usedBytes(), neededBytes: neededBytes(extra) };
      return judgeQuota({ ...facts, allowedBytes: numberOf('quotaAllowedBytes') ?? 0 });
    },
    describe(): StorageQuota {
      const { leftBytes, shortBytes, isOver: isWaiting } = this.judge();
      const queued = listToStore(uploads);
      const room = roomFor(queued, isStored);
      const files = queued.map(({ uploadId }, n) => ({ uploadId, bytes: room[n] ?? 0 }));
      return {
        quotaBytes: quotaBytes(),
        locked: policyBytes !== undefined,
        neededBytes: sumOf(room),
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

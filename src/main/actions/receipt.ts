import type { ReceiptView } from '../../shared/ipc/contract/receipt.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { KeptReceipt, ReceiptTable } from '../db/tables/upload-receipts.ts';
import type { Handlers } from '../ipc/router.ts';
import type { ReadBackEnd, ReadBackJobs } from '../uploads/read-back-jobs.ts';
import { notFound } from './context.ts';

type ReceiptHandlers = Pick<Handlers, Extract<keyof Handlers, `receipt.${string}`>>;

export interface ReceiptDeps {
  readonly receipts: ReceiptTable;
  readonly readBacks: ReadBackJobs;
  readonly media: MediaTable;
  readonly isConfigured: () => boolean;
}

function viewOf({ record, receipt, parts, lastCheck }: KeptReceipt): Omit<ReceiptView, 'fileName' | 'isChecking'> {
  const { bucketName, objectName, fileId, bytes, sha1, linked, sentBytes, queuedAtMs, verifiedAtMs } = receipt;
  return {
    uploadId: record.uploadId,
    bucketName,
    objectName,
    fileId,
    bytes,
    sha1,
    parts: linked ? [] : [...parts],
    linked,
    source: receipt.source,
    copiedParts: receipt.copiedParts,
    sentAgainBytes: sentBytes === null ? null : Math.max(0, sentBytes - (linked ? 0 : bytes - receipt.copiedBytes)),
    queuedAtMs: Math.round(queuedAtMs),
    verifiedAtMs: Math.round(verifiedAtMs),
    lastCheck,
  };
}

/** Why nothing was found out. */
function refusal({ kind, code }: (ReadBackEnd & { ok: false })['error']) {
  if (kind === 'aborted') return err('CHECK_STOPPED', 'stopped by hand');
  const isUnreachable = kind === 'offline' || kind === 'io' || kind === 'rate-limited' || kind === 'source';
  return isUnreachable
    ? err('CHECK_UNREACHABLE', code, { detail: code })
    : err('CHECK_REFUSED', code, { detail: code });
}

/** Receipts, and *Verify again*: what is stored is read back and compared. */
export function createReceiptActions({ receipts, readBacks, media, isConfigured }: ReceiptDeps): ReceiptHandlers {
  return {
    'receipt.get'({ versionId }) {
      const kept = receipts.ofVersion(versionId);
      if (!kept) return ok(null);
      const fileName = media.getVersion(versionId)?.fileName ?? kept.record.name;
      return ok({ ...viewOf(kept), fileName, isChecking: readBacks.isRunning(kept.record.uploadId) });
    },
    async 'receipt.testStored'({ uploadId, mode }) {
      const kept = receipts.ofUpload(uploadId);
      if (!kept) return notFound('receipt');
      if (!isConfigured()) return err('STORAGE_NOT_CONNECTED', 'no storage is connected');
      if (readBacks.isRunning(uploadId)) return err('CHECK_RUNNING', 'it is being read back already');
      const found = await readBacks.start(kept, mode);
      if (!found.ok) return refusal(found.error);
      const saved = receipts.saveCheck(uploadId, found.value);
      return saved === 'saved' ? ok(found.value) : err('DISK_FULL', 'the result could not be kept');
    },
    'receipt.cancelTest'({ uploadId }) {
      readBacks.stop(uploadId);
      return ok({});
    },
  };
}

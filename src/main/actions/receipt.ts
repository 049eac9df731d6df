import type { ReceiptView } from '../../shared/ipc/contract/receipt.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { KeptReceipt, ReceiptTable } from '../db/tables/upload-receipts.ts';
import type { Handlers } from '../ipc/router.ts';
import type { ReadBackEnd, ReadBackJobs } from '../uploads/read-back-jobs.ts';
import type { UploadService } from '../uploads/upload-service.ts';
import { notFound } from './context.ts';
import { canSendAgain, isBad } from './stored-fault.ts';
import type { UploadDesk } from './upload-desk.ts';

type ReceiptHandlers = Pick<Handlers, Extract<keyof Handlers, `receipt.${string}`>>;

export interface ReceiptDeps {
  readonly receipts: ReceiptTable;
  readonly readBacks: ReadBackJobs;
  readonly media: MediaTable;
  readonly uploads: Pick<UploadService, 'clear'>;
  readonly desk: Pick<UploadDesk, 'sendAgain'>;
  readonly isConfigured: () => boolean;
  /** A stored object was found to be gone or altered, or not to be so after all. */
  readonly onVerdict: (fileId: string) => void;
}

function viewOf({
  record,
  receipt,
  parts,
  lastCheck,
}: KeptReceipt): Omit<ReceiptView, 'fileName' | 'isChecking' | 'canSendAgain'> {
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
export function createReceiptActions(deps: ReceiptDeps): ReceiptHandlers {
  const { receipts, readBacks, media, isConfigured } = deps;

  return {
    'receipt.get'({ versionId }) {
      const kept = receipts.ofVersion(versionId);
      if (!kept) return ok(null);
      const fileName = media.getVersion(versionId)?.fileName ?? kept.record.name;
      const isChecking = readBacks.isRunning(kept.record.uploadId);
      return ok({ ...viewOf(kept), fileName, isChecking, canSendAgain: canSendAgain(media, kept) });
    },
    'receipt.sendAgain'({ uploadId }) {
      const kept = receipts.ofUpload(uploadId);
      const verdict = kept?.lastCheck?.verdict;
      if (!kept || !isBad(verdict) || !canSendAgain(media, kept)) return notFound('receipt of what is gone');
      if (!isConfigured()) return err('STORAGE_NOT_CONNECTED', 'no storage is connected');
      // Off the list first: one that is on it is noted as stored again at every start
      if (!deps.uploads.clear([uploadId])) return err('DISK_FULL', 'the journal could not be written');
      deps.desk.sendAgain(kept.record.versionId, kept.receipt, verdict);
      return ok({});
    },
    async 'receipt.testStored'({ uploadId, mode }) {
      const kept = receipts.ofUpload(uploadId);
      if (!kept) return notFound('receipt');
      if (!isConfigured()) return err('STORAGE_NOT_CONNECTED', 'no storage is connected');
      if (readBacks.isRunning(uploadId)) return err('CHECK_RUNNING', 'it is being read back already');
      const found = await readBacks.start(kept, mode);
      if (!found.ok) return refusal(found.error);
      const saved = receipts.saveCheck(uploadId, found.value);
      if (saved !== 'saved') return err('DISK_FULL', 'the result could not be kept');
      if (isBad(found.value.verdict) || isBad(kept.lastCheck?.verdict)) deps.onVerdict(kept.receipt.fileId);
      return ok(found.value);
    },
    'receipt.cancelTest'({ uploadId }) {
      readBacks.stop(uploadId);
      return ok({});
    },
  };
}

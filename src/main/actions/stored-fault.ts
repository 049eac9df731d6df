import type { StoredFault } from '../../shared/domain/course.ts';
import type { UploadRecord } from '../../shared/domain/upload.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { KeptReceipt, ReceiptTable } from '../db/tables/upload-receipts.ts';

export interface StoredFaultDeps {
  readonly receipts: Pick<ReceiptTable, 'ofUpload' | 'listBad'>;
  readonly media: Pick<MediaTable, 'getVersion' | 'getLocation'>;
}
export const isBad = (verdict: string | undefined): verdict is StoredFault =>
  verdict === 'gone' || verdict === 'altered';

/** What is noted as stored was found to be gone or another one, and the file is here. */
export function canSendAgain(
  media: StoredFaultDeps['media'],
  { record, receipt, lastCheck }: Pick<KeptReceipt, 'record' | 'receipt' | 'lastCheck'>,
): boolean {
  const version = isBad(lastCheck?.verdict) ? media.getVersion(record.versionId) : null;
  return Boolean(version?.isCurrent && version.b2FileId === receipt.fileId && media.getLocation(record.versionId));
}

/** Answers, for rows of the queue that ended well, what was found out since. Cheap while nothing was. */
export function createStoredFaults({ receipts, media }: StoredFaultDeps) {
  const bad = receipts.listBad();
  return (record: UploadRecord | null) => {
    const kind = record?.receipt && bad.get(record.receipt.fileId);
    const kept = kind ? receipts.ofUpload(record.uploadId) : null;
    return kind && kept ? { kind, canSendAgain: canSendAgain(media, kept) } : null;
  };
}

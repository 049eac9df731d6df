import type { ReceiptTable } from '../../../src/main/db/tables/upload-receipts.ts';
import { createFileSource } from '../../../src/main/uploads/adapters/file-source.ts';
import type { StorageClient } from '../../../src/main/uploads/adapters/storage-client.ts';
import { systemClock } from '../../../src/main/uploads/adapters/system.ts';
import { createReadBackJobs } from '../../../src/main/uploads/read-back-jobs.ts';
import type { UploadService } from '../../../src/main/uploads/upload-service.ts';
import type { CheckMode } from '../../../src/shared/domain/stored-check.ts';
import type { Checked } from './protocol.ts';

/** A fault may hit it; what cannot be found out is asked again. */
const maxTries = 3;

/** Reads back everything that is ready, and keeps what it found, as *Verify again* does. */
export async function verifyAgain(
  { uploads, receipts, storage }: { uploads: UploadService; receipts: ReceiptTable; storage: StorageClient },
  mode: CheckMode,
): Promise<Checked[]> {
  const ports = { ...storage, source: createFileSource() };
  const jobs = createReadBackJobs({ ports, clock: systemClock, onProgress: () => {} });
  const checks: Checked[] = [];
  for (const { uploadId } of uploads.snapshots().filter(({ state }) => state === 'ready')) {
    const kept = receipts.ofUpload(uploadId);
    if (!kept) continue;
    let found = await jobs.start(kept, mode);
    for (let tries = 1; !found.ok && tries < maxTries; tries += 1) found = await jobs.start(kept, mode);
    if (found.ok) receipts.saveCheck(uploadId, found.value);
    checks.push({ uploadId, fileId: kept.receipt.fileId, found: found.ok ? found.value : null });
  }
  return checks;
}

import { expect, test } from 'vitest';
import { put } from '../../actions/context.ts';
import type { UploadId, VersionId } from '../../../shared/domain/ids.ts';
import type { UploadRecord } from '../../../shared/domain/upload.ts';
import { openTestDatabase } from '../../../../tests/helpers/database.ts';
import { createReceiptTable } from './upload-receipts.ts';
import { createUploadTable } from './uploads.ts';
import { uploadReceipt, uploadRecord } from '../../../../tests/helpers/upload-record.ts';

const [sha1, bytes] = ['ab'.repeat(20), 200];

/** Two versions of one video and one of another, all of them stored from here. */
function openLibrary() {
  const { db, edit, mutator } = openTestDatabase();
  const uploads = createUploadTable(db, () => 99);
  const receipts = createReceiptTable(db);
  let at = 0;
  const addVersion = (mediaId: string): VersionId => {
    const versionId = edit.newId() as VersionId;
    const origin = { media_id: mediaId, file_name: 'film.mp4', bytes, created_at_ms: 1 };
    const drafts = [put('media_versions', versionId, { origin })];
    mutator.mutate({ label: { code: 'course.import', count: 1, name: '' }, drafts, undoable: false });
    return versionId;
  };
  const store = (versionId: VersionId, change: Partial<UploadRecord> = {}): UploadId => {
    const uploadId = edit.newId() as UploadId;
    at += 1;
    const receipt = uploadReceipt({
      fileId: `f${String(at)}`,
      objectName: 'p/film.mp4',
      bytes,
      sentBytes: 240,
    });
    const row = uploadRecord({
      uploadId,
      versionId,
      sizeBytes: bytes,
      bucketId: 'b',
      objectName: 'p/film.mp4',
      fileId: receipt.fileId,
      state: 'ready',
      bytesDone: bytes,
      position: at,
      sentBytes: 240,
      receipt,
      createdAtMs: at,
      updatedAtMs: at,
      ...change,
    });
    uploads.insert([row]);
    uploads.write([
      { type: 'part', uploadId, part: { partNumber: 1, bytes: 150, sha1, copied: true } },
      { type: 'part', uploadId, part: { partNumber: 2, bytes: 50, sha1 } },
    ]);
    return uploadId;
  };
  return { db, uploads, receipts, addVersion, store };
}

test('the former version is another version of the same media, the newest that is stored', () => {
  const { uploads, receipts, addVersion, store } = openLibrary();
  const [oldest, former, now, other] = [addVersion('m'), addVersion('m'), addVersion('m'), addVersion('n')];
  store(oldest);
  const formerUpload = store(former);
  store(other);
  store(now, { state: 'uploading', receipt: null });
  uploads.remove([formerUpload]);
  expect(receipts.ofFormer(now)?.record.uploadId).toBe(formerUpload);
  expect(receipts.ofFormer(now)?.parts.map(({ copied }) => copied)).toEqual([true, undefined]);
  expect(receipts.ofFormer(other)).toBeNull();
});

test('a result is kept with its receipt; one that cannot be read is none', () => {
  const { db, receipts, addVersion, store } = openLibrary();
  const versionId = addVersion('m');
  const uploadId = store(versionId);
  const check = { atMs: 5, mode: 'all', verdict: 'same', against: 'hashes', bytes, differsAt: null } as const;
  expect(receipts.saveCheck(uploadId, check)).toBe('saved');
  expect(receipts.ofVersion(versionId)?.lastCheck).toEqual(check);
  db.prepare(`UPDATE uploads SET last_check = '{'`).run();
  expect(receipts.ofVersion(versionId)?.lastCheck).toBeNull();
});

test('cleared rows are off the list and keep receipt and parts', () => {
  const { uploads, receipts, addVersion, store } = openLibrary();
  const versionId = addVersion('m');
  const uploadId = store(versionId);
  expect(uploads.remove([uploadId])).toBe('saved');
  expect(uploads.load()).toEqual([]);
  expect(receipts.ofVersion(versionId)?.parts).toHaveLength(2);
});

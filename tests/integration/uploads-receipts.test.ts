import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReceiptActions } from '../../src/main/actions/receipt.ts';
import { createStoredFaults } from '../../src/main/actions/stored-fault.ts';
import { createReceiptTable } from '../../src/main/db/tables/upload-receipts.ts';
import { createFileSource } from '../../src/main/uploads/adapters/file-source.ts';
import { createStorageClient, type StorageClient } from '../../src/main/uploads/adapters/storage-client.ts';
import { systemClock } from '../../src/main/uploads/adapters/system.ts';
import { createReadBackJobs, type ReadBackJobs } from '../../src/main/uploads/read-back-jobs.ts';
import type { FileSource } from '../../src/main/uploads/ports.ts';
import type { UploadId, VersionId } from '../../src/shared/domain/ids.ts';
import type { CheckMode } from '../../src/shared/domain/stored-check.ts';
import type { UploadRecord } from '../../src/shared/domain/upload.ts';
import { createRig, partBytes, type Rig } from './uploads-rig.ts';

/* Receipts over the journal, and what is stored read back from the sandbox. */
const fileBytes = 5 * partBytes + 17;
let rig: Rig;
let db: Database.Database;
let storage: StorageClient;
let readBacks: ReadBackJobs;
let progress: number[];
let isConnected: boolean;
let version: { isCurrent: 1; b2FileId: string; fileName: string } | null;
let sentAgain: VersionId[];
let verdicts: string[];
/** What happens before a stretch of a file here is hashed. */
let beforeHash: () => void;
const media = { getVersion: () => version, getLocation: () => version };
let actions: ReturnType<typeof createReceiptActions>;

beforeEach(async () => {
  rig = await createRig();
  db = new Database(join(rig.folder, 'lectern.db'));
  storage = createStorageClient();
  storage.configure(rig.settings);
  progress = [];
  isConnected = true;
  sentAgain = [];
  verdicts = [];
  beforeHash = () => {};
  const files = createFileSource();
  const source: FileSource = {
    ...files,
    hashRange(...given) {
      beforeHash();
      return files.hashRange(...given);
    },
  };
  readBacks = createReadBackJobs({
    ports: { ...storage, source },
    clock: systemClock,
    onProgress: (_uploadId, bytesDone) => void progress.push(bytesDone),
  });
  version = null;
  const receipts = createReceiptTable(db);
  actions = createReceiptActions({
    receipts,
    readBacks,
    media: media as never,
    uploads: rig.uploads(),
    desk: { sendAgain: (versionId) => void sentAgain.push(versionId) },
    isConfigured: () => isConnected,
    onVerdict: (fileId) => void verdicts.push(fileId),
  });
});
afterEach(async () => {
  storage.close();
  db.close();
  await rig.stop();
});

const verify = async (uploadId: UploadId, mode: CheckMode) =>
  actions['receipt.testStored']({ uploadId, mode }, { windowId: 1 } as never);
const receiptOf = async ({ versionId }: UploadRecord) => {
  const answer = await actions['receipt.get']({ versionId }, { windowId: 1 } as never);
  return answer.success ? answer.data : null;
};

async function send(name: string, bytes = fileBytes): Promise<UploadRecord> {
  return rig.ready(rig.enqueue(rig.makeFile(name, bytes)));
}

test('a receipt tells what is stored, what proves it and what it took, also when it is off the list', async () => {
  rig.sandbox.faults.once('cut-in-body', { operations: ['b2_upload_part'] });
  const record = await send('film.mp4');
  expect(rig.uploads().clearDone()).toBe(true);
  await rig.restart();
  expect(rig.uploads().snapshots()).toEqual([]);
  const receipt = await receiptOf(record);
  expect(receipt).toMatchObject({ bytes: fileBytes, linked: false, objectName: record.objectName, lastCheck: null });
  expect(receipt?.parts.map(({ partNumber, bytes }) => [partNumber, bytes])).toEqual([
    ...[1, 2, 3, 4, 5].map((n) => [n, partBytes]),
    [6, 17],
  ]);
  expect(receipt?.sentAgainBytes).toBeGreaterThan(0);
});

test('the beginning and the end are compared with the file that is here', async () => {
  const record = await send('film.mp4', 2_500_000);
  const answer = await verify(record.uploadId, 'ends');
  expect(answer).toMatchObject({ success: true, data: { verdict: 'same', against: 'file', bytes: 2_000_000 } });
  expect((await receiptOf(record))?.lastCheck).toMatchObject({ verdict: 'same', mode: 'ends' });
});

test('without the file, the first and the last part are compared with their hashes', async () => {
  const record = await send('film.mp4');
  renameSync(record.path, `${record.path}.away`);
  const answer = await verify(record.uploadId, 'ends');
  const found = { verdict: 'same', against: 'hashes', bytes: partBytes + 17, differsAt: null };
  expect(answer).toMatchObject({ success: true, data: found });
});

test('a file that was saved over at the same length since says nothing of what is stored: that is compared with its hashes', async () => {
  const record = await send('film.mp4');
  writeFileSync(record.path, Buffer.alloc(fileBytes, 1));
  const answer = await verify(record.uploadId, 'ends');
  expect(answer).toMatchObject({ success: true, data: { verdict: 'same', against: 'hashes', bytes: partBytes + 17 } });
  expect(verdicts).toEqual([]);
});

test('saved over at the same length while it is read back: what it became is not compared, its hashes are', async () => {
  const record = await send('film.mp4');
  beforeHash = () => writeFileSync(record.path, Buffer.alloc(fileBytes, 1));
  const answer = await verify(record.uploadId, 'ends');
  expect(answer).toMatchObject({ success: true, data: { verdict: 'same', against: 'hashes', differsAt: null } });
  expect(verdicts).toEqual([]);
});

test('everything is compared with the hashes, whatever became of the file, and progress ends at all of it', async () => {
  const record = await send('film.mp4');
  writeFileSync(record.path, 'another');
  const answer = await verify(record.uploadId, 'all');
  expect(answer).toMatchObject({ success: true, data: { verdict: 'same', against: 'hashes', bytes: fileBytes } });
  expect(progress.at(-1)).toBe(fileBytes);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
});

test.each(['film.mp4', 'small.mp4'])('%s altered on the server: said, and from which byte on', async (name) => {
  const isLarge = name === 'film.mp4';
  rig.sandbox.faults.once('damage-stored', { operations: [isLarge ? 'b2_upload_part' : 'b2_upload_file'] });
  const record = await send(name, isLarge ? fileBytes : 90_000);
  const answer = await verify(record.uploadId, 'all');
  expect(answer).toMatchObject({ success: true, data: { verdict: 'altered', against: 'hashes' } });
  expect(answer.success && (answer.data.differsAt ?? -1) % partBytes).toBe(0);
  expect((await receiptOf(record))?.lastCheck?.verdict).toBe('altered');
});

test('gone from the server', async () => {
  const record = await send('film.mp4');
  await rig.deleteOnServer(record.receipt?.fileId ?? '', record.objectName ?? '');
  expect(await verify(record.uploadId, 'ends')).toMatchObject({ success: true, data: { verdict: 'gone', bytes: 0 } });
  expect(verdicts).toEqual([record.receipt?.fileId]);
});

test('what is gone says so on every receipt of the same object, and stays on the list', async () => {
  const record = await send('small.mp4', 90_000);
  const copy = join(rig.folder, 'copy.mp4');
  copyFileSync(record.path, copy);
  const again = await rig.ready(rig.enqueue(copy));
  expect(await verify(record.uploadId, 'ends')).toMatchObject({ data: { verdict: 'same' } });
  expect(verdicts).toEqual([]);
  await rig.deleteOnServer(record.receipt?.fileId ?? '', record.objectName ?? '');
  expect(await verify(again.uploadId, 'ends')).toMatchObject({ data: { verdict: 'gone' } });
  expect(verdicts).toEqual([record.receipt?.fileId]);
  expect((await receiptOf(record))?.lastCheck?.verdict).toBe('gone');
  version = { isCurrent: 1, b2FileId: record.receipt?.fileId ?? '', fileName: 'small.mp4' };
  const faultOf = createStoredFaults({ receipts: createReceiptTable(db), media: media as never });
  expect(faultOf(rig.uploads().get(record.uploadId))).toEqual({ kind: 'gone', canSendAgain: true });
  expect(rig.uploads().clearDone((one) => faultOf(one) !== null)).toBe(true);
  expect(rig.uploads().snapshots()).toHaveLength(2);
  expect(rig.uploads().clearDone()).toBe(true);
  expect(rig.uploads().snapshots()).toEqual([]);
});

test('a line that breaks in between: it goes on where it was', async () => {
  const record = await send('film.mp4');
  rig.sandbox.faults.once('cut-in-body', { operations: ['b2_download_file_by_id'] });
  expect(await verify(record.uploadId, 'all')).toMatchObject({ success: true, data: { verdict: 'same' } });
});

test('no network: nothing is claimed, and nothing is kept', async () => {
  const record = await send('film.mp4');
  const other = createStorageClient();
  other.configure({ ...rig.settings, endpoint: 'http://127.0.0.1:9' });
  const unreachable = createReadBackJobs({
    ports: { ...other, source: createFileSource() },
    clock: systemClock,
    onProgress: () => {},
  });
  const receipts = createReceiptTable(db);
  const cut = createReceiptActions({
    receipts,
    readBacks: unreachable,
    media: {} as never,
    uploads: rig.uploads(),
    desk: { sendAgain: () => {} },
    isConfigured: () => isConnected,
    onVerdict: () => {},
  });
  const input = { uploadId: record.uploadId, mode: 'all' } as const;
  const answer = await cut['receipt.testStored'](input, { windowId: 1 } as never);
  expect(answer).toMatchObject({ success: false, error: { code: 'CHECK_UNREACHABLE' } });
  expect((await receiptOf(record))?.lastCheck).toBeNull();
  other.close();
});

test('stopped by hand: it says so, reads no more, and a second one meanwhile is refused', async () => {
  const record = await send('film.mp4');
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 100_000 });
  const answer = verify(record.uploadId, 'all');
  await expect.poll(() => progress.length).toBeGreaterThan(0);
  expect(await verify(record.uploadId, 'ends')).toMatchObject({ success: false, error: { code: 'CHECK_RUNNING' } });
  await actions['receipt.cancelTest']({ uploadId: record.uploadId }, { windowId: 1 } as never);
  expect(await answer).toMatchObject({ success: false, error: { code: 'CHECK_STOPPED' } });
  expect(progress.at(-1)).toBeLessThan(fileBytes);
});

test('the same bytes again, off the list and after a restart: linked, and the receipt says that nothing was sent', async () => {
  const record = await send('small.mp4', 90_000);
  expect(rig.uploads().clearDone()).toBe(true);
  await rig.restart();
  const since = rig.sandbox.log.mark();
  const copy = join(rig.folder, 'copy.mp4');
  copyFileSync(record.path, copy);
  const again = await rig.ready(rig.enqueue(copy));
  expect(rig.sandbox.log.bytesReceived({ since })).toBe(0);
  expect(await receiptOf(again)).toMatchObject({ linked: true, sentAgainBytes: 0, fileId: record.receipt?.fileId });
});

test('without a connected storage it says so, and that is not a server to sign in to', async () => {
  const record = await send('film.mp4');
  isConnected = false;
  expect(await verify(record.uploadId, 'ends')).toMatchObject({ error: { code: 'STORAGE_NOT_CONNECTED' } });
});

test('what is gone is sent again from here: off the list, and not linked to what is not there', async () => {
  const path = rig.makeFile('film.mp4', 100_000);
  const record = await rig.ready(rig.enqueue(path));
  const { uploadId, versionId } = record;
  const again = async () => actions['receipt.sendAgain']({ uploadId }, { windowId: 1 } as never);
  version = { isCurrent: 1, b2FileId: record.receipt?.fileId ?? '', fileName: 'film.mp4' };
  expect(await again()).toMatchObject({ error: { code: 'NOT_FOUND' } });
  await rig.deleteOnServer(record.receipt?.fileId ?? '', record.objectName ?? '');
  expect(await verify(uploadId, 'ends')).toMatchObject({ data: { verdict: 'gone' } });
  expect((await receiptOf(record))?.canSendAgain).toBe(true);
  expect(await again()).toMatchObject({ success: true });
  expect(sentAgain).toEqual([versionId]);
  expect(rig.uploads().snapshots()).toEqual([]);
  const next = await rig.ready(rig.enqueue(path));
  expect(next.receipt).toMatchObject({ linked: false });
  expect(next.receipt?.fileId).not.toBe(record.receipt?.fileId);
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReceiptTable, type ReceiptTable } from '../../src/main/db/tables/upload-receipts.ts';
import type { UploadRecord } from '../../src/shared/domain/upload.ts';
import type { UploadId } from '../../src/shared/domain/ids.ts';
import { createRig, partBytes, type Rig } from './uploads-rig.ts';
import { expectStored } from './uploads-stored.ts';

/* A new version of a film shares whole parts with the one before: those are copied in storage, not sent. */
const parts = 8;
const fileBytes = parts * partBytes + 17;
let rig: Rig;
let db: Database.Database;
let receipts: ReceiptTable;
let former: UploadId | null;

beforeEach(async () => {
  former = null;
  rig = await createRig({
    findFormer() {
      const kept = former && receipts.ofUpload(former);
      return kept ? { ...kept.receipt, parts: kept.parts } : null;
    },
  });
  db = new Database(join(rig.folder, 'lectern.db'));
  receipts = createReceiptTable(db);
});
afterEach(async () => {
  db.close();
  await rig.stop();
});

/** The film is stored, and exported again with another third part and another end. */
async function exportAgain(): Promise<{ first: UploadRecord; path: string; since: number }> {
  const first = await rig.ready(rig.enqueue(rig.makeFile('film.mp4', fileBytes)));
  former = first.uploadId;
  const bytes = readFileSync(first.path);
  bytes.fill(1, 2 * partBytes + 5, 2 * partBytes + 50);
  const path = join(rig.folder, 'film-2.mp4');
  writeFileSync(path, Buffer.concat([bytes, Buffer.alloc(40, 7)]));
  rig.setAge(path, 60_000);
  return { first, path, since: rig.sandbox.log.mark() };
}
const asked = (since: number, operation: 'b2_copy_part' | 'b2_upload_part') =>
  rig.sandbox.log.entries({ since, operation });
const sentBytes = (since: number): number =>
  asked(since, 'b2_upload_part').reduce((sum, { declaredBytes }) => sum + declaredBytes, 0);

async function expectWhole(record: UploadRecord, copiedParts: number): Promise<void> {
  await expectStored(rig, record);
  expect(record.receipt).toMatchObject({ copiedParts, copiedBytes: copiedParts * partBytes, partCount: parts + 1 });
}

test('equal parts are copied, the others are sent', async () => {
  const { path, since } = await exportAgain();
  const record = await rig.ready(rig.enqueue(path));
  await expectWhole(record, parts - 1);
  // The third part, whose hash was made to compare it, and the end with its hash behind it.
  expect(sentBytes(since)).toBe(partBytes + 57 + 40);
  expect(record.receipt?.sentBytes).toBe(partBytes + 57);
});

test('a copy that the service is too busy for is asked for again', async () => {
  const { path, since } = await exportAgain();
  rig.sandbox.faults.once('503-at-once', { operations: ['b2_copy_part'] });
  await expectWhole(await rig.ready(rig.enqueue(path)), parts - 1);
  expect(sentBytes(since)).toBe(partBytes + 57 + 40);
});

test('a key that may not read: everything is sent, and it is not asked for every part', async () => {
  const { path, since } = await exportAgain();
  rig.sandbox.faults.add({ fault: 'unauthorized', operations: ['b2_copy_part'] });
  await expectWhole(await rig.ready(rig.enqueue(path)), 0);
  expect(asked(since, 'b2_upload_part')).toHaveLength(parts + 1);
});

test('the former version is deleted meanwhile: everything is sent', async () => {
  const { first, path } = await exportAgain();
  await rig.deleteOnServer(first.receipt?.fileId ?? '', first.objectName ?? '');
  await expectWhole(await rig.ready(rig.enqueue(path)), 0);
});

test('the former version was damaged in storage: what is copied of it does not count', async () => {
  rig.sandbox.faults.once('damage-stored', { operations: ['b2_upload_part'] });
  const { path } = await exportAgain();
  const record = await rig.ready(rig.enqueue(path));
  await expectStored(rig, record);
  expect(record.receipt?.copiedParts).toBeLessThan(parts);
});

test('ended in the middle: what was copied stays copied, and no equal part is ever sent', async () => {
  const { path, since } = await exportAgain();
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 20_000 });
  const uploadId = rig.enqueue(path);
  await rig.sandbox.log.waitFor(({ operation, index, outcome }) => {
    return index >= since && operation === 'b2_copy_part' && outcome === 'answered';
  });
  await rig.restart();
  rig.sandbox.faults.setLink({});
  const record = await rig.ready(uploadId);
  await expectStored(rig, record);
  // A copy whose answer was lost is found there: it counts as neither.
  expect(record.receipt?.copiedParts).toBeGreaterThan(0);
  const sent = asked(since, 'b2_upload_part').map(({ partNumber }) => partNumber);
  expect([...new Set(sent)].toSorted()).toEqual([3, parts + 1]);
});

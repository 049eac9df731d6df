import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UploadId, VersionId } from '../../../shared/domain/ids.ts';
import type { UploadRecord } from '../../../shared/domain/upload.ts';
import { migrate } from '../migrate.ts';
import { openDatabase, type Database } from '../open.ts';
import { createUploadTable, type UploadTable } from './uploads.ts';
import { uploadReceipt, uploadRecord } from '../../../../tests/helpers/upload-record.ts';

let folder: string;
let db: Database;
let table: UploadTable;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-journal-'));
  const opened = openDatabase(join(folder, 'lectern.db'));
  if (!opened.success) throw new Error(opened.error.message);
  db = opened.data;
  migrate(db);
  table = createUploadTable(db, () => 99);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const sha1 = 'ab'.repeat(20);
let made = 0;
function record(change: Partial<UploadRecord> = {}): UploadRecord {
  made += 1;
  const id = `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`;
  return uploadRecord({
    uploadId: id as UploadId,
    versionId: id as VersionId,
    mtimeMs: 1_767_225_600_123.5,
    inode: '18446744073709551615',
    position: made,
    createdAtMs: 5,
    updatedAtMs: 5,
    ...change,
  });
}
const receipt = uploadReceipt({ fileId: 'f1', objectName: 'p/movie.mp4', sha1 });

test('a record comes back as it was, in queue order, with its parts', () => {
  const full = record({
    position: 1,
    plan: { kind: 'parts', partBytes: 500, partCount: 2 },
    state: 'waiting',
    reason: { code: 'offline', detail: 'ENOTFOUND' },
    retryAtMs: 77.5,
    needsCleanup: true,
    restartedBecause: 'file-changed',
    receipt,
    sha1,
  });
  const plain = record({ position: 0, mtimeMs: null, inode: null });
  table.insert([full, plain]);
  const part = { partNumber: 2, bytes: 500, sha1 };
  expect(table.write([{ type: 'part', uploadId: full.uploadId, part }])).toBe('saved');
  expect(table.load()).toEqual([
    { record: plain, parts: [] },
    { record: full, parts: [part] },
  ]);
});

test('changes are written as one; a part of a row that is gone is nobody’s', () => {
  const one = record();
  table.insert([one]);
  const writes = [
    { type: 'change', uploadId: one.uploadId, change: { state: 'uploading', fileId: 'f', bytesDone: 300 } },
    { type: 'part', uploadId: one.uploadId, part: { partNumber: 1, bytes: 300, sha1 } },
    { type: 'part', uploadId: one.uploadId, part: { partNumber: 1, bytes: 300, sha1: 'cd'.repeat(20) } },
    { type: 'part', uploadId: record().uploadId, part: { partNumber: 1, bytes: 300, sha1 } },
  ] as const;
  expect(table.write(writes)).toBe('saved');
  const [loaded] = table.load();
  expect(loaded?.record).toMatchObject({ state: 'uploading', fileId: 'f', bytesDone: 300, updatedAtMs: 99 });
  expect(loaded?.parts).toEqual([{ partNumber: 1, bytes: 300, sha1: 'cd'.repeat(20) }]);
});

test('progress never falls, whoever writes it, and every later commit is durable again', () => {
  const one = record();
  table.insert([one]);
  table.saveProgress([{ uploadId: one.uploadId, bytesDone: 500, sentBytes: 600 }]);
  table.saveProgress([{ uploadId: one.uploadId, bytesDone: 400, sentBytes: 500 }]);
  table.write([{ type: 'change', uploadId: one.uploadId, change: { bytesDone: 300 } }]);
  expect(table.load()[0]?.record.bytesDone).toBe(500);
  expect(db.pragma('synchronous', { simple: true })).toBe(2);
});

test('inserting takes part in the caller’s transaction', () => {
  const insert = db.transaction(() => {
    table.insert([record()]);
    throw new Error('the import failed after all');
  });
  expect(insert).toThrow('the import failed after all');
  expect(table.load()).toEqual([]);
});

test('removing takes the parts along', () => {
  const one = record();
  table.insert([one]);
  table.write([{ type: 'part', uploadId: one.uploadId, part: { partNumber: 1, bytes: 1, sha1 } }]);
  expect(table.remove([one.uploadId])).toBe('saved');
  expect(db.prepare('SELECT count(*) FROM upload_parts').pluck().get()).toBe(0);
});

test('what is stored with this content', () => {
  table.insert([record({ state: 'ready', receipt, sha1, sizeBytes: 1_000 }), record({ state: 'failed', sha1 })]);
  expect(table.findStored(sha1, 1_000)).toEqual(receipt);
  expect(table.findStored(sha1, 999)).toBeNull();
});

test('what is given up or about to be deleted is not linked to; of several the newest counts', () => {
  const [old, given, doomed] = ['old', 'given', 'doomed'].map((fileId, n) =>
    record({ state: 'ready', receipt: { ...receipt, fileId }, sha1, createdAtMs: n }),
  );
  if (!old || !given || !doomed) throw new Error('not made');
  table.insert([doomed, given, old]);
  const found = (): (string | undefined)[] => [sha1, null].map((hash) => table.findStored(hash, 1_000)?.fileId);
  expect(found()).toEqual(['doomed', 'doomed']);
  db.exec(`INSERT INTO jobs (id, kind, key, payload, state, due_at_ms, created_at_ms)
    VALUES ('j', 'delete-version', 'doomed', '{}', 'running', 1, 1)`);
  expect(found()).toEqual(['given', 'given']);
  db.exec(`INSERT INTO media_versions (id, media_id, file_name, bytes, created_at_ms, deleted_at_ms)
    VALUES ('${given.versionId}', 'm', 'a.mp4', 1000, 1, 2)`);
  expect(found()).toEqual(['old', 'old']);
});

test.each([
  ['damaged JSON', `reason = '{"code":'`],
  ['an unknown reason', `reason = '{"code":"nobody-knows","detail":null}'`],
  ['a plan of nonsense', `part_plan = '{"kind":"parts","partBytes":0,"partCount":1}'`],
  ['a hash that is none', `sha1 = 'short'`],
])('%s: the row is put aside and comes back as a failed upload; the others are untouched', (_name, damage) => {
  const [bad, good] = [record({ bytesDone: 10 }), record()];
  table.insert([bad, good]);
  db.exec(`UPDATE uploads SET ${damage} WHERE id = '${bad.uploadId}'`);
  const loaded = table.load();
  expect(loaded.map(({ record: one }) => [one.uploadId, one.state, one.reason?.code ?? null])).toEqual([
    [bad.uploadId, 'failed', 'bad-row'],
    [good.uploadId, 'queued', null],
  ]);
  expect(db.prepare('SELECT upload_id FROM upload_quarantine').pluck().all()).toEqual([bad.uploadId]);
  expect(table.load()).toEqual(loaded);
});

test('a row without readable ids is put aside for good', () => {
  const one = record();
  table.insert([one]);
  db.exec(`UPDATE uploads SET version_id = 'x'`);
  expect(table.load()).toEqual([]);
  expect(db.prepare('SELECT count(*) FROM upload_quarantine').pluck().get()).toBe(1);
});

test('a damaged part is left out', () => {
  const one = record();
  table.insert([one]);
  table.write([{ type: 'part', uploadId: one.uploadId, part: { partNumber: 1, bytes: 1, sha1 } }]);
  db.exec(`UPDATE upload_parts SET sha1 = 'short'`);
  expect(table.load()[0]?.parts).toEqual([]);
});

test('a full disk is an answer, and nothing of the batch is written', () => {
  const one = record();
  table.insert([one]);
  db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`);
  const parts = Array.from({ length: 10_000 }, (_, n) => ({
    type: 'part' as const,
    uploadId: one.uploadId,
    part: { partNumber: n + 1, bytes: 1, sha1 },
  }));
  expect(table.write(parts)).toBe('disk-full');
  db.pragma('max_page_count = 1000000');
  expect(table.load()[0]?.parts).toEqual([]);
  expect(table.write(parts)).toBe('saved');
});

test('replacing: the old one ends and the new one is there, or neither', () => {
  const [old, other, next] = [record({ state: 'failed' }), record(), record()];
  table.insert([old, other]);
  const change = { state: 'cancelled', needsCleanup: true } as const;
  expect(() => table.replace(old.uploadId, change, { ...next, uploadId: other.uploadId })).toThrow('UNIQUE');
  expect(table.load().map((loaded) => loaded.record.state)).toEqual(['failed', other.state]);
  table.replace(old.uploadId, change, next);
  expect(table.load().map((loaded) => loaded.record.state)).toEqual(['cancelled', other.state, next.state]);
});

test('taken off the list while a hash of theirs was not known: those are given back, the newest first', () => {
  const parts = { kind: 'parts', partBytes: 600, partCount: 2 } as const;
  const view = { kind: 'index-first', bytes: 1_000, sha1: null } as const;
  const stored = { state: 'ready', receipt, fileId: 'f1', plan: parts } as const;
  const hashless = record(stored);
  const half = record({ ...stored, sha1, plan: { ...parts, view } });
  const known = [
    record({ ...stored, sha1 }),
    record({ ...stored, sha1, plan: { ...parts, view: { ...view, sha1 } } }),
    record({ ...stored, plan: { kind: 'single' } }),
  ];
  const listed = record(stored);
  table.insert([hashless, half, ...known, listed]);
  const part = { partNumber: 1, bytes: 600, sha1 };
  table.write([{ type: 'part', uploadId: half.uploadId, part }]);
  expect(table.remove([hashless, half, ...known].map(({ uploadId }) => uploadId))).toBe('saved');
  expect(table.loadClearedUnhashed().map(({ record: { uploadId }, parts: own }) => [uploadId, own])).toEqual([
    [half.uploadId, [part]],
    [hashless.uploadId, []],
  ]);
});

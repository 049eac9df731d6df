import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileSource } from '../../src/main/uploads/adapters/file-source.ts';
import { createStorageClient } from '../../src/main/uploads/adapters/storage-client.ts';
import { openIndexFirst, planIndexFirst } from '../../src/main/uploads/index-first.ts';
import { readBack } from '../../src/main/uploads/read-back.ts';
import type { UploadId } from '../../src/shared/domain/ids.ts';
import type { UploadRecord } from '../../src/shared/domain/upload.ts';
import { growClip } from '../fixtures/sample-course.ts';
import { createRig, itemFor, partBytes, sha1Of, type Rig } from './uploads-rig.ts';

/* Films whose index comes last are stored with their index first; the file stays as it is. */
let rig: Rig;
let isOn: boolean;
beforeEach(async () => {
  isOn = true;
  rig = await createRig({ wantsIndexFirst: () => isOn });
});
afterEach(() => rig.stop());

const clip = join(import.meta.dirname, '../fixtures/media/index-last.mp4');

/** `bytes` 0: in one piece. */
async function lay(name: string, bytes: number): Promise<string> {
  const path = join(rig.folder, name);
  await growClip(clip, path, bytes, 7);
  return path;
}
function enqueueFilm(path: string): UploadId {
  const [snapshot] = rig.uploads().enqueue([{ ...itemFor(path), contentType: 'video/mp4' }]);
  if (!snapshot) throw new Error('not queued');
  return snapshot.uploadId;
}
async function madeOf(path: string): Promise<Uint8Array> {
  const opened = await createFileSource().open(path);
  if (!opened.ok) throw new Error(opened.error.code);
  const { length } = readFileSync(path);
  const layout = await planIndexFirst(opened.value, length);
  if (!layout) throw new Error('not possible');
  const made = new Uint8Array(layout.bytes);
  await openIndexFirst(opened.value, layout).read(made, 0, made.length);
  await opened.value.close();
  return made;
}

async function expectMade(record: UploadRecord): Promise<void> {
  const [file, made] = [readFileSync(record.path), await madeOf(record.path)];
  expect(Buffer.from(made).indexOf('moov')).toBeLessThan(Buffer.from(made).indexOf('mdat'));
  const objects = rig.sandbox.objects(record.objectName ?? '?');
  expect(objects.map(({ action, bytes }) => ({ action, bytes }))).toEqual([{ action: 'upload', bytes: made.length }]);
  expect(await rig.sandbox.sha1OfObject(objects[0]?.fileId ?? '')).toBe(sha1Of(made));
  expect(objects[0]?.fileInfo['lectern-source-bytes']).toBe(String(file.length));
  const isInParts = record.plan?.kind === 'parts';
  expect(objects[0]?.fileInfo['large_file_sha1']).toBe(isInParts ? sha1Of(made) : undefined);
  expect(record.receipt).toMatchObject({ fileId: objects[0]?.fileId, bytes: made.length, sha1: sha1Of(made) });
  expect(record.receipt?.source).toEqual({ sha1: sha1Of(file), bytes: file.length });
  expect(rig.sandbox.unfinished()).toEqual([]);
  expect(rig.bugs).toEqual([]);
}

const sizes = [
  ['in one piece', 0],
  ['in parts', 7 * partBytes + 123],
] as const;

test.each(sizes)('%s: the object has its index first, the receipt both hashes', async (_what, bytes) => {
  const path = await lay('film.mp4', bytes);
  const record = await rig.ready(enqueueFilm(path));
  await expectMade(record);
  expect(sha1Of(readFileSync(path))).not.toBe(record.receipt?.sha1);
});

test.each(sizes)(
  '%s, ended in the middle: it goes on as it was begun, although the setting is off now',
  async (_what, bytes) => {
    const path = await lay('film.mp4', bytes);
    rig.sandbox.faults.setLink({ bytesPerSecondTotal: bytes === 0 ? 50_000 : 400_000 });
    const uploadId = enqueueFilm(path);
    await rig.waitFor(uploadId, ({ state, bytesDone }) => state === 'uploading' && bytesDone > 0);
    isOn = false;
    await rig.restart();
    rig.sandbox.faults.setLink({});
    await expectMade(await rig.ready(uploadId));
  },
);

test('sent in one piece and the answer lost: what is stored is known again by the hash of the object', async () => {
  rig.sandbox.faults.once('cut-after-storing', { operations: ['b2_upload_file'] });
  await expectMade(await rig.ready(enqueueFilm(await lay('film.mp4', 0))));
});

test('the same file again is linked to what was made of it: nothing is sent', async () => {
  const first = await rig.ready(enqueueFilm(await lay('film.mp4', 0)));
  const since = rig.sandbox.log.mark();
  const second = await rig.ready(enqueueFilm(await lay('copy.mp4', 0)));
  expect(second.receipt).toMatchObject({ linked: true, fileId: first.receipt?.fileId, sha1: first.receipt?.sha1 });
  expect(second.receipt?.source).toEqual({ sha1: second.sha1, bytes: second.sizeBytes });
  expect(rig.sandbox.log.entries({ since }).filter(({ operation }) => /upload|start/.test(operation))).toEqual([]);
});

test('off, or nothing to be moved: the object is the file', async () => {
  isOn = false;
  const plain = await rig.ready(enqueueFilm(await lay('film.mp4', 0)));
  expect(plain.receipt).toMatchObject({ sha1: sha1Of(readFileSync(plain.path)), source: null });
  isOn = true;
  const path = join(rig.folder, 'first.mp4');
  await growClip(join(clip, '../index-first.mp4'), path, 3 * partBytes, 8);
  expect((await rig.ready(enqueueFilm(path))).receipt?.source).toBeNull();
});

test('read back, it is compared with what was made of the file', async () => {
  const record = await rig.ready(enqueueFilm(await lay('film.mp4', 25 * partBytes)));
  const storage = createStorageClient();
  storage.configure(rig.settings);
  const { receipt } = record;
  if (!receipt) throw new Error('no receipt');
  const job = {
    record,
    receipt,
    parts: [],
    mode: 'ends',
    onProgress: () => {},
    signal: AbortSignal.timeout(9_000),
  } as const;
  const found = await readBack({ ...storage, source: createFileSource() }, job);
  expect(found).toMatchObject({ ok: true, value: { verdict: 'same', against: 'file', bytes: 2_000_000 } });
  storage.close();
});

test.each([
  ['in one piece', 0],
  ['in parts', 7 * partBytes + 123],
])(
  '%s, linked to: read back, it is compared with the hash that the first one had, not with a file that it is not',
  async (_what, bytes) => {
    await rig.ready(enqueueFilm(await lay('film.mp4', bytes)));
    const record = await rig.ready(enqueueFilm(await lay('copy.mp4', bytes)));
    const storage = createStorageClient();
    storage.configure(rig.settings);
    const { receipt } = record;
    const sha1 = sha1Of(await madeOf(record.path));
    expect(receipt).toMatchObject({ linked: true, sha1, source: { sha1: record.sha1 } });
    if (!receipt) throw new Error('no receipt');
    const job = { record, receipt, parts: [], onProgress: () => {}, signal: AbortSignal.timeout(9_000) };
    for (const mode of ['ends', 'all'] as const) {
      const found = await readBack({ ...storage, source: createFileSource() }, { ...job, mode });
      expect(found).toMatchObject({ ok: true, value: { verdict: 'same', against: 'hashes' } });
    }
    storage.close();
  },
);

import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRig, itemFor, partBytes, type Rig } from '../integration/uploads-rig.ts';
import { expectStored } from '../integration/uploads-stored.ts';
import type { UploadId } from '../../src/shared/domain/ids.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.stop());

const fileBytes = 12 * partBytes + 17;

/** A large file on its way, some of it stored, the rest coming slowly. */
async function half(name: string): Promise<{ path: string; uploadId: UploadId }> {
  const path = rig.makeFile(name, fileBytes);
  // Nobody has written to it for a while, as is usual.
  setAge(path, 60_000);
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 2_000_000 });
  const uploadId = rig.enqueue(path);
  await rig.sandbox.log.waitFor(({ operation, stored }) => operation === 'b2_upload_part' && stored);
  return { path, uploadId };
}

function setAge(path: string, ageMs: number): void {
  const at = (Date.now() - ageMs) / 1_000;
  utimesSync(path, at, at);
}

/** The old upload made way for a new one of the same file, which stores what the file is now. */
async function expectReplaced(path: string, old: UploadId): Promise<void> {
  rig.sandbox.faults.setLink({});
  const record = await rig.readyAt(path);
  expect(record.uploadId).not.toBe(old);
  expect(record.restartedBecause).toBe('file-changed');
  expect(record.sizeBytes).toBe(statSync(path).size);
  await rig.waitGone(old);
  await expectStored(rig, record);
}

test('file changed in the middle: a new upload of the new content, nothing mixed', async () => {
  const { path, uploadId } = await half('changed.mp4');
  writeFileSync(path, randomBytes(fileBytes));
  setAge(path, 30_000);
  await expectReplaced(path, uploadId);
});

test('file truncated in the middle', async () => {
  const { path, uploadId } = await half('truncated.mp4');
  truncateSync(path, 5 * partBytes);
  setAge(path, 30_000);
  await expectReplaced(path, uploadId);
});

test('file replaced by another of the same size and time', async () => {
  const { path, uploadId } = await half('replaced.mp4');
  const { atime, mtime } = statSync(path);
  writeFileSync(`${path}.new`, randomBytes(fileBytes));
  utimesSync(`${path}.new`, atime, mtime);
  renameSync(`${path}.new`, path);
  await expectReplaced(path, uploadId);
});

test('file still growing: it waits until nobody writes any more', async () => {
  const { path, uploadId } = await half('growing.mp4');
  appendFileSync(path, randomBytes(1_000));
  const next = await rig.replaced(path, uploadId);
  const waiting = await rig.waitFor(next, ({ state }) => state === 'waiting');
  expect(waiting.reason).toEqual({ code: 'file-growing', detail: null });
  expect(waiting.retryAtMs).toBeGreaterThan(Date.now());
  setAge(path, 30_000);
  await rig.uploads().resume([next]);
  await expectReplaced(path, uploadId);
});

test('recording that pauses: quiet for long, but a film without an end is waited for', async () => {
  const { path, uploadId } = await half('recording.mp4');
  const film = readFileSync(join(import.meta.dirname, '../fixtures/media/index-first.mp4'));
  writeFileSync(path, film.subarray(0, film.length / 2));
  setAge(path, 30_000);
  const next = await rig.replaced(path, uploadId);
  const waiting = await rig.waitFor(next, ({ state }) => state === 'waiting');
  expect(waiting.reason).toEqual({ code: 'file-growing', detail: null });
  writeFileSync(path, film);
  setAge(path, 30_000);
  await rig.uploads().resume([next]);
  await expectReplaced(path, uploadId);
});

test('file removed in the middle: it waits, and goes on with what is missing when it is back', async () => {
  const { path, uploadId } = await half('removed.mp4');
  renameSync(path, `${path}.away`);
  const waiting = await rig.waitFor(uploadId, ({ state }) => state === 'waiting');
  expect(waiting.reason?.code).toBe('file-missing');
  expect(waiting.retryAtMs).toBeGreaterThan(Date.now());
  const stored = rig.sandbox.unfinished()[0]?.parts.length ?? 0;
  expect(stored).toBeGreaterThan(0);
  const since = rig.sandbox.log.mark();
  renameSync(`${path}.away`, path);
  rig.sandbox.faults.setLink({});
  await rig.uploads().resume([uploadId]);
  await expectStored(rig, await rig.ready(uploadId));
  // One that was on its way may have been stored after the count.
  expect(rig.sandbox.log.entries({ since, operation: 'b2_upload_part' }).length).toBeLessThanOrEqual(13 - stored);
});

test('file gone before its turn', async () => {
  const item = itemFor(rig.makeFile('gone.mp4', 1_000));
  rmSync(item.path);
  const [queued] = rig.uploads().enqueue([item]);
  const waiting = await rig.waitFor(queued?.uploadId as UploadId, ({ state }) => state === 'waiting');
  expect(waiting.reason).toEqual({ code: 'file-missing', detail: 'ENOENT' });
});

test('not a file that can be read: failed, with the reason', async () => {
  const item = itemFor(rig.makeFile('folder.mp4', 1_000));
  rmSync(item.path);
  mkdirSync(item.path);
  const [queued] = rig.uploads().enqueue([item]);
  const record = await rig.failed(queued?.uploadId as UploadId);
  expect(record.reason).toEqual({ code: 'file-unreadable', detail: 'ENOTREG' });
});

test('changed between queueing and its turn', async () => {
  const item = itemFor(rig.makeFile('early.mp4', 50_000));
  writeFileSync(item.path, randomBytes(60_000));
  setAge(item.path, 30_000);
  const [queued] = rig.uploads().enqueue([item]);
  await expectReplaced(join(item.path), queued?.uploadId as UploadId);
});

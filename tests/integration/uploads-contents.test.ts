import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UploadId } from '../../src/shared/domain/ids.ts';
import { createRig, itemFor, type Rig } from './uploads-rig.ts';
import { expectStored } from './uploads-stored.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.stop());

const media = join(import.meta.dirname, '../fixtures/media');

/** A film as a person drops it: known by its ending. */
function enqueueFilm(name: string, bytes: Uint8Array, ageMs = 3_600_000): { path: string; uploadId: UploadId } {
  const path = join(rig.folder, name);
  writeFileSync(path, bytes);
  rig.setAge(path, ageMs);
  const [snapshot] = rig.uploads().enqueue([{ ...itemFor(path), contentType: 'video/mp4' }]);
  if (!snapshot) throw new Error('not queued');
  return { path, uploadId: snapshot.uploadId };
}
const sentBytes = (): number =>
  rig.sandbox.log.entries().filter(({ operation }) => /upload_(file|part)|start_large/.test(operation)).length;

const film = readFileSync(join(media, 'index-first.mp4'));

test.each([
  ['no index', readFileSync(join(media, 'no-index.mp4')), 'file-unfinished'],
  ['cut', film.subarray(0, film.length - 1_000), 'file-cut'],
  ['empty', new Uint8Array(), 'file-empty'],
  ['no film', Buffer.from('a text that somebody called a film'), 'file-unknown'],
])('%s: said before anything is sent', async (_what, bytes, code) => {
  const { uploadId } = enqueueFilm('film.mp4', bytes);
  const { reason, needsCleanup } = await rig.failed(uploadId);
  expect({ reason, needsCleanup }).toEqual({ reason: { code, detail: null }, needsCleanup: false });
  expect(sentBytes()).toBe(0);
});

test.each([
  ['no index', readFileSync(join(media, 'no-index.mp4'))],
  ['cut', film.subarray(0, film.length - 1_000)],
  ['empty', new Uint8Array()],
])('%s, and written to just now: it waits for the rest, and what it is in the end is sent', async (_what, bytes) => {
  const { path, uploadId } = enqueueFilm('film.mp4', bytes, 0);
  await rig.waitFor(uploadId, ({ reason }) => reason?.code === 'file-growing');
  expect(sentBytes()).toBe(0);
  writeFileSync(path, film);
  rig.setAge(path, 3_600_000);
  await rig.uploads().resume([uploadId]);
  await expectStored(rig, await rig.readyAt(path));
});

test('sent anyway: as it is, also after a restart in between', async () => {
  const bytes = readFileSync(join(media, 'no-index.mp4'));
  const { uploadId } = enqueueFilm('film.mp4', bytes);
  await rig.failed(uploadId);
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 1_000 });
  expect(await rig.uploads().sendAsIs([uploadId])).toBe(true);
  await rig.restart();
  rig.sandbox.faults.setLink({});
  await expectStored(rig, await rig.ready(uploadId));
});

test('mended and tried again: the whole film is looked at, and sent', async () => {
  const { path, uploadId } = enqueueFilm('film.mp4', readFileSync(join(media, 'no-index.mp4')));
  await rig.failed(uploadId);
  copyFileSync(join(media, 'index-last.mp4'), path);
  rig.setAge(path, 3_600_000);
  await rig.uploads().retry([uploadId]);
  await expectStored(rig, await rig.readyAt(path));
});

test('what is no film is not looked into', async () => {
  const path = join(rig.folder, 'notes.pdf');
  copyFileSync(join(media, 'worksheet.pdf'), path);
  await expectStored(rig, await rig.ready(rig.enqueue(path)));
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCoverActions } from '../../src/main/actions/cover.ts';
import { createMadeFiles } from '../../src/main/media/made-files.ts';
import { readPictureFile } from '../../src/main/media/chosen-picture.ts';
import { ok } from '../../src/shared/ipc/result.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { caller, openStudio, type Made } from './undo-rig.ts';

/* The cover of a course: cut out of a picture on this computer, in the place of the one before, with one undo. */
const coverOf = async ({ actions, courseId }: Made) => {
  const told = await actions['cover.get']({ courseId }, caller);
  return told.success ? told.data : { versionId: null, originalId: null };
};
const jpeg = (words: string) => new Uint8Array(Buffer.from(words));

test('a picture that is cut takes the place of the cover, and waits to be uploaded with what it was cut out of', async () => {
  const s = await openStudio();
  const before = await coverOf(s);
  const set = (words: string, path: string | null) =>
    s.actions['cover.set']({ courseId: s.courseId, jpeg: jpeg(words), path }, caller);
  expect(before.originalId).toBe(before.versionId);
  expect(await set('cut', '/pictures/cells.png')).toEqual(ok({ isChanged: true }));
  const after = await coverOf(s);
  expect(new Set([before.versionId, after.versionId, after.originalId, null]).size).toBe(4);
  expect(s.courses.listSummaries()[0]?.coverVersionId).toBe(after.versionId);
  const bytesOf = (id: string | null) => readFileSync(s.media.getLocation(id ?? '')?.path ?? '', 'utf8');
  expect([bytesOf(after.versionId), bytesOf(after.originalId)]).toEqual(['cut', '/pictures/cells.png']);
  const toSend = s.media.listToSend().map(({ versionId }) => versionId);
  expect(toSend).toEqual(expect.arrayContaining([after.versionId, after.originalId]));

  // Again, out of the picture that was chosen: that one stays, and is not sent twice.
  expect(await set('cut otherwise', null)).toEqual(ok({ isChanged: true }));
  const again = await coverOf(s);
  expect([again.originalId, bytesOf(again.versionId)]).toEqual([after.originalId, 'cut otherwise']);
  expect(await set('cut otherwise', null)).toEqual(ok({ isChanged: false }));
  s.undo.undo();
  expect(await coverOf(s)).toEqual(after);
  s.undo.undo();
  expect(await coverOf(s)).toEqual(before);
});

test('a cover that came with a folder is what it is cut out of; removed, neither is there', async () => {
  const s = await openStudio();
  const { versionId: whole } = await coverOf(s);
  const { courseId } = s;
  await s.actions['cover.set']({ courseId, jpeg: jpeg('part'), path: null }, caller);
  const after = await coverOf(s);
  expect([after.originalId, after.versionId === whole]).toEqual([whole, false]);
  expect(await s.actions['cover.delete']({ courseId }, caller)).toEqual(ok({ isChanged: true }));
  expect(await coverOf(s)).toEqual({ versionId: null, originalId: null });
  expect(await s.actions['cover.delete']({ courseId }, caller)).toEqual(ok({ isChanged: false }));
  expect(await s.actions['cover.set']({ courseId, jpeg: jpeg('part'), path: null }, caller)).toMatchObject({
    error: { code: 'NOT_FOUND' },
  });
});

test('a file that is no picture, or is none that can be read, changes nothing', async () => {
  const s = await openStudio();
  const folder = temporaryFolder();
  const notes = join(folder, 'notes.txt');
  writeFileSync(notes, 'words');
  const { undo } = s.undo.peek();
  const pictures = createMadeFiles(folder, 'jpg');
  const actions = createCoverActions({ ...s, ...s.edit, pictures, readPicture: readPictureFile });
  for (const path of [notes, join(folder, 'gone.png'), folder])
    expect(await actions['cover.set']({ courseId: s.courseId, jpeg: jpeg('x'), path }, caller)).toMatchObject({
      error: { code: 'NOT_A_PICTURE' },
    });
  expect(s.undo.peek().undo).toEqual(undo);
});

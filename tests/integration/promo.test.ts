import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CourseId, MediaId } from '../../src/shared/domain/ids.ts';
import { ok } from '../../src/shared/ipc/result.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { layVideo, setPromo, linkPromo, videoAt } from './undo-cases-promo.ts';
import { latestVersion, makeVersion } from './undo-cases-version.ts';
import { caller, openStudio, type Made } from './undo-rig.ts';

/* The promo video of a course: one of its videos or a file of its own, at once and with one undo. */
const promoOf = ({ courseMedia, courseId }: Made, id: CourseId = courseId) => courseMedia.promoOf(id);
const remove = ({ actions, courseId }: Made) => actions['promo.delete']({ courseId }, caller);

test('a file of this computer is the promo and waits to be uploaded; another takes its place, undo brings it back', async () => {
  const s = await openStudio();
  expect(await s.actions['promo.get']({ courseId: s.courseId }, caller)).toEqual(ok({ promo: null }));
  const path = layVideo();
  expect(await setPromo(s, path)).toEqual(ok({ isChanged: true }));
  const first = promoOf(s);
  expect(first).toMatchObject({ fileName: 'trailer.mp4', bytes: 5, whereabouts: 'local' });
  expect(s.media.getLocation(first?.versionId ?? '')?.path).toBe(path);
  expect(s.media.listToSend().map(({ versionId }) => versionId)).toContain(first?.versionId);
  // Other bytes of the same length, not read before: another file.
  expect(await setPromo(s, layVideo('other'))).toEqual(ok({ isChanged: true }));
  expect(promoOf(s)?.mediaId).not.toBe(first?.mediaId);
  s.undo.undo();
  expect(promoOf(s)).toEqual(first);
  s.undo.undo();
  expect(promoOf(s)).toBeNull();
});

test('a transport stream is a video, whatever else has its ending', async () => {
  const s = await openStudio();
  expect(await setPromo(s, layVideo(`G${' '.repeat(187)}`.repeat(4), 'camera.ts'))).toEqual(ok({ isChanged: true }));
  expect(promoOf(s)).toMatchObject({ fileName: 'camera.ts' });
});

test('a video of the course is linked and sent once; chosen again nothing changes; removed, its lesson keeps it', async () => {
  const s = await openStudio();
  const toSend = s.media.listToSend().length;
  expect(await linkPromo(s, 1)).toEqual(ok({ isChanged: true }));
  expect(promoOf(s)).toEqual(videoAt(s, 1));
  expect(await linkPromo(s, 1)).toEqual(ok({ isChanged: false }));
  expect(await linkPromo(s, 2)).toEqual(ok({ isChanged: true }));
  expect(promoOf(s)).toEqual(videoAt(s, 2));
  expect(s.media.listToSend()).toHaveLength(toSend);
  expect(await remove(s)).toEqual(ok({ isChanged: true }));
  expect([promoOf(s), await remove(s)]).toEqual([null, ok({ isChanged: false })]);
  expect(videoAt(s, 2).fileName).toBe('01 - c.mp4');
});

test('what is no video, or cannot be read, or is not there, changes nothing', async () => {
  const s = await openStudio();
  const folder = join(temporaryFolder(), 'clip.mp4');
  mkdirSync(folder);
  const { undo } = s.undo.peek();
  for (const path of [
    layVideo('words', 'notes.txt'),
    layVideo('export const a = 1;\n'.repeat(40), 'main.ts'),
    layVideo('', 'empty.mp4'),
    '/gone/promo.mp4',
    folder,
  ])
    expect(await setPromo(s, path)).toMatchObject({ error: { code: 'NOT_A_VIDEO' } });
  const { courseId } = s;
  const files = s.courseMedia.listFiles(courseId);
  const pdf = files.find(({ fileName }) => fileName.endsWith('.pdf'))?.mediaId as MediaId;
  const [notVideo, unknown] = [pdf, courseId as unknown as MediaId].map((mediaId) =>
    s.actions['promo.set']({ courseId, video: { mediaId } }, caller),
  );
  expect(await notVideo).toMatchObject({ error: { code: 'NOT_A_VIDEO' } });
  expect(await unknown).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect(s.undo.peek().undo).toEqual(undo);
});

test('a copy of the course has the promo, and a version brings it back', async () => {
  const s = await openStudio();
  await setPromo(s);
  const promo = promoOf(s);
  await makeVersion(s);
  const copies = [{ courseId: s.courseId, title: 'Cells copy' }];
  const copied = await s.actions['course.duplicate']({ copies }, caller);
  if (!copied.success) throw new Error(copied.error.code);
  expect(copied.data.copies.map(({ courseId }) => promoOf(s, courseId))).toEqual([promo]);
  await linkPromo(s, 0);
  await s.actions['version.restore']({ versionId: latestVersion(s) }, caller);
  expect(promoOf(s)).toEqual(promo);
});

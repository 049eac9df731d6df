import { expect, test } from 'vitest';
import { createCoverActions } from '../../src/main/actions/cover.ts';
import { ok } from '../../src/shared/ipc/result.ts';
import { caller, openStudio, type Made } from './undo-rig.ts';

/* The cover of a course: a picture on this computer, in the place of the one before, with one undo. */
const coverOf = async ({ actions, courseId }: Made) => {
  const told = await actions['cover.get']({ courseId }, caller);
  return told.success ? told.data.versionId : null;
};

test('a picture that is chosen takes the place of the cover and waits to be uploaded; undo brings the former back', async () => {
  const s = await openStudio();
  const before = await coverOf(s);
  expect(await s.actions['cover.pick']({ courseId: s.courseId }, caller)).toEqual(ok({ isChanged: true }));
  const after = await coverOf(s);
  expect([before === null, after === before]).toEqual([false, false]);
  expect(s.courses.listSummaries()[0]?.coverVersionId).toBe(after);
  expect(s.media.getLocation(after ?? '')?.path).toBe('/pictures/cover.png');
  expect(s.media.listToSend().map(({ versionId }) => versionId)).toContain(after);
  const audit = s.db.prepare(`SELECT action FROM media_audit WHERE role = 'cover' ORDER BY n`).pluck().all();
  expect(audit).toEqual(['link', 'unlink', 'link']);
  s.undo.undo();
  expect(await coverOf(s)).toBe(before);
  expect(await s.actions['cover.delete']({ courseId: s.courseId }, caller)).toEqual(ok({ isChanged: true }));
  expect(await coverOf(s)).toBeNull();
  expect(await s.actions['cover.delete']({ courseId: s.courseId }, caller)).toEqual(ok({ isChanged: false }));
});

test('a closed dialog and a file that is no picture change nothing', async () => {
  const s = await openStudio();
  const { undo } = s.undo.peek();
  const pick = (path: string | null) =>
    createCoverActions({ ...s, ...s.edit, pickPicture: async () => path, findPicture: async () => null })['cover.pick'](
      { courseId: s.courseId },
      caller,
    );
  expect(await pick(null)).toEqual(ok({ isChanged: false }));
  expect(await pick('/notes.txt')).toMatchObject({ error: { code: 'NOT_A_PICTURE' } });
  expect(s.undo.peek().undo).toEqual(undo);
});

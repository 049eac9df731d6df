import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { VersionId } from '../../src/shared/domain/ids.ts';
import { caller, lessonOf, openStudio, type Made } from './undo-rig.ts';

const one = Uint8Array.of(255, 216, 255, 1);
const other = Uint8Array.of(255, 216, 255, 2);

/** Per lesson, in the order of the course. */
const shown = ({ outlines, courseId }: Made): (VersionId | null)[] =>
  (outlines.getOutline(courseId)?.chapters ?? []).flatMap(({ lessons }) => lessons.map((lesson) => lesson.thumbnailId));
const choose = (studio: Made, lessons: readonly number[], jpeg: typeof one | null) =>
  studio.actions['lesson.setThumbnail']({ lessonIds: lessons.map((at) => lessonOf(studio, at)), jpeg }, caller);

const toSend = ({ media }: Made) =>
  media
    .listToSend()
    .filter(({ fileName }) => fileName === 'thumbnail.jpg')
    .map(({ versionId, kind }) => [versionId, kind]);

test('one picture for many lessons is one file with its bytes, and wants to be uploaded once', async () => {
  const studio = await openStudio();
  expect(await choose(studio, [0, 2], one)).toMatchObject({ success: true });
  const [first, second, third] = shown(studio);
  expect([second, third]).toEqual([null, first]);
  const path = studio.media.getLocation(first ?? '')?.path ?? '';
  expect([...readFileSync(path)]).toEqual([...one]);
  expect(toSend(studio)).toEqual([[first, 'image']]);
  const audit = studio.db.prepare("SELECT action, target_id AS id FROM media_audit WHERE role = 'thumbnail'").all();
  expect(audit).toEqual([0, 2].map((at) => ({ action: 'link', id: lessonOf(studio, at) })));
});

test('another picture takes its place; the same one again is linked, and changes nothing where it stands', async () => {
  const studio = await openStudio();
  await choose(studio, [0], one);
  const [former] = shown(studio);
  await choose(studio, [0, 1], other);
  const [newer, same] = shown(studio);
  expect(newer).not.toBe(former);
  expect(same).toBe(newer);
  studio.media.setWanted(former as VersionId, false);
  await choose(studio, [0], one);
  expect(shown(studio).slice(0, 2)).toEqual([former, newer]);
  expect(toSend(studio)).toHaveLength(2);
  const { undo } = studio.undo.peek();
  await choose(studio, [0], one);
  expect(studio.undo.peek().undo).toEqual(undo);
});

test('taken away it is gone from the lesson alone; a lesson that is not there takes none', async () => {
  const studio = await openStudio();
  await choose(studio, [0, 1], one);
  const [, kept] = shown(studio);
  await choose(studio, [0], null);
  expect(shown(studio)).toEqual([null, kept, null, null]);
  const gone = [lessonOf(studio, 2)];
  await studio.actions['course.saveAll']({ courseId: studio.courseId, deletes: gone }, caller);
  expect(await choose(studio, [1, 2], other)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect(shown(studio)).toEqual([null, kept, null]);
});

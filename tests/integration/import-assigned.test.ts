import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../helpers/temporary.ts';
import { caller, openStudio } from './undo-rig.ts';

test('a caption file without a lesson is imported with the lesson that it was given, and with no other', async () => {
  const studio = await openStudio();
  const root = join(temporaryFolder(), 'More');
  mkdirSync(root);
  for (const name of ['01 - a.mp4', '02 - b.mp4', 'x.fr.vtt', 'y.de.vtt'])
    writeFileSync(join(root, name), `WEBVTT ${name}`);
  const scanned = await studio.actions['import.scan']({ paths: [root] }, caller);
  if (!scanned.success) throw new Error(scanned.error.code);
  const view = { planId: scanned.data.planId, cleanNames: true, foldersAsChapters: true };
  const plan = await studio.actions['import.getPlan'](view, caller);
  if (!plan.success) throw new Error(plan.error.code);
  const captionKey = plan.data.orphanCaptions.find(({ language }) => language === 'fr')?.fileKey ?? '';
  const lessonKey = plan.data.chapters[0]?.lessons[1]?.key ?? '';
  const assigned = [
    { captionKey, lessonKey },
    { captionKey: 'of nobody', lessonKey },
  ];
  const target = { kind: 'new-course' } as const;
  const made = await studio.actions['import.apply']({ ...view, target, excluded: [], assigned }, caller);
  if (!made.success) throw new Error(made.error.code);
  const lessons = studio.outlines.getOutline(made.data.courseId)?.chapters.flatMap((chapter) => chapter.lessons) ?? [];
  expect(lessons.map(({ title, captions }) => [title, captions])).toEqual([
    ['a', []],
    ['b', ['fr']],
  ]);
});

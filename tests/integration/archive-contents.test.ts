import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArchive } from '../../src/main/archive/read-archive.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { caller, exportTo, FILES, importFrom, makeCourse, openStudio } from './archive-rig.ts';

/* What goes into an archive, what stays out of it, and what is said of that on both sides. */

test('files that are not on this disk go as references, and are said on both sides', async () => {
  const from = openStudio();
  const { courseId, root } = await makeCourse(from);
  rmSync(join(root, FILES[0]));
  const contents = await from.actions['archive.getContents']({ courseId }, caller);
  expect(contents).toMatchObject({ data: { here: { files: FILES.length - 1 }, missing: { files: 1 } } });
  const to = openStudio();
  const imported = await importFrom(to, await exportTo(from, courseId));
  expect(imported.preview.missing.files).toBe(1);
  const lesson = to.outlines.getOutline(imported.courseId)?.chapters[1]?.lessons[0];
  expect(lesson?.media).toMatchObject({ fileName: '01 - a.mp4', whereabouts: 'missing' });
});

test('what went into the cloud alone is told apart, and a file of another length or that may not be read counts as not here', async () => {
  const from = openStudio();
  const { courseId, root } = await makeCourse(from);
  rmSync(join(root, FILES[0]));
  rmSync(join(root, FILES[4]));
  writeFileSync(join(root, FILES[5]), 'shorter');
  rmSync(join(root, FILES[8]));
  mkdirSync(join(root, FILES[8]));
  const stored = from.db
    .prepare("SELECT id FROM media_versions WHERE file_name = '02 - b.mp4'")
    .pluck()
    .get() as string;
  from.mutator.mutate({
    label: { code: 'media.store', count: 1, name: '' },
    drafts: [
      {
        t: 'media_versions',
        id: stored,
        k: 'set',
        v: { stored: { bucket_name: 'b', object_name: 'o', b2_file_id: 'f', stored_at_ms: 1 } },
      },
    ],
  });
  const contents = await from.actions['archive.getContents']({ courseId }, caller);
  if (!contents.success) throw new Error(contents.error.code);
  const { here, missing } = contents.data;
  expect([here.files, missing.files]).toEqual([FILES.length - 4, 4]);
  expect(missing.first.toSorted((a, b) => a.fileName.localeCompare(b.fileName))).toMatchObject([
    { fileName: '01 - a.mp4', isStored: false },
    { fileName: '01 - c.mp4', isStored: false },
    { fileName: '02 - b.mp4', isStored: true },
    { fileName: 'promo.mp4', isStored: false },
  ]);
  const target = (from.answers.target = join(mkdtempSync(join(temporaryFolder(), 'out-')), 'x.lectern.zip'));
  const options = { courseId, jobId: uuidv7(), withMedia: true, withHistory: false };
  const made = await from.actions['archive.make'](options, caller);
  expect(made).toMatchObject({ data: { missing: { files: 4 } } });
  const imported = await importFrom(openStudio(), target);
  expect(imported.preview.missing.first.toSorted()).toEqual(['01 - a.mp4', '01 - c.mp4', '02 - b.mp4', 'promo.mp4']);
});

test('without media the archive is the outline; without history it has none', async () => {
  const from = openStudio();
  const { courseId } = await makeCourse(from);
  const path = await exportTo(from, courseId, { withMedia: false, withHistory: false });
  const read = await readArchive(path);
  expect(read).toMatchObject({ data: { manifest: { entries: [], counts: { lessons: 3, historySteps: null } } } });
  const to = openStudio();
  const imported = await importFrom(to, path);
  expect(imported.preview).toMatchObject({ new: { files: 0 }, missing: { files: FILES.length } });
  expect(to.outlines.getOutline(courseId)?.chapters).toHaveLength(2);
});

test('the history is that of the course alone', async () => {
  const from = openStudio();
  const { courseId } = await makeCourse(from);
  const label = { code: 'course.create' as const, count: 1, name: 'Somebody else’s' };
  from.mutator.mutate({ label, drafts: [{ t: 'courses', id: uuidv7(), k: 'put', v: { title: { title: 'X' } } }] });
  const path = await exportTo(from, courseId);
  expect(readFileSync(path).includes('Somebody else')).toBe(false);
  expect(await readArchive(path)).toMatchObject({ data: { manifest: { counts: { historySteps: 2 } } } });
  const to = openStudio();
  const opened = await to.actions['archive.open']({ path }, caller);
  if (!opened.success) throw new Error(opened.error.code);
  const read = { code: 'course.import', count: 1, name: 'Cells' };
  const step = { label: read, atMs: expect.any(Number), isUndone: false };
  expect(await to.actions['archive.getHistory'](opened.data, caller)).toEqual({
    success: true,
    data: { steps: [step, step] },
  });
});

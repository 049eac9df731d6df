import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { createPictureActions } from '../../src/main/actions/lesson-pictures.ts';
import { createChildTable } from '../../src/main/db/tables/children.ts';
import { createLessonPictures } from '../../src/main/db/tables/lesson-pictures.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createPictureFiles } from '../../src/main/media/picture-files.ts';
import type { LessonId } from '../../src/shared/domain/ids.ts';
import { tableNames } from '../../src/shared/domain/registry.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import {
  caller,
  type Studio,
  exportTo,
  FILES,
  here,
  importFrom,
  makeCourse,
  openStudio,
  rowCount,
  shownOf,
} from './archive-rig.ts';

/* A course as a file and back, by the actions over real databases and folders. */

describe('export, wipe, import', () => {
  test('the same outline under the same ids, and every byte of every file', async () => {
    const before = openStudio();
    const { courseId, root } = await makeCourse(before);
    const shown = shownOf(before, courseId);
    expect(shown.chapters?.map(({ lessons }) => lessons.length)).toEqual([1, 2]);
    // What a folder does not say was filled in, and is nowhere at its initial value
    for (const { links: _links, ...lesson } of shown.chapters?.flatMap(({ lessons }) => lessons) ?? [])
      expect(lesson).toMatchObject({ status: 'draft', drip_days: 7, free_preview: true, marks: [{ atMs: 0 }] });
    expect(JSON.stringify(shown)).toMatch(/hologram.*\[\\"sdh\\"\]/);
    expect(JSON.stringify(shown)).toContain('A cell, cut open');
    expect([shown.tags, shown.chapters?.[0]?.lessons[0]?.tags]).toEqual([['Biology'], ['Biology', 'Cells']]);
    const path = await exportTo(before, courseId);
    before.db.close();
    rmSync(before.path);
    rmSync(root, { recursive: true });

    const after = openStudio();
    const imported = await importFrom(after, path);
    expect(imported.courseId).toBe(courseId);
    expect(imported.preview).toMatchObject({ isCopy: false, new: { files: FILES.length }, here: { files: 0 } });
    expect(shownOf(after, courseId)).toEqual(shown);
    expect(JSON.stringify(shown)).not.toContain('"sha256":null');
    expect(readdirSync(imported.folder)).toHaveLength(FILES.length);
  });

  test('the pictures of a text come back under their names, with their bytes', async () => {
    const before = openStudio();
    const { db, edit, outlines } = before;
    const { courseId } = await makeCourse(before);
    const lessonId = outlines.getOutline(courseId)?.chapters[0]?.lessons[0]?.lessonId as LessonId;
    const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 7);
    const actions = createPictureActions({
      ...edit,
      children: createChildTable(db),
      media: createMediaTable(db),
      lessonPictures: createLessonPictures(db),
      pictures: createPictureFiles(temporaryFolder()),
      pickPicture: async () => null,
      readSmall: async () => null,
    });
    await actions['picture.create']({ lessonId, from: { bytes, fileName: 'A & (b).png' } }, caller);
    const after = openStudio();
    await importFrom(after, await exportTo(before, courseId));
    const [picture] = after.outlines.getLesson(lessonId)?.pictures ?? [];
    expect([picture?.fileName, [...readFileSync(picture?.localPath ?? '')]]).toEqual(['A & (b).png', [...bytes]]);
  });

  test('one undo takes all rows away and leaves the files; redo brings them back', async () => {
    const before = openStudio();
    const { courseId } = await makeCourse(before);
    const path = await exportTo(before, courseId);
    const after = openStudio();
    const { folder } = await importFrom(after, path);
    const shown = shownOf(after, courseId);
    expect(after.undo.undo()).toMatchObject({ success: true, data: { label: { code: 'course.import' } } });
    expect(rowCount(after)).toBe(0);
    expect(readdirSync(folder)).toHaveLength(FILES.length);
    expect(after.undo.redo().success).toBe(true);
    expect(shownOf(after, courseId)).toEqual(shown);
  });
});

test('an archive of the first version of Lectern comes in, with what it does not say at its initial value', async () => {
  const studio = openStudio();
  const path = join(import.meta.dirname, '../fixtures/archives/version-1.lectern.zip');
  const { courseId } = await importFrom(studio, path);
  const { course, chapters } = shownOf(studio, courseId);
  expect(course).toMatchObject({ title: 'Cells', currency: 'EUR' });
  const lessons = chapters?.flatMap((chapter) => chapter.lessons) ?? [];
  const initial = { status: 'ready', drip_days: null, content: {}, marks: [] };
  expect(lessons).toMatchObject(['A', 'B', 'C'].map((title) => ({ title, ...initial })));
  expect(lessons[0]?.links).toMatchObject([
    { role: 'caption', language: 'de', flags: '[]', alt: '' },
    { role: 'video', flags: '[]' },
  ]);
});

test('where the course is still here it comes beside itself: new ids, the same files, nothing is taken out', async () => {
  const studio = openStudio();
  const { courseId } = await makeCourse(studio);
  const shown = shownOf(studio, courseId);
  const imported = await importFrom(studio, await exportTo(studio, courseId));
  expect(imported.courseId).not.toBe(courseId);
  expect(imported.preview).toMatchObject({ isCopy: true, new: { files: 0 }, here: { files: FILES.length } });
  expect(readdirSync(imported.folder)).toEqual([]);
  expect(shownOf(studio, courseId)).toEqual(shown);
  expect(shownOf(studio, imported.courseId)).toEqual(shown);
  const media = studio.db.prepare('SELECT count(*) FROM media_files').pluck().get();
  expect(media).toBe(FILES.length);
});

test('a course that was deleted comes back beside what is left of it', async () => {
  const studio = openStudio();
  const { courseId } = await makeCourse(studio);
  const shown = shownOf(studio, courseId);
  const path = await exportTo(studio, courseId);
  const life = { life: { deleted_at_ms: 1 } };
  const label = { code: 'course.delete' as const, count: 1, name: '' };
  studio.mutator.mutate({ label, drafts: [{ t: 'courses', id: courseId, k: 'set', v: life }] });
  const imported = await importFrom(studio, path);
  expect(imported.courseId).not.toBe(courseId);
  expect(shownOf(studio, imported.courseId)).toEqual(shown);
});

test.each([
  ['another workspace', { workspaceId: uuidv7(), studioId: here.studioId }],
  ['signed out, another computer', { workspaceId: null, studioId: uuidv7() }],
])('in %s all ids are new: they may be taken on the server', async (_where, origin) => {
  const from = openStudio();
  const { courseId } = await makeCourse(from);
  const path = await exportTo(from, courseId);
  const to = openStudio(origin);
  const imported = await importFrom(to, path);
  expect(shownOf(to, imported.courseId)).toEqual(shownOf(from, courseId));
  const idsOf = ({ db }: Studio) => tableNames.flatMap((table) => db.prepare(`SELECT id FROM ${table}`).pluck().all());
  const old = new Set(idsOf(from));
  expect(idsOf(to).filter((id) => old.has(id))).toEqual([]);
});

test('signed out on the same computer, ids are kept', async () => {
  const local = { workspaceId: null, studioId: uuidv7() };
  const from = openStudio(local);
  const { courseId } = await makeCourse(from);
  const imported = await importFrom(openStudio(local), await exportTo(from, courseId));
  expect(imported.courseId).toBe(courseId);
});

test('an import that is not given a folder asks for one, and writes nothing', async () => {
  const from = openStudio();
  const { courseId } = await makeCourse(from);
  const path = await exportTo(from, courseId);
  const to = openStudio();
  const opened = await to.actions['archive.open']({ path }, caller);
  if (!opened.success) throw new Error(opened.error.code);
  expect(await to.actions['archive.apply'](opened.data, caller)).toMatchObject({ error: { code: 'FOLDER_NEEDED' } });
  expect(rowCount(to)).toBe(0);
});

test('a file of the library that was lost is found again in the archive', async () => {
  const studio = openStudio();
  const { courseId, root } = await makeCourse(studio);
  const path = await exportTo(studio, courseId);
  // Its hash has to be known: it was computed when the archive was looked at the first time
  await importFrom(studio, path);
  rmSync(root, { recursive: true });
  const imported = await importFrom(studio, path);
  expect(imported.preview.new.files).toBe(FILES.length);
  expect(JSON.stringify(shownOf(studio, courseId))).not.toContain('"sha256":null');
});

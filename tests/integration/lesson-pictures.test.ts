import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureActions } from '../../src/main/actions/lesson-pictures.ts';
import { createPictureFiles } from '../../src/main/media/picture-files.ts';
import { readSmallFile } from '../../src/main/media/small-file.ts';
import type { CourseId, LessonId } from '../../src/shared/domain/ids.ts';
import { createUndo } from '../../src/main/db/undo.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { caller, chapterOf, lessonOf, openStudio, type Made } from './undo-rig.ts';

/* The pictures of lessons' texts: files of the profile, linked by name, swept when the text is saved. */
const png = (n: number) => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, n);

async function open() {
  const studio = await openStudio();
  const picked: (string | null)[] = [];
  const pictures = createPictureActions({
    ...studio.edit,
    ...studio,
    pictures: createPictureFiles(temporaryFolder()),
    pickPicture: async () => picked.shift() ?? null,
    readSmall: readSmallFile,
  });
  return { ...studio, pictureActions: pictures, picked };
}
type Opened = Awaited<ReturnType<typeof open>>;

const add = async (studio: Opened, at: number, n: number, fileName = 'cell.png') => {
  const from = { bytes: png(n), fileName };
  const made = await studio.pictureActions['picture.create']({ lessonId: lessonOf(studio, at), from }, caller);
  return made.success ? made.data.name : made.error.code;
};
const save = (studio: Opened | Made, lessonId: LessonId, body: string) =>
  studio.actions['course.saveAll']({ courseId: studio.courseId, lessons: [{ lessonId, details: { body } }] }, caller);
const shown = ({ outlines }: Opened | Made, lessonId: LessonId) =>
  outlines.getLesson(lessonId)?.pictures.map(({ fileName }) => fileName);

test('a picture is a copy of the profile with a name of its own, quietly linked, and goes up like every file', async () => {
  const studio = await open();
  const steps = studio.undo.peek();
  const path = join(temporaryFolder(), 'Cell: wall?.JPEG');
  writeFileSync(path, png(1));
  studio.picked.push(null, path);
  const lessonId = lessonOf(studio, 0);
  const pick = () => studio.pictureActions['picture.pick']({ lessonId }, caller);
  expect(await pick()).toEqual({ success: true, data: null });
  const made = await pick();
  rmSync(path);
  // What it is says its bytes, not its name.
  expect(made).toMatchObject({ data: { name: 'Cell wall.png' } });
  const [picture] = studio.outlines.getLesson(lessonId)?.pictures ?? [];
  expect([...readFileSync(picture?.localPath ?? '')]).toEqual([...png(1)]);
  expect(studio.media.listToSend().map(({ versionId }) => versionId)).toContain(picture?.versionId);
  expect(studio.undo.peek()).toEqual(steps);
});

test('names are free in the lesson, also of those that went; the same picture is the same one', async () => {
  const studio = await open();
  const names = [await add(studio, 0, 1), await add(studio, 0, 2), await add(studio, 0, 1, 'other.png')];
  expect(names).toEqual(['cell.png', 'cell-2.png', 'cell.png']);
  await save(studio, lessonOf(studio, 0), '![](cell.png)');
  expect([await add(studio, 0, 3), await add(studio, 0, 2, 'x.png'), await add(studio, 1, 3)]).toEqual([
    'cell-3.png',
    'cell-2.png',
    'cell.png',
  ]);
});

test('what is no picture, too large, or of a lesson that went is refused, and nothing is linked', async () => {
  const studio = await open();
  const folder = temporaryFolder();
  const [svg, large] = [join(folder, 'a.png'), join(folder, 'b.png')];
  writeFileSync(svg, '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(large, new Uint8Array(20_000_001));
  const lessonId = lessonOf(studio, 0);
  const codeOf = async (
    from: Parameters<(typeof studio.pictureActions)['picture.create']>[0]['from'],
    of = lessonId,
  ) => {
    const made = await studio.pictureActions['picture.create']({ lessonId: of, from }, caller);
    return made.success ? made.data.name : made.error.code;
  };
  const versionId = studio.outlines.getLesson(lessonId)?.media?.versionId as never;
  expect([
    await codeOf({ path: svg }),
    await codeOf({ path: large }),
    await codeOf({ path: folder }),
    await codeOf({ versionId }),
    await codeOf({ bytes: png(1), fileName: 'a' }, studio.edit.newId() as LessonId),
  ]).toEqual(['NOT_A_PICTURE', 'PICTURE_TOO_LARGE', 'NOT_A_PICTURE', 'NOT_FOUND', 'NOT_FOUND']);
  expect(shown(studio, lessonId)).toEqual([]);
});

test('a saved text sweeps what it does not show, in its own step: undone they are back, shown again they are linked again', async () => {
  const studio = await open();
  const lessonId = lessonOf(studio, 0);
  await add(studio, 0, 1);
  await add(studio, 0, 2);
  await save(studio, lessonId, '![A cell](cell.png)\n\n![](cell-2.png "")');
  expect(shown(studio, lessonId)).toEqual(['cell.png', 'cell-2.png']);
  await save(studio, lessonId, '![](cell-2.png "")');
  expect(shown(studio, lessonId)).toEqual(['cell-2.png']);
  expect(studio.undo.undo().success).toBe(true);
  expect([shown(studio, lessonId), studio.outlines.getLesson(lessonId)?.body]).toEqual([
    ['cell.png', 'cell-2.png'],
    '![A cell](cell.png)\n\n![](cell-2.png "")',
  ]);
  studio.undo.redo();
  // The editor's own undo, and saved.
  await save(studio, lessonId, 'Words ![](cell.png)');
  expect(shown(studio, lessonId)).toEqual(['cell.png']);
  const audit = studio.db.prepare("SELECT action FROM media_audit WHERE role = 'picture' ORDER BY rowid").pluck().all();
  expect(audit.slice(-2).toSorted()).toEqual(['link', 'unlink']);
});

test('a picture of another lesson is linked anew, by a name that is free here, without other bytes', async () => {
  const studio = await open();
  await add(studio, 0, 1);
  await add(studio, 1, 2);
  const [theirs] = studio.outlines.getLesson(lessonOf(studio, 0))?.pictures ?? [];
  const from = { versionId: theirs?.versionId as never };
  const made = await studio.pictureActions['picture.create']({ lessonId: lessonOf(studio, 1), from }, caller);
  expect(made).toEqual({ success: true, data: { name: 'cell-2.png', versionId: theirs?.versionId } });
  await save(studio, lessonOf(studio, 0), 'Words');
  expect([shown(studio, lessonOf(studio, 0)), shown(studio, lessonOf(studio, 1))]).toEqual([
    [],
    ['cell.png', 'cell-2.png'],
  ]);
});

test('copies of a lesson, a chapter and a course show their pictures by the same names', async () => {
  const studio = await open();
  const lessonId = lessonOf(studio, 0);
  await add(studio, 0, 1);
  await save(studio, lessonId, '![A cell](cell.png)');
  const { actions, courseId, outlines } = studio;
  const copied = await actions['lesson.duplicate']({ copies: [{ lessonId, title: 'Copy' }] }, caller);
  const copyId = (copied.success ? copied.data.copies[0]?.lessonId : null) as LessonId;
  expect(shown(studio, copyId)).toEqual(['cell.png']);
  // Of the original it goes; the copy's is a link of its own.
  await save(studio, lessonId, 'Words');
  expect([shown(studio, lessonId), shown(studio, copyId)]).toEqual([[], ['cell.png']]);
  await actions['chapter.duplicate']({ copies: [{ chapterId: chapterOf(studio, 0), title: 'Copy' }] }, caller);
  const whole = await actions['course.duplicate']({ copies: [{ courseId, title: 'Copy' }] }, caller);
  const otherId = (whole.success ? whole.data.copies[0]?.courseId : null) as CourseId;
  for (const id of [courseId, otherId]) {
    const lessons = outlines.getOutline(id)?.chapters.flatMap((chapter) => chapter.lessons) ?? [];
    const copies = lessons.filter(({ title }) => title === 'Copy');
    expect(copies.map((one) => shown(studio, one.lessonId))).toEqual(copies.map(() => ['cell.png']));
    expect(copies).toHaveLength(2);
  }
});

test('an older version of the course that is restored has its text and the pictures of then', async () => {
  const studio = await open();
  const { actions, courseId } = studio;
  const lessonId = lessonOf(studio, 0);
  await add(studio, 0, 1);
  await save(studio, lessonId, '![A cell](cell.png)');
  const made = await actions['version.make']({ courseId, name: 'Then' }, caller);
  await save(studio, lessonId, 'Words');
  expect(shown(studio, lessonId)).toEqual([]);
  const versionId = (made.success ? made.data : {}) as never;
  await actions['version.restore'](versionId, caller);
  expect([shown(studio, lessonId), studio.outlines.getLesson(lessonId)?.body]).toEqual([
    ['cell.png'],
    '![A cell](cell.png)',
  ]);
  expect(createUndo({ db: studio.db, mutator: studio.mutator, onCommit: () => {} }).undo().success).toBe(true);
  expect(shown(studio, lessonId)).toEqual([]);
});

test('a text that lost against another one, or was refused, comes back with the pictures that were swept meanwhile', async () => {
  const studio = await open();
  const { db, actions, undo } = studio;
  const lessonId = lessonOf(studio, 0);
  await add(studio, 0, 1);
  const body = '![cell](cell.png)';
  const insert = db.prepare(`INSERT INTO conflicts (id, tbl, row_id, grp, mid, loser, loser_h, winner_h, at_ms)
    VALUES (1, 'lessons', ?, 'body', 'm', ?, '', '', 1)`);
  const refuse = db.prepare("INSERT INTO dead_letters (mid, ops, label, code, at_ms) VALUES ('m', ?, ?, '23514', 1)");
  const label = { code: 'lesson.edit', count: 1, name: 'a' };

  await save(studio, lessonId, 'The other words');
  expect(shown(studio, lessonId)).toEqual([]);
  insert.run(lessonId, JSON.stringify({ body }));
  expect(await actions['conflict.restore']({ conflictId: 1 }, caller)).toMatchObject({ success: true });
  expect([studio.outlines.getLesson(lessonId)?.body, shown(studio, lessonId)]).toEqual([body, ['cell.png']]);
  undo.undo();
  expect(shown(studio, lessonId)).toEqual([]);

  refuse.run(
    JSON.stringify([{ t: 'lessons', id: lessonId, k: 'set', h: '', v: { body: { body } } }]),
    JSON.stringify(label),
  );
  expect(await actions['refused.retry']({ mutationId: 'm' }, caller)).toMatchObject({ success: true });
  expect(shown(studio, lessonId)).toEqual(['cell.png']);
});

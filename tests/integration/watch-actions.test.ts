import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { openWatchRig } from '../helpers/watch-rig.ts';

/* What a watched folder offers, and what becomes of it: real database, real folder, the clock by hand. */
let root: string;
let rig: ReturnType<typeof openWatchRig>;
let courseId: CourseId;

function save(name: string, content: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content);
}
const counts = () => rig.folderOf(courseId).counts;
const quiet = { added: 0, changed: 0, gone: 0, waiting: 0, unusable: 0 };
/** Moves the clock until it is so; the file system takes its own time. */
async function until(isSo: () => boolean): Promise<void> {
  rig.hint();
  for (let turn = 0; turn < 300 && !isSo(); turn += 1) await rig.pass(1_000);
  expect(isSo()).toBe(true);
}
const counted = (wanted: Partial<typeof quiet>): Promise<void> =>
  until(() => isDeepStrictEqual(counts(), { ...quiet, ...wanted }));
const watching = (): Promise<void> => until(() => rig.folderOf(courseId).state === 'watching');

beforeEach(async () => {
  root = join(temporaryFolder(), 'Exports');
  save('01 - Basics/01 - Cells.mp4', 'cells');
  save('01 - Basics/02 - Tissue.mp4', 'tissue!');
  save('02 - Advanced/01 - Organs.mp4', 'organs!!');
  rig = openWatchRig();
  courseId = await rig.importFolder(root);
  const added = await rig.add(courseId, root);
  if (!added.success) throw new Error(added.error.code);
  await watching();
});
afterEach(() => rig.stop());

describe('from the folder to the course', () => {
  test('a folder that the course was made of has nothing to offer', () => {
    expect(rig.folderOf(courseId)).toMatchObject({ state: 'watching', name: 'Exports', counts: quiet });
  });

  test('new recordings go to the end of the chapters they fit, by their folder; a new folder becomes a chapter', async () => {
    save('01 - Basics/03 - Bones.mp4', 'bones bones');
    save('01 - Basics/03 - Bones.en.vtt', 'WEBVTT\n');
    save('01 - Basics/01 - Cells.en.vtt', 'WEBVTT\n');
    save('03 - Extra/01 - Blood.mp4', 'blood blood blood');
    save('loose.mp4', 'a recording in the root');
    await counted({ added: 3 });
    const { folderId, names } = rig.folderOf(courseId);
    expect(names.toSorted()).toEqual(['01 - Basics/03 - Bones.mp4', '03 - Extra/01 - Blood.mp4', 'loose.mp4']);
    const plan = await rig.review(folderId);
    await rig.apply(plan.planId, { kind: 'watch', folderId });
    expect(rig.outline(courseId)).toEqual([
      {
        title: 'Basics',
        lessons: [
          ['Cells', '01 - Cells.mp4', 5, 0],
          ['Tissue', '02 - Tissue.mp4', 7, 0],
          ['Bones', '03 - Bones.mp4', 11, 1],
        ],
      },
      {
        title: 'Advanced',
        lessons: [
          ['Organs', '01 - Organs.mp4', 8, 0],
          ['loose', 'loose.mp4', 23, 0],
        ],
      },
      { title: 'Extra', lessons: [['Blood', '01 - Blood.mp4', 17, 0]] },
    ]);
    expect(counts()).toEqual(quiet);
  });

  test('a re-export is a new version of its lesson, in one undo step', async () => {
    save('01 - Basics/01 - Cells.mp4', 'cells, second take');
    await counted({ changed: 1 });
    const { folderId } = rig.folderOf(courseId);
    const plan = await rig.review(folderId);
    expect(plan.chapters.flatMap(({ lessons }) => lessons.map(({ replaces }) => replaces))).toEqual(['Cells']);
    await rig.apply(plan.planId, { kind: 'watch', folderId });
    expect(rig.outline(courseId)?.[0]?.lessons).toEqual([
      ['Cells', '01 - Cells.mp4', 18, 0],
      ['Tissue', '02 - Tissue.mp4', 7, 0],
    ]);
    expect(counts()).toEqual(quiet);
    // It goes up like any other
    const sent = rig.media.listToSend().map(({ path, bytes }) => [path, bytes]);
    expect(sent).toContainEqual([join(root, '01 - Basics/01 - Cells.mp4'), 18]);
    rig.undo.undo();
    expect(rig.outline(courseId)?.[0]?.lessons[0]).toEqual(['Cells', '01 - Cells.mp4', 5, 0]);
  });

  test('a re-export of a lesson that was deleted meanwhile becomes a lesson again', async () => {
    save('01 - Basics/01 - Cells.mp4', 'cells, second take');
    await counted({ changed: 1 });
    const { folderId } = rig.folderOf(courseId);
    const plan = await rig.review(folderId);
    const mediaId = rig.lessonFiles.list(courseId)[0]?.mediaId ?? '';
    const drafts = [{ t: 'media_files' as const, id: mediaId, k: 'set' as const, v: { life: { deleted_at_ms: 5 } } }];
    rig.mutator.mutate({ label: { code: 'media.inspect', count: 1, name: '' }, drafts });
    await rig.apply(plan.planId, { kind: 'watch', folderId });
    expect(rig.outline(courseId)?.[0]?.lessons).toContainEqual(['Cells', '01 - Cells.mp4', 18, 0]);
  });

  test('renamed: no new lesson, and it plays from its new name; gone: said, and nothing is deleted', async () => {
    renameSync(join(root, '01 - Basics/01 - Cells.mp4'), join(root, '01 - Basics/01 - The cell.mp4'));
    rmSync(join(root, '02 - Advanced/01 - Organs.mp4'));
    await counted({ gone: 1 });
    expect(rig.folderOf(courseId).goneTitles).toEqual(['Organs']);
    expect(rig.outline(courseId)?.map(({ lessons }) => lessons)).toEqual([
      [
        ['Cells', '01 - The cell.mp4', 5, 0],
        ['Tissue', '02 - Tissue.mp4', 7, 0],
      ],
      [['Organs', '01 - Organs.mp4', 8, 0]],
    ]);
  });

  test('what is not checked stays offered; dismissed is not offered again', async () => {
    save('01 - Basics/03 - Bones.mp4', 'bones bones');
    save('01 - Basics/04 - Blood.mp4', 'blood blood blood');
    await counted({ added: 2 });
    const { folderId } = rig.folderOf(courseId);
    const plan = await rig.review(folderId);
    const [first] = plan.chapters[0]?.lessons ?? [];
    await rig.apply(plan.planId, { kind: 'watch', folderId }, [first?.key ?? '']);
    expect(counts()).toEqual({ ...quiet, added: 1 });
    await rig.actions['watch.dismiss']({ folderId }, { windowId: 1 });
    await rig.pass(70_000);
    expect(counts()).toEqual(quiet);
  });

  test('two previews of one offer: what the first imported is not imported again by the second', async () => {
    save('01 - Basics/03 - Bones.mp4', 'bones bones');
    await counted({ added: 1 });
    const { folderId } = rig.folderOf(courseId);
    const target = { kind: 'watch' as const, folderId };
    const first = await rig.review(folderId);
    const second = await rig.review(folderId);
    save('01 - Basics/04 - Blood.mp4', 'blood blood blood');
    await counted({ added: 2 });
    const third = await rig.review(folderId);
    await rig.apply(first.planId, target);
    await expect(rig.apply(second.planId, target)).rejects.toThrow('ALREADY_IMPORTED');
    await rig.apply(third.planId, target);
    expect(rig.outline(courseId)?.[0]?.lessons.map(([title]) => title)).toEqual(['Cells', 'Tissue', 'Bones', 'Blood']);
  });

  test('what was offered is gone at Review: said in words of its own, and looked at again', async () => {
    save('01 - Basics/03 - Bones.mp4', 'bones bones');
    await counted({ added: 1 });
    rmSync(join(root, '01 - Basics/03 - Bones.mp4'));
    await expect(rig.review(rig.folderOf(courseId).folderId)).rejects.toThrow('OFFER_GONE');
    await rig.pass(1_000);
    expect(counts()).toEqual(quiet);
  });

  test('an undone import is offered again', async () => {
    save('01 - Basics/03 - Bones.mp4', 'bones bones');
    await counted({ added: 1 });
    const { folderId } = rig.folderOf(courseId);
    const plan = await rig.review(folderId);
    await rig.apply(plan.planId, { kind: 'watch', folderId });
    rig.undo.undo();
    rig.watch.coursesChanged([courseId]);
    expect(counts()).toEqual({ ...quiet, added: 1 });
  });
});

describe('the watch itself', () => {
  test('a folder is watched once for a course; a chapter takes everything', async () => {
    expect(await rig.add(courseId, root)).toMatchObject({ error: { code: 'ALREADY_WATCHED' } });
    expect(await rig.add(courseId, null)).toMatchObject({ data: null });
    const { folderId } = rig.folderOf(courseId);
    await rig.actions['watch.forget']({ folderId }, { windowId: 1 });
    const advanced = rig.lessonFiles.listChapters(courseId)[1]?.chapterId ?? null;
    await rig.add(courseId, root, advanced);
    save('01 - Basics/03 - Bones.mp4', 'bones bones');
    await counted({ added: 1 });
    const folder = rig.folderOf(courseId);
    expect(folder.chapterTitle).toBe('Advanced');
    const plan = await rig.review(folder.folderId);
    await rig.apply(plan.planId, { kind: 'watch', folderId: folder.folderId });
    expect(rig.outline(courseId)?.[1]?.lessons.at(-1)).toEqual(['Bones', '03 - Bones.mp4', 11, 0]);
  });

  test('nothing is watched for a course that is deleted, and it is again when the course comes back', async () => {
    const drafts = [{ t: 'courses' as const, id: courseId, k: 'set' as const, v: { life: { deleted_at_ms: 5 } } }];
    rig.mutator.mutate({ label: { code: 'course.delete', count: 1, name: '' }, drafts });
    rig.watch.coursesChanged([courseId]);
    expect(rig.folders.list()).toEqual([]);
    rig.undo.undo();
    rig.watch.coursesChanged([courseId]);
    await watching();
  });

  test('another folder for the same watch forgets what was known of the first', async () => {
    const other = join(temporaryFolder(), 'Other');
    renameSync(root, other);
    await until(() => rig.folderOf(courseId).state === 'folder');
    const { folderId } = rig.folderOf(courseId);
    root = other;
    await rig.add(courseId, other).then(() => undefined);
    expect(rig.folders.list()).toHaveLength(2);
    await rig.actions['watch.forget']({ folderId }, { windowId: 1 });
    await watching();
    await counted({});
    // The same files under another path: the lessons' own, found again
    expect(rig.lessonFiles.list(courseId).map(({ path }) => path.startsWith(other))).toEqual([true, true, true]);
  });

  test('an emptied folder of another identity counts as a drive that is away, until it is chosen again', async () => {
    const { folderId } = rig.folderOf(courseId);
    // Not removed first: its number would be given to the new one
    renameSync(root, `${root} of before`);
    mkdirSync(root);
    await until(() => rig.folderOf(courseId).state === 'drive');
    expect(await rig.move(folderId, root)).toMatchObject({ success: true, data: { folderId } });
    await watching();
    await counted({ gone: 3 });
  });
});

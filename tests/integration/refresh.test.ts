import { cpSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CourseId, LessonId } from '../../src/shared/domain/ids.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { openWatchRig } from '../helpers/watch-rig.ts';

/* A folder that is dropped again on the course that was made of it: real database, real folders. */
let home: string;
let root: string;
let rig: ReturnType<typeof openWatchRig>;
let courseId: CourseId;
const LONG_AGO = new Date('2026-01-15T10:00:00Z');

function save(name: string, content: string, at = LONG_AGO): void {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  utimesSync(path, at, at);
}
const move = (from: string, to: string): void => renameSync(join(root, from), join(root, to));
type Plan = Awaited<ReturnType<typeof rig.drop>>;
const apply = (plan: Plan, { deleted = [] as LessonId[], excluded = [] as string[] } = {}) =>
  rig.apply(plan.planId, { kind: 'refresh', courseId, deleted }, excluded);
/** What the screen lists, in words. */
const differences = ({ chapters, refresh }: Plan): string[] => [
  ...chapters.flatMap(({ lessons }) =>
    lessons.map(({ title, replaces }) => (replaces === undefined ? `new ${title}` : `newer ${replaces}`)),
  ),
  ...(refresh?.renamed ?? []).map(
    ({ lessonTitle, title, path, formerName }) =>
      `renamed ${lessonTitle}: ${formerName} → ${path}, ${title ?? 'stays'}`,
  ),
  ...(refresh?.missing ?? []).map(({ lessonTitle }) => `missing ${lessonTitle}`),
];
const outline = () => rig.outline(courseId)?.map(({ title, lessons }) => [title, ...lessons.map(([name]) => name)]);
const files = () => rig.lessonFiles.list(courseId).map(({ path }) => path);

beforeEach(async () => {
  home = temporaryFolder();
  root = join(home, 'Exports');
  save('01 - Basics/01 - Cells.mp4', 'cells');
  save('01 - Basics/02 - Tissue.mp4', 'tissue!');
  save('02 - Advanced/01 - Organs.mp4', 'organs!!');
  save('promo.mp4', 'promo promo promo');
  save('01 - Basics/01 - Cells.en.vtt', 'WEBVTT\n');
  save('.DS_Store', 'litter');
  rig = openWatchRig();
  courseId = await rig.importFolder(root);
});
afterEach(() => rig.stop());

describe('what differs', () => {
  test('an unchanged folder: nothing, without reading a file', async () => {
    const plan = await rig.drop(courseId, root);
    expect(differences(plan)).toEqual([]);
    expect(plan.refresh).toMatchObject({ comparing: null, same: 3, moved: 0 });
    expect(plan.leftOut).toEqual([]);
    expect(rig.hashed).toEqual([]);
    await expect(apply(plan)).rejects.toThrow('NOTHING_SELECTED');
  });

  test('another folder is imported as ever, also when a file of it has a name that the course knows', async () => {
    const [before, other] = [root, join(home, 'Other')];
    root = other;
    save('01 - Basics/01 - Cells.mp4', 'another take of another course');
    expect((await rig.drop(courseId, other)).refresh).toBeNull();
    root = before;
    expect((await rig.drop(courseId, join(root, '01 - Basics'))).refresh).toMatchObject({ same: 2, missing: [] });
  });

  test('new, newer, renamed and missing, applied and taken back in one step', async () => {
    save('01 - Basics/01 - Cells.mp4', 'cells, second take');
    save('01 - Basics/03 - Bones.mp4', 'bones bones');
    save('03 - Extra/01 - Blood.mp4', 'blood blood blood');
    move('01 - Basics/02 - Tissue.mp4', '01 - Basics/02 - Tissues.mp4');
    rmSync(join(root, '02 - Advanced/01 - Organs.mp4'));
    const plan = await rig.drop(courseId, root);
    expect(differences(plan)).toEqual([
      'newer Cells',
      'new Bones',
      'new Blood',
      'renamed Tissue: 02 - Tissue.mp4 → 01 - Basics/02 - Tissues.mp4, Tissues',
      'missing Organs',
    ]);
    const before = rig.outline(courseId);
    await apply(plan);
    // Missing, and not checked: it stays
    expect(outline()).toEqual([
      ['Basics', 'Cells', 'Tissues', 'Bones'],
      ['Advanced', 'Organs'],
      ['Extra', 'Blood'],
    ]);
    expect(rig.outline(courseId)?.[0]?.lessons[0]).toEqual(['Cells', '01 - Cells.mp4', 18, 1]);
    const again = await rig.drop(courseId, root);
    expect(differences(again)).toEqual(['missing Organs']);
    rig.undo.undo();
    expect(outline()).toEqual(before?.map(({ title, lessons }) => [title, ...lessons.map(([name]) => name)]));
    expect(rig.outline(courseId)?.[0]?.lessons[0]?.[2]).toBe(5);
  });

  test('what is missing is deleted with a check, and only what is missing; what is not checked stays as it is', async () => {
    rmSync(join(root, '02 - Advanced/01 - Organs.mp4'));
    move('01 - Basics/02 - Tissue.mp4', '01 - Basics/02 - Tissues.mp4');
    const plan = await rig.drop(courseId, root);
    const ids = rig.lessonFiles.list(courseId).map(({ lessonId }) => lessonId);
    const renamed = plan.refresh?.renamed.map(({ key }) => key) ?? [];
    await apply(plan, { deleted: ids, excluded: renamed });
    expect(outline()).toEqual([['Basics', 'Cells', 'Tissue'], ['Advanced']]);
    rig.undo.undo();
    expect(outline()?.[1]).toEqual(['Advanced', 'Organs']);
  });

  test('a re-export of the same length is newer; a file that was only touched is not', async () => {
    save('01 - Basics/01 - Cells.mp4', 'CELLS', new Date('2026-02-01T10:00:00Z'));
    expect(differences(await rig.drop(courseId, root))).toEqual(['newer Cells']);
    save('01 - Basics/01 - Cells.mp4', 'cells');
    // Its hash is known since it was compared with another file of its size
    save('01 - Basics/04 - Nerve.mp4', 'nerve');
    await apply(await rig.drop(courseId, root));
    save('01 - Basics/01 - Cells.mp4', 'cells', new Date('2026-02-02T10:00:00Z'));
    const touched = await rig.drop(courseId, root);
    expect(differences(touched)).toEqual([]);
    expect(rig.hashed).toContain(join(root, '01 - Basics/01 - Cells.mp4'));
  });

  test('a title that was changed stays when its file is renamed, and one that is changed meanwhile', async () => {
    const [cells, tissue] = rig.lessonFiles.list(courseId);
    const retitle = (id: string | undefined, title: string) =>
      rig.mutator.mutate({
        label: { code: 'lesson.rename', count: 1, name: '' },
        drafts: [{ t: 'lessons', id: id ?? '', k: 'set', v: { title: { title } } }],
      });
    retitle(cells?.lessonId, 'The cell');
    move('01 - Basics/01 - Cells.mp4', '01 - Basics/01 - All about cells.mp4');
    move('01 - Basics/02 - Tissue.mp4', '01 - Basics/02 - Tissues.mp4');
    const plan = await rig.drop(courseId, root);
    expect(plan.refresh?.renamed.map(({ title }) => title)).toEqual([null, 'Tissues']);
    retitle(tissue?.lessonId, 'My tissue');
    await apply(plan);
    expect(outline()?.[0]).toEqual(['Basics', 'The cell', 'My tissue']);
    expect(files()[0]).toBe(join(root, '01 - Basics/01 - All about cells.mp4'));
    expect(differences(await rig.drop(courseId, root))).toEqual([]);
  });

  test('titles of new files are cleaned beside those that are there', async () => {
    root = join(home, 'Spaced');
    for (const [index, name] of ['Intro', 'Setup', 'Go'].entries()) save(`0${index + 1} ${name}.mp4`, name.repeat(9));
    courseId = await rig.importFolder(root);
    save('04 Stop.mp4', 'stop');
    expect(differences(await rig.drop(courseId, root))).toEqual(['new Stop']);
  });

  test('in a part of the folder that cannot be read nothing is missing; what is still written to is said', async () => {
    rmSync(join(root, '02 - Advanced'), { recursive: true });
    writeFileSync(join(root, '02 - Advanced'), '');
    save('03 - Extra/01 - Blood.mp4.part', 'half');
    const plan = await rig.drop(courseId, root);
    expect(differences(plan)).toEqual([]);
    expect(plan.leftOut.map(({ reason }) => reason).toSorted()).toEqual(['EMPTY', 'PARTIAL']);
  });
});

describe('a folder that is somewhere else now', () => {
  test('moved: no changes, and its lessons play from where it is', async () => {
    const there = join(home, 'drive/Anatomy exports');
    mkdirSync(dirname(there));
    renameSync(root, there);
    root = there;
    const plan = await rig.drop(courseId, there);
    expect(differences(plan)).toEqual([]);
    expect(plan.refresh).toMatchObject({ same: 3, moved: 3 });
    await apply(plan);
    expect(files()).toEqual(
      ['01 - Basics/01 - Cells.mp4', '01 - Basics/02 - Tissue.mp4', '02 - Advanced/01 - Organs.mp4'].map((name) =>
        join(there, name),
      ),
    );
    expect(rig.placed).toEqual([courseId]);
    expect((await rig.drop(courseId, there)).refresh).toMatchObject({ same: 3, moved: 0 });
    // Where a file lies is no step
    rig.undo.undo();
    expect(outline()).toBeUndefined();
  });

  test('a copy on another drive, with other times: compared by content with what is still there', async () => {
    const there = join(home, 'drive/Exports');
    cpSync(root, there, { recursive: true });
    root = there;
    for (const name of ['01 - Basics/01 - Cells.mp4', '01 - Basics/02 - Tissue.mp4', '02 - Advanced/01 - Organs.mp4'])
      utimesSync(join(there, name), new Date('2026-03-01T10:00:00Z'), new Date('2026-03-01T10:00:00Z'));
    save('01 - Basics/02 - Tissue.mp4', 'tissue, second take');
    save('01 - Basics/03 - Bones.mp4', 'bones bones');
    const plan = await rig.drop(courseId, there);
    expect(differences(plan)).toEqual(['newer Tissue', 'new Bones']);
    expect(plan.refresh).toMatchObject({ same: 2, moved: 0 });
    await apply(plan);
    expect(outline()).toEqual([
      ['Basics', 'Cells', 'Tissue', 'Bones'],
      ['Advanced', 'Organs'],
    ]);
    expect(differences(await rig.drop(courseId, there))).toEqual([]);
  });

  test('a part of it was renamed as well: the lessons are found by what they are', async () => {
    const there = join(home, 'Exports of today');
    renameSync(root, there);
    root = there;
    move('01 - Basics', '1 The basics');
    const plan = await rig.drop(courseId, there);
    expect(differences(plan)).toEqual([
      'renamed Cells: 01 - Cells.mp4 → 1 The basics/01 - Cells.mp4, stays',
      'renamed Tissue: 02 - Tissue.mp4 → 1 The basics/02 - Tissue.mp4, stays',
    ]);
    await apply(plan);
    expect(differences(await rig.drop(courseId, there))).toEqual([]);
  });
});

test('while it compares, it says how much there is to read; left then, it reads no more and writes nothing', async () => {
  save('01 - Basics/04 - Nerve.mp4', 'nerve');
  save('01 - Basics/05 - Sinew.mp4', 'sinews!');
  const { promise, resolve } = Promise.withResolvers<void>();
  rig.reading.held = promise;
  const opened = await rig.actions['import.scan']({ paths: [root], courseId }, { windowId: 1 });
  const planId = opened.success ? opened.data.planId : ('' as never);
  const plan = () => rig.sessions.plan(planId, { cleanNames: true, foldersAsChapters: true });
  await expect.poll(() => plan()?.refresh?.comparing).toEqual({ doneBytes: 0, totalBytes: 12 });
  expect(plan()?.chapters).toEqual([]);
  const over = rig.sessions.settle(planId);
  await rig.actions['import.discard']({ planId }, { windowId: 1 });
  resolve();
  expect(await over).toBe(false);
  rig.reading.held = null;
  await expect(rig.apply(planId, { kind: 'refresh', courseId, deleted: [] })).rejects.toThrow('NOT_FOUND');
  expect(rig.hashed).toHaveLength(1);
  expect(outline()?.[0]).toEqual(['Basics', 'Cells', 'Tissue']);
});

test('a comparison that fails is over: its preview says that it is not there', async () => {
  save('01 - Basics/04 - Nerve.mp4', 'nerve');
  const { promise, reject } = Promise.withResolvers<void>();
  rig.reading.held = promise;
  const opened = await rig.actions['import.scan']({ paths: [root], courseId }, { windowId: 1 });
  const planId = opened.success ? opened.data.planId : ('' as never);
  await expect.poll(() => rig.hashed.length).toBe(1);
  reject(new Error('planted'));
  await expect(rig.sessions.settle(planId)).rejects.toThrow('planted');
  expect(rig.sessions.plan(planId, { cleanNames: true, foldersAsChapters: true })).toBeNull();
});

test('of two previews the late one imports nothing twice', async () => {
  save('01 - Basics/03 - Bones.mp4', 'bones bones');
  const [first, second] = [await rig.drop(courseId, root), await rig.drop(courseId, root)];
  await apply(first);
  await expect(apply(second)).rejects.toThrow('ALREADY_IMPORTED');
  expect(outline()?.[0]).toEqual(['Basics', 'Cells', 'Tissue', 'Bones']);
});

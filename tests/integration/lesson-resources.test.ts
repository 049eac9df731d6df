import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createLessonActions } from '../../src/main/actions/lesson.ts';
import { createResourceActions } from '../../src/main/actions/lesson-resources.ts';
import { createMediaActions } from '../../src/main/actions/media.ts';
import { createAttachables } from '../../src/main/media/attachable.ts';
import { identify } from '../../src/main/media/regular-file.ts';
import { createSameFile } from '../../src/main/media/same-file.ts';
import type { VersionId } from '../../src/shared/domain/ids.ts';
import { RESOURCES_MAX } from '../../src/shared/domain/lesson-files.ts';
import { ok } from '../../src/shared/ipc/result.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { caller, chapterOf, lessonOf, openStudio, type Made } from './undo-rig.ts';

/* The files of a lesson for download, over a real database and real files. */
const isThere = async (path: string) => (await identify(path)).ok;
const hash = async (path: string) => {
  const found = await identify(path);
  if (!found.ok) throw new Error(found.code);
  const sha1 = createHash('sha1')
    .update(await readFile(path))
    .digest('hex');
  return ok({ sha1, identity: found.identity });
};

async function open() {
  const studio = await openStudio();
  const picked: string[] = [];
  const shown: string[] = [];
  const placed: VersionId[] = [];
  const deps = { ...studio, ...studio.edit, fileIsThere: isThere, pickFiles: async () => picked };
  const resources = createResourceActions({
    ...deps,
    findAttachable: createAttachables({ prepareTwins: async () => true, hash }),
  });
  const media = createMediaActions({
    media: studio.media,
    posters: { has: () => false, write: () => {} },
    fileExists: () => true,
    reveal: (path) => void shown.push(`reveal ${basename(path)}`),
    open: (path) => void shown.push(`open ${basename(path)}`),
    pickFiles: deps.pickFiles,
    findSame: createSameFile(hash),
    onPoster: () => {},
    onPlaced: (versionId) => void placed.push(versionId),
  });
  return { ...studio, files: { ...resources, ...media, ...createLessonActions(deps) }, picked, shown, placed };
}
type Opened = Awaited<ReturnType<typeof open>>;

function lay(...files: readonly (readonly [name: string, words: string])[]): string[] {
  const folder = temporaryFolder();
  return files.map(([name, words]) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), words);
    return join(folder, name);
  });
}
const attach = (studio: Opened, at: number, paths: string[]) =>
  studio.files['resource.create']({ lessonId: lessonOf(studio, at), files: { paths } }, caller);
const held = ({ outlines, ...studio }: Opened | Made, at: number) =>
  outlines.getLesson(lessonOf(studio as Made, at))?.resources ?? [];
const names = (studio: Opened, at: number) => held(studio, at).map(({ fileName }) => fileName);

test('dropped files are attached at the end and wait for their upload; what cannot be is told with its reason', async () => {
  const studio = await open();
  const [sheet, empty, part, inner] = lay(
    ['Sheet.pdf', 'S'],
    ['Empty.zip', ''],
    ['Big.part', 'x'],
    ['Sub/In.txt', 'x'],
  );
  const folder = dirname(inner ?? '');
  const all = [sheet, empty, part, folder, join(folder, 'gone.pdf')] as string[];
  expect(await attach(studio, 0, all)).toMatchObject({
    data: {
      attached: 1,
      refused: [
        { fileName: 'Empty.zip', reason: 'EMPTY' },
        { fileName: 'Big.part', reason: 'LEFT_OUT' },
        { fileName: 'Sub', reason: 'FOLDER' },
        { fileName: 'gone.pdf', reason: 'UNREADABLE' },
      ],
    },
  });
  expect(names(studio, 0)).toEqual(['01 - a.pdf', 'Sheet.pdf']);
  expect(studio.media.listToSend().map(({ fileName }) => fileName)).toContain('Sheet.pdf');
  const [audit] = studio.db.prepare('SELECT role, target_id AS id FROM media_audit ORDER BY rowid DESC LIMIT 1').all();
  expect(audit).toEqual({ role: 'resource', id: lessonOf(studio, 0) });
});

test('the same bytes are linked and not added again, under the name that they came with; in one lesson once', async () => {
  const studio = await open();
  const [one, other] = lay(['Sheet.pdf', 'same bytes'], ['Copy of sheet.pdf', 'same bytes']) as [string, string];
  await attach(studio, 0, [one]);
  studio.db
    .prepare("UPDATE media_versions SET sha1 = ? WHERE file_name = 'Sheet.pdf'")
    .run((await hash(one)).data.sha1);
  await attach(studio, 1, [other]);
  expect(held(studio, 1)).toMatchObject([{ fileName: 'Copy of sheet.pdf', mediaId: held(studio, 0)[1]?.mediaId }]);
  expect(await attach(studio, 1, [one])).toMatchObject({
    data: { attached: 0, refused: [{ fileName: 'Sheet.pdf', reason: 'THERE' }] },
  });
  expect(studio.undo.peek().undo).toMatchObject({ code: 'resource.attach', name: 'b' });
});

test('files of the course are attached by the names that they go by, each once; those of other courses are not', async () => {
  const studio = await open();
  const listed = await studio.files['resource.list']({ courseId: studio.courseId }, caller);
  const files = listed.success ? listed.data : [];
  expect(files.map(({ fileName }) => fileName)).toContain('notes.pdf');
  const mediaIds = files.filter(({ fileName }) => fileName.endsWith('pdf')).map(({ mediaId }) => mediaId);
  const lessonId = lessonOf(studio, 0);
  const answer = await studio.files['resource.create']({ lessonId, files: { mediaIds } }, caller);
  expect(answer).toMatchObject({ data: { attached: 1 } });
  expect(names(studio, 0)).toEqual(['01 - a.pdf', 'notes.pdf']);
  const strangers = [studio.edit.newId() as never];
  expect(await studio.files['resource.create']({ lessonId, files: { mediaIds: strangers } }, caller)).toMatchObject({
    data: { attached: 0 },
  });
});

test('order, names and removal; a name that is the file’s own is none, and a removed file comes back at the end', async () => {
  const studio = await open();
  const lessonId = lessonOf(studio, 1);
  const paths = lay(['1.pdf', '1'], ['2.pdf', '22'], ['3.pdf', '333']);
  await attach(studio, 1, paths);
  const [one, two, three] = held(studio, 1).map(({ mediaId }) => mediaId) as [never, never, never];
  await studio.files['resource.move']({ lessonId, mediaIds: [three], afterId: one }, caller);
  expect(names(studio, 1)).toEqual(['1.pdf', '3.pdf', '2.pdf']);
  await studio.files['resource.move']({ lessonId, mediaIds: [one, two], afterId: three }, caller);
  expect(names(studio, 1)).toEqual(['3.pdf', '1.pdf', '2.pdf']);
  const moved = await studio.files['resource.move']({ lessonId, mediaIds: [one], afterId: one }, caller);
  expect(moved).toMatchObject({ error: { code: 'NOT_FOUND' } });
  await studio.files['resource.rename']({ lessonId, mediaId: two, name: 'Worksheet' }, caller);
  await studio.files['resource.rename']({ lessonId, mediaId: one, name: '' }, caller);
  expect([names(studio, 1), studio.undo.peek().undo?.code]).toEqual([
    ['3.pdf', '1.pdf', 'Worksheet'],
    'resource.rename',
  ]);
  await studio.files['resource.rename']({ lessonId, mediaId: two, name: '2.pdf' }, caller);
  const label = studio.db.prepare('SELECT label FROM media_links WHERE media_id = ?').pluck().get(two);
  expect([names(studio, 1)[2], label]).toEqual(['2.pdf', '']);
  await studio.files['resource.delete']({ lessonId, mediaIds: [three] }, caller);
  expect(names(studio, 1)).toEqual(['1.pdf', '2.pdf']);
  studio.undo.undo();
  expect(names(studio, 1)).toEqual(['3.pdf', '1.pdf', '2.pdf']);
});

test('a lesson takes so many files and no more', async () => {
  const studio = await open();
  const files = Array.from({ length: RESOURCES_MAX }, (_, n) => [`${n}.txt`, 'x'.repeat(n + 1)] as const);
  const answer = await attach(studio, 0, lay(...files));
  const refused = [{ fileName: `${RESOURCES_MAX - 1}.txt`, reason: 'TOO_MANY' }];
  expect(answer).toMatchObject({ data: { attached: RESOURCES_MAX - 1, refused } });
  expect(names(studio, 0)).toHaveLength(RESOURCES_MAX);
});

test('a file that is not where it was is told, and found again by its bytes alone', async () => {
  const studio = await open();
  const [path] = lay(['Sheet.pdf', 'the very bytes']) as [string];
  await attach(studio, 1, [path]);
  const lessonId = lessonOf(studio, 1);
  const { versionId } = held(studio, 1)[0] ?? { versionId: '' as VersionId };
  studio.db.prepare('UPDATE media_versions SET sha1 = ? WHERE id = ?').run((await hash(path)).data.sha1, versionId);
  const seen = async () => {
    const got = await studio.files['lesson.get']({ lessonId }, caller);
    return got.success ? got.data.resources[0]?.localPath : undefined;
  };
  expect(await seen()).toBe(path);
  const moved = join(temporaryFolder(), 'Moved.pdf');
  renameSync(path, moved);
  expect(await seen()).toBeNull();
  studio.media.setWanted(versionId, false);
  expect(await studio.files['media.pickFile']({ versionId }, caller)).toEqual({
    success: true,
    data: { isFound: false, isCompared: false },
  });
  const [other] = lay(['Sheet.pdf', 'THE VERY BYTES']) as [string];
  studio.picked.push(other);
  expect(await studio.files['media.pickFile']({ versionId }, caller)).toMatchObject({
    error: { code: 'FILE_DIFFERS' },
  });
  studio.picked.splice(0, 1, moved);
  expect(await studio.files['media.pickFile']({ versionId }, caller)).toMatchObject({
    data: { isFound: true, isCompared: true },
  });
  expect([await seen(), studio.placed]).toEqual([moved, [versionId]]);
  expect(studio.media.listToSend().map((one) => one.versionId)).toContain(versionId);
});

test('of a file that was never read the time is asked, which a move keeps; else it is said that nothing could be compared', async () => {
  const studio = await open();
  const [path, twin] = lay(['Sheet.pdf', 'the very bytes'], ['Twin.pdf', 'THE VERY BYTES']) as [string, string];
  await attach(studio, 1, [path]);
  const { versionId } = held(studio, 1)[0] ?? { versionId: '' as VersionId };
  studio.db.prepare('UPDATE media_versions SET sha1 = NULL WHERE id = ?').run(versionId);
  const moved = join(temporaryFolder(), 'Moved.pdf');
  renameSync(path, moved);
  utimesSync(twin, 1, 1);
  for (const [file, isCompared] of [
    [moved, true],
    [twin, false],
  ] as const) {
    studio.picked.splice(0, 1, file);
    expect(await studio.files['media.pickFile']({ versionId }, caller)).toMatchObject({
      data: { isFound: true, isCompared },
    });
  }
});

test('what a program only shows is opened; what might be run is shown in its folder', async () => {
  const studio = await open();
  await attach(studio, 1, lay(['Sheet.PDF', '1'], ['setup.exe', '22'], ['run.command', '333'], ['noending', '4444']));
  for (const { versionId } of held(studio, 1)) await studio.files['media.open']({ versionId }, caller);
  expect(studio.shown).toEqual(['open Sheet.PDF', 'reveal setup.exe', 'reveal run.command', 'reveal noending']);
});

test('what came with a chapter is told with where it is now, goes to a lesson, and is taken off the chapter', async () => {
  const studio = await open();
  const { files } = studio;
  const chapterId = chapterOf(studio, 1);
  const list = async () => {
    const listed = await files['resource.listOfChapter']({ chapterId }, caller);
    return listed.success ? listed.data : [];
  };
  const [notes] = await list();
  expect(notes).toMatchObject({ fileName: 'notes.pdf', whereabouts: 'local' });
  expect(basename(notes?.localPath ?? '')).toBe('notes.pdf');
  const mediaIds = notes ? [notes.mediaId] : [];
  const lessonId = lessonOf(studio, 2);
  await files['resource.create']({ lessonId, files: { mediaIds } }, caller);
  expect(await files['resource.deleteOfChapter']({ chapterId, mediaIds }, caller)).toMatchObject({ success: true });
  expect(await list()).toEqual([]);
  expect(studio.courseMedia.listFiles(studio.courseId).map(({ fileName }) => fileName)).toContain('notes.pdf');
  const again = await files['resource.deleteOfChapter']({ chapterId, mediaIds }, caller);
  expect(again).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } });
});

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { createHeldParts } from '../../src/main/actions/held-parts.ts';
import { createImportActions } from '../../src/main/actions/import.ts';
import { createChildTable } from '../../src/main/db/tables/children.ts';
import { createLessonFiles } from '../../src/main/db/tables/lesson-files.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { createPlaceTable } from '../../src/main/db/tables/places.ts';
import { createWatchedFolderTable } from '../../src/main/db/tables/watched-folders.ts';
import { createCaptionFiles } from '../../src/main/media/caption-files.ts';
import { fingerprint } from '../../src/main/media/fingerprint.ts';
import { scanFolders } from '../../src/main/media/folder-scan.ts';
import { createImportSessions, type ImportSessionsDeps } from '../../src/main/media/import-sessions.ts';
import { createMadeFiles } from '../../src/main/media/made-files.ts';
import { createTwins } from '../../src/main/media/twins.ts';
import { ok } from '../../src/shared/ipc/result.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/* What an import makes of files that the library has already: linked, and played from where they are now. */
const WINDOW = { windowId: 1 };
const hash: ImportSessionsDeps['media']['hash'] = async (path) => {
  const told = await fingerprint(path, {});
  if (!told.ok) throw new Error('not read');
  return ok({ sha1: told.sha1, identity: told.identity });
};

function openLibrary() {
  const { db, edit, mutator } = openTestDatabase();
  const media = createMediaTable(db);
  const outlines = createOutlineTable(db);
  const scan: ImportSessionsDeps['media']['scan'] = async (paths) =>
    ok(await scanFolders(paths, { pause: async () => {}, nowMs: Date.now }));
  const sessions = createImportSessions({
    media: { scan, inspectMany: async () => {}, hash },
    newId: edit.newId,
    nowMs: Date.now,
    heldBy: createHeldParts({ mutator, children: createChildTable(db) }),
    prepareTwins: createTwins({ ...edit, media, hash }).prepare,
    compare: () => null,
    onProbed: () => {},
    report(error) {
      throw error;
    },
  });
  const pickFolder = async () => null;
  const actions = createImportActions({
    ...edit,
    media,
    captions: createCaptionFiles({ made: createMadeFiles(temporaryFolder(), 'vtt'), readBytes: async () => null }),
    places: createPlaceTable(db, Math.random),
    folders: createWatchedFolderTable(db),
    lessonFiles: createLessonFiles(db),
    sessions,
    pickFolder,
    pickFiles: async () => [],
    onPlaced: () => {},
  });

  /** The lessons of a new course made of a folder. */
  async function importFolder(path: string) {
    const scanned = await actions['import.scan']({ paths: [path] }, WINDOW);
    if (!scanned.success) throw new Error(scanned.error.code);
    const switches = { cleanNames: true, foldersAsChapters: true, excluded: [] };
    const { planId } = scanned.data;
    const applied = await actions['import.apply']({ planId, target: { kind: 'new-course' }, ...switches }, WINDOW);
    if (!applied.success) throw new Error(applied.error.code);
    const { courseId, linked } = applied.data;
    const rows = outlines.getOutline(courseId)?.chapters.flatMap(({ lessons }) => lessons) ?? [];
    return { linked, lessons: rows.map(({ lessonId }) => outlines.getLesson(lessonId)?.media) };
  }
  /** What an upload, or a second import, finds out. */
  async function learnHash(path: string, versionId: string): Promise<void> {
    const told = await fingerprint(path, {});
    if (!told.ok) throw new Error('not read');
    const label = { code: 'media.inspect' as const, count: 1, name: '' };
    const drafts = [
      { t: 'media_versions' as const, id: versionId, k: 'set' as const, v: { hash: { sha1: told.sha1 } } },
    ];
    mutator.mutate({ label, drafts, undoable: false });
  }
  return { db, edit, mutator, media, importFolder, learnHash };
}

let home: string;
let library: ReturnType<typeof openLibrary>;
beforeEach(() => {
  home = temporaryFolder();
  library = openLibrary();
});

function record(folder: string, content: string): string {
  mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(join(home, folder, 'one.mp4'), content);
  return join(home, folder);
}
const versions = () => library.db.prepare('SELECT id FROM media_versions ORDER BY id').pluck().all() as string[];

test('a folder that was moved and is dropped again: linked, and played from its new place', async () => {
  const before = record('Before', 'the same bytes');
  await library.importFolder(before);
  const [versionId = ''] = versions();
  await library.learnHash(join(before, 'one.mp4'), versionId);
  library.media.setWanted(versionId as never, false);
  renameSync(before, join(home, 'After'));

  const { linked, lessons } = await library.importFolder(join(home, 'After'));
  expect(linked).toBe(1);
  expect(versions()).toEqual([versionId]);
  expect(lessons.map((media) => media?.localPath)).toEqual([join(home, 'After/one.mp4')]);
  // Wanted in a course again: it goes up, also when its upload was cancelled before.
  expect(library.media.listToSend().map(({ path }) => path)).toEqual([join(home, 'After/one.mp4')]);
});

test('a copy of a file that is still there: linked, and the file stays where it is known to be', async () => {
  const first = record('First', 'the same bytes');
  await library.importFolder(first);
  const { linked, lessons } = await library.importFolder(record('Second', 'the same bytes'));
  expect(linked).toBe(1);
  expect(lessons.map((media) => media?.localPath)).toEqual([join(first, 'one.mp4')]);
});

test('a file whose upload was cancelled is wanted again when it is imported again', async () => {
  const first = await library.importFolder(record('First', 'the same bytes'));
  const versionId = first.lessons[0]?.versionId;
  if (!versionId) throw new Error('no video');
  await library.learnHash(join(home, 'First', 'one.mp4'), versionId);
  library.media.setWanted(versionId, false);
  expect(library.media.listToSend()).toEqual([]);
  await library.importFolder(record('Second', 'the same bytes'));
  expect(library.media.listToSend().map((row) => row.versionId)).toEqual([versionId]);
});

test('a copy of an older version is its own file: what it was linked to shows other bytes now', async () => {
  const folder = record('Edited', 'first take');
  await library.importFolder(folder);
  const [versionId = ''] = versions();
  await library.learnHash(join(folder, 'one.mp4'), versionId);
  const mediaId = library.media.getVersion(versionId)?.mediaId ?? '';
  const newer = library.edit.newId();
  const origin = { media_id: mediaId, file_name: 'one.mp4', bytes: 11, created_at_ms: 1 };
  library.mutator.mutate({
    label: { code: 'media.inspect', count: 1, name: '' },
    drafts: [
      { t: 'media_versions', id: newer, k: 'put', v: { origin } },
      { t: 'media_files', id: mediaId, k: 'set', v: { current: { current_version_id: newer } } },
    ],
  });
  const { linked, lessons } = await library.importFolder(record('Original', 'first take'));
  expect(linked).toBe(0);
  expect(lessons.map((media) => media?.localPath)).toEqual([join(home, 'Original/one.mp4')]);
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { createImportDrafts } from '../../src/main/actions/import-drafts.ts';
import type { ArchiveDeps } from '../../src/main/actions/archive.ts';
import { readArchive } from '../../src/main/archive/read-archive.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { buildImportPlan } from '../../src/main/media/import-plan.ts';
import { scanFolders } from '../../src/main/media/folder-scan.ts';
import type { CourseId, PlanId } from '../../src/shared/domain/ids.ts';
import { tableNames } from '../../src/shared/domain/registry.ts';
import { hashOf } from '../helpers/archive.ts';
import { openArchiveActions } from '../helpers/archive-actions.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/* A course as a file and back, by the actions over real databases and folders. */
const caller = { windowId: 1 };
type Origin = ReturnType<ArchiveDeps['origin']>;
const here: Origin = { workspaceId: uuidv7(), studioId: uuidv7() };

function openStudio(origin = here) {
  const studio = openTestDatabase();
  return { ...studio, ...openArchiveActions(studio, origin), outlines: createOutlineTable(studio.db) };
}
type Studio = ReturnType<typeof openStudio>;

const FILES = [
  '1 One/01 - a.mp4',
  '1 One/01 - a.en.vtt',
  '1 One/01 - a.pt-BR.vtt',
  '1 One/01 - a.pdf',
  '1 One/02 - b.mp4',
  '2 Two/01 - c.mp4',
  '2 Two/notes.pdf',
  'cover.jpg',
  'promo.mp4',
] as const;

/** A course from a folder, with every field of its details filled in, in another order than it was made. */
async function makeCourse({ mutator, edit, db }: Studio) {
  const root = join(mkdtempSync(join(temporaryFolder(), 'media-')), 'Cells');
  for (const name of FILES) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), `WEBVTT\n\n00:01.000 --> 00:02.000\n${name}\n`);
  }
  const scan = await scanFolders([root], { pause: async () => {}, nowMs: Date.now });
  const switches = { cleanNames: true, foldersAsChapters: true };
  const plan = buildImportPlan({ planId: uuidv7() as PlanId, scan, switches, details: new Map() });
  const files = new Map(scan.files.map((file) => [file.key, file]));
  const factsOf = (key: string) => {
    const { path, bytes, mtimeMs, inode } = files.get(key) ?? { path: '', bytes: 0, mtimeMs: 0, inode: '' };
    return { path, bytes, mtimeMs, inode, sha1: null, probe: { duration_ms: 61_000, width: 640, height: 360 } };
  };
  const made = createImportDrafts(plan, { kind: 'course' }, { ...edit, factsOf, known: new Map() });
  const media = createMediaTable(db);
  const label = { code: 'course.import' as const, count: 1, name: 'Cells' };
  const alongside = (): void => {
    for (const location of made.locations) media.saveLocation(location);
  };
  mutator.mutate({ label, drafts: made.drafts, alongside });
  const details = {
    title: { title: 'Zellen – 細胞 – خلايا' },
    subtitle: { subtitle: 'S' },
    description: { description: 'Line\nline' },
    objectives: { objectives: ['One', 'Two'] },
    audience: { audience: 'A' },
    requirements: { requirements: 'R' },
    facts: { category: 'Biology', language: 'de', level: 'beginner' },
    price: { price_minor: 4_999, currency: 'EUR' },
  };
  const chapters = db.prepare('SELECT id FROM chapters ORDER BY pos').pluck().all() as string[];
  const place = { course_id: made.courseId, pos: 'Zz' };
  mutator.mutate({
    label,
    drafts: [
      { t: 'courses', id: made.courseId, k: 'set', v: details },
      // The last chapter goes first, with a description
      { t: 'chapters', id: chapters.at(-1) ?? '', k: 'set', v: { place, description: { description: 'About two' } } },
    ],
  });
  return { courseId: made.courseId, root };
}

/** Everything that a person sees of a course and of its files, without ids, places and times. */
function shownOf({ db, mutator, outlines }: Studio, courseId: CourseId) {
  const read = (table: 'courses' | 'chapters' | 'lessons', id: string) => {
    const { fv: _stamps, id: _id, ...row } = mutator.rows.read(table, id)?.row ?? { fv: {}, id: '' };
    const { pos: _pos, course_id: _course, chapter_id: _chapter, ...shown } = row as Record<string, unknown>;
    return shown;
  };
  const linksOf = (targetId: string) =>
    db
      .prepare(
        `SELECT k.role, k.language, coalesce(nullif(k.label, ''), v.file_name) AS name, v.bytes, v.duration_ms, v.width, m.kind, loc.path
         FROM media_links k JOIN media_files m ON m.id = k.media_id JOIN media_versions v ON v.id = m.current_version_id
         LEFT JOIN media_locations loc ON loc.version_id = v.id
         WHERE k.target_id = ? AND k.deleted_at_ms IS NULL ORDER BY k.role, k.pos, k.id`,
      )
      .all(targetId)
      .map((link) => {
        const { path, ...facts } = link as { path: string | null };
        return { ...facts, sha256: path === null ? null : hashOf('sha256', readFileSync(path)) };
      });
  const outline = outlines.getOutline(courseId);
  return {
    course: read('courses', courseId),
    links: linksOf(courseId),
    chapters: outline?.chapters.map(({ chapterId, lessons }) => ({
      ...read('chapters', chapterId),
      links: linksOf(chapterId),
      lessons: lessons.map(({ lessonId }) => ({ ...read('lessons', lessonId), links: linksOf(lessonId) })),
    })),
  };
}

async function exportTo(studio: Studio, courseId: CourseId, options = { withMedia: true, withHistory: true }) {
  studio.answers.target = join(mkdtempSync(join(temporaryFolder(), 'out-')), 'x.lectern.zip');
  const made = await studio.actions['archive.make']({ courseId, jobId: uuidv7(), ...options }, caller);
  expect(made).toMatchObject({ success: true });
  return studio.answers.target;
}
async function importFrom(studio: Studio, path: string) {
  const opened = await studio.actions['archive.open']({ path }, caller);
  if (!opened.success) throw new Error(JSON.stringify(opened.error));
  studio.answers.folder = mkdtempSync(join(temporaryFolder(), 'in-'));
  await studio.actions['archive.pickFolder'](opened.data, caller);
  const preview = await studio.actions['archive.getPreview'](opened.data, caller);
  if (!preview.success) throw new Error(preview.error.code);
  const applied = await studio.actions['archive.apply'](opened.data, caller);
  if (!applied.success) throw new Error(JSON.stringify(applied.error));
  return { ...applied.data, preview: preview.data, folder: studio.answers.folder };
}
const rowCount = ({ db }: TestDatabase): number =>
  tableNames.reduce(
    (sum, table) => sum + Number(db.prepare(`SELECT count(*) FROM ${table} WHERE deleted_at_ms IS NULL`).pluck().get()),
    0,
  );

describe('export, wipe, import', () => {
  test('the same outline under the same ids, and every byte of every file', async () => {
    const before = openStudio();
    const { courseId, root } = await makeCourse(before);
    const shown = shownOf(before, courseId);
    expect(shown.chapters?.map(({ lessons }) => lessons.length)).toEqual([1, 2]);
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

  test('one undo takes all rows away and leaves the files; redo brings them back', async () => {
    const before = openStudio();
    const { courseId } = await makeCourse(before);
    const path = await exportTo(before, courseId);
    const after = openStudio();
    const { folder } = await importFrom(after, path);
    const shown = shownOf(after, courseId);
    expect(after.undo.undo()).toMatchObject({ success: true, data: { code: 'course.import' } });
    expect(rowCount(after)).toBe(0);
    expect(readdirSync(folder)).toHaveLength(FILES.length);
    expect(after.undo.redo().success).toBe(true);
    expect(shownOf(after, courseId)).toEqual(shown);
  });
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

import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createImportDrafts } from '../../src/main/actions/import-drafts.ts';
import type { ArchiveDeps } from '../../src/main/actions/archive.ts';
import { createTagging } from '../../src/main/actions/tag-drafts.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createTagTable } from '../../src/main/db/tables/tags.ts';
import { createOutlineTable } from '../../src/main/db/tables/outline.ts';
import { buildImportPlan } from '../../src/main/media/import-plan.ts';
import { scanFolders } from '../../src/main/media/folder-scan.ts';
import type { CourseId, PlanId } from '../../src/shared/domain/ids.ts';
import { tableNames } from '../../src/shared/domain/registry.ts';
import { hashOf } from '../helpers/archive.ts';
import { openArchiveActions } from '../helpers/archive-actions.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/* Studios over real databases and folders between which courses go as archives, by the actions. */
export const caller = { windowId: 1 };
export type Origin = ReturnType<ArchiveDeps['origin']>;
export const here: Origin = { workspaceId: uuidv7(), studioId: uuidv7() };

export function openStudio(origin = here) {
  const studio = openTestDatabase();
  return { ...studio, ...openArchiveActions(studio, origin), outlines: createOutlineTable(studio.db) };
}
export type Studio = ReturnType<typeof openStudio>;

export const FILES = [
  '1 One/01 - a.mp4',
  '1 One/01 - a.en.sdh.vtt',
  '1 One/01 - a.pt-BR.vtt',
  '1 One/01 - a.pdf',
  '1 One/02 - b.mp4',
  '2 Two/01 - c.mp4',
  '2 Two/notes.pdf',
  'cover.jpg',
  'promo.mp4',
] as const;

/** A course from a folder, with every field of its details filled in, in another order than it was made. */
export async function makeCourse({ mutator, edit, db }: Studio) {
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
  const lessons = db.prepare('SELECT id FROM lessons').pluck().all() as string[];
  const cover = db.prepare("SELECT id FROM media_links WHERE role = 'cover'").pluck().get() as string;
  const inLesson = {
    body: { body: '# Heading' },
    settings: { free_preview: true },
    status: { status: 'draft' },
    drip: { drip_days: 7 },
    content: { content: { link: { url: 'https://example.com/a', title: 'A' }, hologram: [{ of: 'a newer app' }] } },
    marks: { marks: [{ atMs: 0, title: 'Start' }] },
  };
  const place = { course_id: made.courseId, pos: 'Zz' };
  mutator.mutate({
    label,
    drafts: [
      { t: 'courses', id: made.courseId, k: 'set', v: details },
      // The last chapter goes first, with a description
      { t: 'chapters', id: chapters.at(-1) ?? '', k: 'set', v: { place, description: { description: 'About two' } } },
      ...lessons.map((id) => ({ t: 'lessons', id, k: 'set' as const, v: inLesson })),
      { t: 'media_links', id: cover, k: 'set', v: { alt: { alt: 'A cell, cut open' } } },
      ...tagDrafts({ db, edit }, made.courseId, lessons),
    ],
  });
  return { courseId: made.courseId, root };
}

/** Tags on the course and its lessons, one of them on both. */
function tagDrafts({ db, edit }: Pick<Studio, 'db' | 'edit'>, courseId: string, lessons: readonly string[]) {
  const tagging = createTagging({ ...edit, tags: createTagTable(db) });
  const add = (...names: string[]) => ({ add: names, remove: [] });
  const onCourse = tagging.change('course', courseId, add('Biology'));
  const onLessons = lessons.flatMap((id) => tagging.change('lesson', id, add('Cells', 'biology')));
  return [...tagging.made, ...onCourse, ...onLessons];
}

/** Everything that a person sees of a course and of its files, without ids, places and times. */
export function shownOf({ db, mutator, outlines }: Studio, courseId: CourseId) {
  const read = (table: 'courses' | 'chapters' | 'lessons', id: string) => {
    const { fv: _stamps, id: _id, ...row } = mutator.rows.read(table, id)?.row ?? { fv: {}, id: '' };
    const { pos: _pos, course_id: _course, chapter_id: _chapter, ...shown } = row as Record<string, unknown>;
    return shown;
  };
  const linksOf = (targetId: string) =>
    db
      .prepare(
        `SELECT k.role, k.language, k.flags, k.alt, coalesce(nullif(k.label, ''), v.file_name) AS name, v.bytes, v.duration_ms, v.width, m.kind, loc.path
         FROM media_links k JOIN media_files m ON m.id = k.media_id JOIN media_versions v ON v.id = m.current_version_id
         LEFT JOIN media_locations loc ON loc.version_id = v.id
         WHERE k.target_id = ? AND k.deleted_at_ms IS NULL ORDER BY k.role, k.pos, k.id`,
      )
      .all(targetId)
      .map((link) => {
        const { path, ...facts } = link as { path: string | null };
        return { ...facts, sha256: path === null ? null : hashOf('sha256', readFileSync(path)) };
      });
  const tagsOf = createTagTable(db).namesOf;
  const outline = outlines.getOutline(courseId);
  return {
    course: read('courses', courseId),
    links: linksOf(courseId),
    tags: tagsOf(courseId),
    chapters: outline?.chapters.map(({ chapterId, lessons }) => ({
      ...read('chapters', chapterId),
      links: linksOf(chapterId),
      lessons: lessons.map(({ lessonId, tags }) => ({ ...read('lessons', lessonId), links: linksOf(lessonId), tags })),
    })),
  };
}

export async function exportTo(studio: Studio, courseId: CourseId, options = { withMedia: true, withHistory: true }) {
  studio.answers.target = join(mkdtempSync(join(temporaryFolder(), 'out-')), 'x.lectern.zip');
  const made = await studio.actions['archive.make']({ courseId, jobId: uuidv7(), ...options }, caller);
  expect(made).toMatchObject({ success: true });
  return studio.answers.target;
}
export async function importFrom(studio: Studio, path: string) {
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
export const rowCount = ({ db }: TestDatabase): number =>
  tableNames.reduce(
    (sum, table) => sum + Number(db.prepare(`SELECT count(*) FROM ${table} WHERE deleted_at_ms IS NULL`).pluck().get()),
    0,
  );

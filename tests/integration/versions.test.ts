import { expect, test } from 'vitest';
import { set } from '../../src/main/actions/context.ts';
import { cellOf, PART_CHARS } from '../../src/shared/domain/course-snapshot.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import { ok } from '../../src/shared/ipc/result.ts';
import { editElsewhere } from '../helpers/database.ts';
import { layCourse } from '../helpers/large-course.ts';
import { latestVersion, makeVersion } from './undo-cases-version.ts';
import { caller, chapterOf, lessonOf, openStudio, type Made, deleteRows } from './undo-rig.ts';

/* Versions of a course: the whole of it kept, read, gone back to in one step that keeps every id. */
const label = { code: 'course.edit' as const, count: 1, name: '' };
const restore = (s: Made) => s.actions['version.restore']({ versionId: latestVersion(s) }, caller);
const look = (s: Made) => s.actions['version.get']({ versionId: latestVersion(s) }, caller);
async function trash(s: Made): Promise<string[]> {
  const told = await s.actions['trash.list']({}, caller);
  return told.success ? told.data.map(({ kind, title }) => `${kind} ${title}`) : [];
}
const countOf = ({ db }: Made, table: string) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

test('restore brings back order, titles, text, details and what was deleted; what came since is in the trash', async () => {
  const s = await openStudio();
  const before = s.outlines.getOutline(s.courseId);
  const details = await s.actions['course.getDetails']({ courseId: s.courseId }, caller);
  await makeVersion(s);
  await s.actions['lesson.move']({ lessonIds: [lessonOf(s, 3)], chapterId: chapterOf(s, 0), afterId: null }, caller);
  await deleteRows(s, [lessonOf(s, 0)]);
  await s.actions['lesson.create'](
    { place: { chapterId: chapterOf(s, 1), afterId: null }, kind: 'text', title: 'Later' },
    caller,
  );
  await s.actions['chapter.create']({ courseId: s.courseId, title: 'New chapter' }, caller);
  await s.actions['course.saveAll']({ courseId: s.courseId, details: { subtitle: 'Other' } }, caller);
  const changed = s.outlines.getOutline(s.courseId);
  expect(await restore(s)).toMatchObject({ success: true });
  expect(s.outlines.getOutline(s.courseId)).toEqual(before);
  expect(await s.actions['course.getDetails']({ courseId: s.courseId }, caller)).toEqual(details);
  expect((await trash(s)).toSorted()).toEqual(['chapter New chapter', 'lesson Later']);
  s.undo.undo();
  expect(s.outlines.getOutline(s.courseId)).toEqual(changed);
});

test('ids, files, uploads and receipts are what they were; nothing is there to be sent that was not', async () => {
  const s = await openStudio();
  const tables = ['chapters', 'lessons', 'media_links', 'media_files', 'media_versions', 'media_locations', 'uploads'];
  const toSend = s.media.listToSend().map(({ versionId }) => versionId);
  await makeVersion(s);
  await deleteRows(s, [chapterOf(s, 0)]);
  const rows = tables.map((table) => countOf(s, table));
  await restore(s);
  expect(tables.map((table) => countOf(s, table))).toEqual(rows);
  expect(s.media.listToSend().map(({ versionId }) => versionId)).toEqual(toSend);
});

test('a lesson that went to another course comes back, with its links', async () => {
  const s = await openStudio();
  const before = s.outlines.getOutline(s.courseId);
  await makeVersion(s);
  const made = await s.actions['course.create']({ title: 'Other' }, caller);
  const otherId = (made.success ? made.data.courseId : '') as CourseId;
  const chapter = await s.actions['chapter.create']({ courseId: otherId, title: 'There' }, caller);
  if (!chapter.success) throw new Error(chapter.error.code);
  const { chapterId } = chapter.data;
  await s.actions['lesson.move']({ lessonIds: [lessonOf(s, 0)], chapterId, afterId: null }, caller);
  await restore(s);
  expect(s.outlines.getOutline(s.courseId)).toEqual(before);
  expect(s.outlines.getOutline(otherId)?.chapters[0]?.lessons).toEqual([]);
});

test('a course that is as the version has it takes no step', async () => {
  const s = await openStudio();
  await makeVersion(s);
  expect(await restore(s)).toEqual(ok({ courseId: s.courseId, rows: 0 }));
  expect(s.undo.peek().undo?.code).toBe('version.make');
});

test('it is read without being restored: outline, lengths, and what would become otherwise', async () => {
  const s = await openStudio();
  const [media] = s.outlines.getOutline(s.courseId)?.chapters[0]?.lessons.map((lesson) => lesson.media) ?? [];
  s.mutator.mutate({
    label,
    drafts: [set('media_versions', media?.versionId ?? '', { probe: { duration_ms: 61_000 } })],
  });
  await makeVersion(s);
  await s.actions['lesson.rename']({ lessonId: lessonOf(s, 1), title: 'Other' }, caller);
  await s.actions['lesson.create'](
    { place: { chapterId: chapterOf(s, 0), afterId: null }, kind: 'text', title: 'Later' },
    caller,
  );
  const seen = await look(s);
  if (!seen.success) throw new Error(seen.error.code);
  expect(seen.data).toMatchObject({ name: 'Before', kind: 'named', isComplete: true, title: 'Cells' });
  const titles = seen.data.chapters.map(({ title, lessons }) => [title, ...lessons.map((lesson) => lesson.title)]);
  expect(titles).toEqual([
    ['One', 'a', 'b'],
    ['Two', 'c', 'd'],
  ]);
  expect(seen.data.chapters[0]?.lessons[0]?.durationMs).toBe(61_000);
  const { removed, renamed, ...rest } = seen.data.changes;
  expect([removed, renamed]).toMatchObject([[{ title: 'Later' }], [{ from: 'Other', title: 'b' }]]);
  expect(rest).toEqual({ added: [], moved: [], refiled: [], edited: [], isCourseEdited: false });
});

test('a large course is cut into parts of at most 200,000 characters; without one of them nothing is done', async () => {
  const s = await openStudio();
  const courseId = layCourse(s, 300);
  const made = await s.actions['version.make']({ courseId, name: 'Large' }, caller);
  if (!made.success) throw new Error(made.error.code);
  const { versionId } = made.data;
  const parts = s.versions.listParts(versionId);
  expect(parts.length).toBeGreaterThan(2);
  for (const { data } of parts) expect(JSON.stringify(data).length).toBeLessThanOrEqual(PART_CHARS);
  await s.actions['course.saveAll']({ courseId, details: { title: 'Other' } }, caller);
  const [, partId] = s.versions.partIds(versionId);
  const life = (atMs: number | null) => set('course_version_parts', partId ?? '', { life: { deleted_at_ms: atMs } });
  editElsewhere(s, life(1));
  expect(s.versions.list(courseId)).toMatchObject([{ isComplete: false }]);
  for (const route of ['version.get', 'version.restore'] as const)
    expect(await s.actions[route]({ versionId }, caller)).toMatchObject({ error: { code: 'VERSION_UNREADABLE' } });
  editElsewhere(s, life(null));
  expect(await s.actions['version.restore']({ versionId }, caller)).toEqual(ok({ courseId, rows: 1 }));
});

test('of a published one the name and the life are nobody’s', async () => {
  const s = await openStudio();
  await makeVersion(s);
  const versionId = latestVersion(s);
  s.db.prepare(`UPDATE course_versions SET kind = 'published'`).run();
  const renamed = await s.actions['version.rename']({ versionId, name: 'Mine' }, caller);
  const deleted = await s.actions['version.delete']({ versionId }, caller);
  expect([renamed, deleted]).toMatchObject([
    { error: { code: 'VERSION_PUBLISHED' } },
    { error: { code: 'VERSION_PUBLISHED' } },
  ]);
  expect(await restore(s)).toMatchObject({ success: true });
});

test('a link made since goes, and the audit says so; a lesson whose row was collected is made again', async () => {
  const s = await openStudio();
  const before = s.outlines.getOutline(s.courseId);
  await makeVersion(s);
  const [link] = s.db.prepare(`SELECT id FROM media_links WHERE role = 'caption'`).pluck().all() as string[];
  s.mutator.mutate({ label, drafts: [set('media_links', link ?? '', { life: { deleted_at_ms: 1 } })] });
  s.db.prepare('DELETE FROM lessons WHERE id = ?').run(lessonOf(s, 1));
  await restore(s);
  expect(s.outlines.getOutline(s.courseId)).toEqual(before);
  const audit = s.db.prepare('SELECT action FROM media_audit WHERE link_id = ? ORDER BY n').pluck().all(link);
  expect(audit).toEqual(['link', 'link']);
  const [row] = s.versions.listParts(latestVersion(s)).flatMap(({ data }) => data as Parameters<typeof cellOf>[0][]);
  expect(row && cellOf(row, 'title')).toBe('Cells');
});

test('a file that was deleted comes back with the version that it shows; whether the course is published stays as it is', async () => {
  const s = await openStudio();
  await makeVersion(s);
  const media = s.outlines.getOutline(s.courseId)?.chapters[0]?.lessons[0]?.media;
  const { mediaId = '', versionId = '' } = media ?? {};
  const life = { life: { deleted_at_ms: 1 } };
  const newer = s.edit.newId();
  s.mutator.mutate({
    label,
    drafts: [
      { ...set('media_versions', newer, { origin: { media_id: mediaId, file_name: 'newer.mp4' }, ...life }), k: 'put' },
      set('media_files', mediaId, { ...life, current: { current_version_id: newer } }),
      set('media_versions', versionId, life),
      set('courses', s.courseId, { status: { status: 'published' } }),
    ],
  });
  expect(await restore(s)).toMatchObject({ data: { rows: 3 } });
  expect(s.outlines.getOutline(s.courseId)?.chapters[0]?.lessons[0]?.media?.versionId).toBe(newer);
  const isThere = (id: string) => s.mutator.rows.read('media_versions', id)?.row['deleted_at_ms'];
  expect([isThere(newer), isThere(versionId)]).toEqual([null, null]);
  expect(s.courses.listSummaries()[0]?.status).toBe('published');
});

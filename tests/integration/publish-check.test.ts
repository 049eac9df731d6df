import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { set } from '../../src/main/actions/context.ts';
import { createChecklist, createPublishActions } from '../../src/main/actions/publish.ts';
import { readRulesFile, rulesFileBeside } from '../../src/main/auth/publish-rules-file.ts';
import type { MediaId } from '../../src/shared/domain/ids.ts';
import type { PublishCheck } from '../../src/shared/domain/publish-rules.ts';
import type { UploadReceipt } from '../../src/shared/domain/upload.ts';
import { ok } from '../../src/shared/ipc/result.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { latestVersion, makeVersion } from './undo-cases-version.ts';
import { caller, chapterOf, lessonOf, openStudio, type Made } from './undo-rig.ts';

/* The checklist of a course, from the rows and files that are here. */
const label = { code: 'course.edit' as const, count: 1, name: '' };

function openChecklist(s: Made, receipt: Partial<UploadReceipt> | null = null, sizeOnDisk: number | null = null) {
  const file = rulesFileBeside(join(temporaryFolder(), 'policy.json'));
  const deps = {
    ...s,
    receipts: { ofVersion: () => (receipt ? ({ receipt } as never) : null) },
    readRules: () => readRulesFile(file),
    sizeOf: async () => sizeOnDisk,
  };
  const actions = createPublishActions(deps, createChecklist(deps));
  const check = async () => {
    const told = await actions['publish.getChecklist']({ courseId: s.courseId }, caller);
    if (!told.success) throw new Error(told.error.code);
    return told.data;
  };
  const limits = async () => actions['publish.getLimits']({}, caller);
  const finding = async (name: PublishCheck) => (await check()).findings.find((one) => one.check === name);
  return { file, check, finding, limits };
}
/** Every file of the course is in storage, as far as the rows say. */
function store(s: Made): void {
  const ids = s.db.prepare('SELECT id FROM media_versions').pluck().all() as string[];
  const stored = { bucket_name: 'b', object_name: 'o', b2_file_id: 'f', stored_at_ms: 1 };
  s.mutator.mutate({ label, drafts: ids.map((id) => set('media_versions', id, { stored, hash: { sha1: 'aa' } })) });
}

test('a course fresh from its folder: what is missing is told with where to put it right', async () => {
  const s = await openStudio();
  const { check, finding } = openChecklist(s);
  const { findings, rules, sincePublished } = await check();
  const unmet = findings.filter(({ isMet }) => !isMet).map((one) => one.check);
  expect(unmet).toEqual(
    expect.arrayContaining(['course.subtitle', 'course.objectives', 'lessons.count', 'videos.minutes', 'files.stored']),
  );
  expect(unmet).not.toContain('course.cover');
  expect(await finding('lessons.count')).toMatchObject({
    have: 4,
    min: 5,
    places: [{ kind: 'outline' }],
  });
  expect((await finding('course.subtitle'))?.places).toEqual([{ kind: 'field', field: 'subtitle' }]);
  const { places = [] } = (await finding('files.stored')) ?? {};
  expect(places.map((place) => ('title' in place ? place.title : place))).toEqual([
    { kind: 'file', field: 'cover' },
    'a',
    'b',
    'c',
    'd',
  ]);
  expect([rules, sincePublished]).toMatchObject([{ source: 'built-in', fault: null }, null]);
});

test('stored counts when size and hash are those of the file here; a receipt or a disk that disagrees does not', async () => {
  const s = await openStudio();
  store(s);
  const [bytes] = s.db.prepare('SELECT DISTINCT bytes FROM media_versions').pluck().all() as number[];
  s.db.prepare('UPDATE media_versions SET bytes = ?').run(bytes);
  const sent = { bytes: bytes ?? 0, sha1: 'aa', source: null };
  const isSame = async (receipt: Partial<UploadReceipt> | null, onDisk: number | null = null) =>
    (await openChecklist(s, receipt, onDisk).finding('files.same'))?.isMet;
  expect((await openChecklist(s).finding('files.stored'))?.isMet).toBe(true);
  expect(await isSame(null)).toBe(true);
  expect(await isSame(sent, bytes)).toBe(true);
  expect(await isSame({ ...sent, sha1: 'bb' })).toBe(false);
  expect(await isSame({ ...sent, bytes: 1 })).toBe(false);
  // The index was put first on the way: the object is another one, the file that was read is this one.
  expect(await isSame({ ...sent, sha1: 'bb', source: { sha1: 'aa', bytes: bytes ?? 0 } })).toBe(true);
  expect(await isSame(sent, (bytes ?? 0) + 1)).toBe(false);
});

test('the promo and the cover are to be stored and the same, too; the one that is not is told by its field', async () => {
  const s = await openStudio();
  const mediaId = s.db
    .prepare("SELECT media_id FROM media_links WHERE role = 'video' ORDER BY id LIMIT 1")
    .pluck()
    .get();
  const set = await s.actions['promo.set']({ courseId: s.courseId, video: { mediaId: mediaId as MediaId } }, caller);
  expect(set).toEqual(ok({ isChanged: true }));
  const fields = async (check: PublishCheck) => {
    const { places = [] } = (await openChecklist(s, { bytes: 1, sha1: 'aa', source: null }).finding(check)) ?? {};
    return places.flatMap((place) => (place.kind === 'file' ? [place.field] : []));
  };
  expect(await fields('files.stored')).toEqual(['cover', 'promo']);
  store(s);
  expect([await fields('files.stored'), await fields('files.same')]).toEqual([[], ['cover', 'promo']]);
});

test('a draft, an empty chapter, and lessons of each kind that have nothing in them', async () => {
  const s = await openStudio();
  const { finding } = openChecklist(s);
  const make = async (kind: 'text' | 'quiz' | 'link' | 'download') => {
    const place = { chapterId: chapterOf(s, 0), afterId: null };
    const made = await s.actions['lesson.create']({ place, kind, title: kind }, caller);
    return made.success ? made.data.lessonId : '';
  };
  const [text, quiz, link, download] = [
    await make('text'),
    await make('quiz'),
    await make('link'),
    await make('download'),
  ];
  await s.actions['chapter.create']({ courseId: s.courseId, title: 'Empty' }, caller);
  const publish = (id: string, groups = {}) => set('lessons', id, { status: { status: 'ready' }, ...groups });
  s.mutator.mutate({ label, drafts: [text, quiz, link, download].map((id) => publish(id)) });
  const empty = async () => (await finding('lessons.filled'))?.places.map((place) => 'title' in place && place.title);
  expect((await empty())?.toSorted()).toEqual(['download', 'link', 'quiz', 'text']);
  expect((await finding('chapters.filled'))?.places).toMatchObject([{ kind: 'chapter', title: 'Empty' }]);
  const option = (isRight: boolean) => ({ id: s.edit.newId(), text: 'a', isRight, feedback: '' });
  const question = {
    id: s.edit.newId(),
    kind: 'single',
    text: 'Why?',
    options: [option(true), option(false)],
    feedback: '',
  };
  s.mutator.mutate({
    label,
    drafts: [
      publish(text, { body: { body: 'Words' } }),
      publish(quiz, { content: { content: { quiz: { questions: [question] } } } }),
      publish(link, { content: { content: { link: { url: 'https://a.test/', title: '' } } } }),
      set('lessons', download, { status: { status: 'draft' } }),
    ],
  });
  expect(await empty()).toEqual([]);
  expect((await finding('lessons.drafts'))?.places).toMatchObject([{ title: 'download' }]);
});

test('IT’s own rules count at the next look; of a broken file that is told, and the built-in ones count', async () => {
  const s = await openStudio();
  const { file, check, limits } = openChecklist(s);
  expect(await limits()).toEqual(ok({ title: 60, subtitle: 120 }));
  writeFileSync(file, '{"format":1,"rules":[{"check":"lessons.count","level":"warning","min":2}]}');
  expect(await check()).toMatchObject({
    findings: [{ check: 'lessons.count', level: 'warning', isMet: true }],
    rules: { source: 'file', file, fault: null },
  });
  writeFileSync(file, '{"format":1,"rules":[{"check":"course.title","level":"warning","max":80}]}');
  expect(await limits()).toEqual(ok({ title: 80 }));
  writeFileSync(file, '{"format":1,"rules":[{"check":"lessons.count"}]}');
  const broken = await check();
  expect(broken.rules).toMatchObject({ source: 'built-in', fault: expect.stringContaining('rules.0') });
  expect(broken.findings.length).toBeGreaterThan(10);
});

test('what is otherwise since the last published version is told', async () => {
  const s = await openStudio();
  const { check } = openChecklist(s);
  await makeVersion(s);
  expect((await check()).sincePublished).toBeNull();
  const versionId = latestVersion(s);
  s.db.prepare(`UPDATE course_versions SET kind = 'published'`).run();
  await s.actions['lesson.rename']({ lessonId: lessonOf(s, 0), title: 'Other' }, caller);
  expect((await check()).sincePublished).toMatchObject({
    versionId,
    changes: { renamed: [{ from: 'a', title: 'Other' }], added: [], removed: [] },
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { createVersionActions } from '../../src/main/actions/version.ts';
import { createImportDrafts } from '../../src/main/actions/import-drafts.ts';
import { createCoursePartsTable } from '../../src/main/db/tables/course-parts.ts';
import { createCourseVersionTable } from '../../src/main/db/tables/course-versions.ts';
import type { ImportPlan, PlannedFile } from '../../src/shared/domain/import-plan.ts';
import { layCourse } from '../helpers/large-course.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { anyDriver, createDevice, type Device, newInstructor, set, signedIn, startSandbox } from './sync-rig.ts';
import { expectSame } from './sync-same.ts';

/* An import that is too large for one mutation on the wire arrives whole, wherever it was cut. */
let sandbox: SupabaseSandbox;
beforeAll(async () => {
  sandbox = await startSandbox(anyDriver);
});
afterAll(() => sandbox.stop());

function planOf(chapters: number, lessons: number, captions: number): ImportPlan {
  let count = 0;
  const file = (kind: string): PlannedFile => {
    count += 1;
    return { fileKey: `k${count}`, originalName: `f${count}.${kind}`, bytes: 1_000 + count } as PlannedFile;
  };
  const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index);
  return {
    title: 'Large',
    description: null,
    cover: null,
    promo: null,
    totals: { lessons: chapters * lessons },
    chapters: numbers(chapters).map((chapter) => ({
      title: `Chapter ${chapter}`,
      resources: [],
      lessons: numbers(lessons).map((lesson) => ({
        ...file('mp4'),
        title: `Lesson ${lesson}`,
        kind: 'video',
        resources: [],
        captions: numbers(captions).map(() => ({ ...file('vtt'), language: 'en', flags: [] })),
      })),
    })),
  } as unknown as ImportPlan;
}

// Sizes on both sides of a cut between a file and its version.
test.each([
  [12, 20, 1],
  [13, 20, 1],
  [12, 29, 0],
  [13, 40, 0],
  [25, 20, 0],
  [12, 240, 0],
])('%i chapters of %i lessons with %i captions', async (chapters, lessons, captions) => {
  const device = createDevice(sandbox);
  await device.signIn(await newInstructor(sandbox));
  const facts = { path: '/x', bytes: 1, mtimeMs: 1, inode: '1', sha1: null, probe: null };
  const { courseId, drafts } = createImportDrafts(
    planOf(chapters, lessons, captions),
    { kind: 'course' },
    { newId: uuidv7, nowMs: Date.now, factsOf: () => facts, known: new Map() },
  );
  device.mutate(...drafts);
  expect(await device.sync()).toBe('ok');
  expect(device.deadLetters()).toEqual([]);
  expect(device.waiting()).toBe(0);
  const total = chapters * lessons;
  const counted = await sandbox.sql(
    `select count(*)::int as lessons, count(m.current_version_id)::int as playable
     from public.chapters c join public.lessons l on l.chapter_id = c.id
     join public.media_links k on k.target_id = l.id and k.role = 'video' join public.media_files m on m.id = k.media_id
     where c.course_id = $1`,
    [courseId],
  );
  expect(counted).toEqual([{ lessons: total, playable: total }]);
  expect(device.db.prepare('SELECT count(*) FROM lessons').pluck().get()).toBe(total);
  device.close();
});

const versionActions = ({ db, mutator }: Device) =>
  createVersionActions({
    mutator,
    newId: uuidv7,
    nowMs: Date.now,
    random: Math.random,
    versions: createCourseVersionTable(db),
    parts: createCoursePartsTable(db),
    media: { addAudit: () => {} },
  });

test('a version made on one computer is whole on the other, which goes back to it for both', async () => {
  const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
  const caller = { windowId: 1 };
  const courseId = layCourse({ mutator: a.mutator, edit: { newId: uuidv7 } }, 300);
  const made = await versionActions(a)['version.make']({ courseId, name: 'Before' }, caller);
  if (!made.success) throw new Error(made.error.code);
  const { versionId } = made.data;
  const held = await versionActions(a)['version.get']({ versionId }, caller);
  const [lessonId, otherId] = a.db.prepare('SELECT id FROM lessons ORDER BY pos').pluck().all() as [string, string];
  a.mutate(set('lessons', lessonId, { life: { deleted_at_ms: 1 } }));
  for (const device of [a, b]) expect(await device.sync()).toBe('ok');
  expect(await versionActions(b)['version.list']({ courseId }, caller)).toMatchObject({ data: [{ isComplete: true }] });
  b.mutate(set('lessons', otherId, { title: { title: 'Of the other computer' } }));
  expect(await versionActions(b)['version.restore']({ versionId }, caller)).toMatchObject({ data: { rows: 2 } });
  for (const device of [b, a]) expect(await device.sync()).toBe('ok');
  expect(await versionActions(a)['version.get']({ versionId }, caller)).toEqual(held);
  expect([a.row('lessons', lessonId)?.['deleted_at_ms'], a.deadLetters(), b.deadLetters()]).toEqual([null, [], []]);
  await expectSame(sandbox, [a, b]);
});

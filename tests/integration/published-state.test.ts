import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { set } from '../../src/main/actions/context.ts';
import { createPublishedState, type PublishedStateDeps } from '../../src/main/actions/published-state.ts';
import { createBackupThread } from '../../src/main/db/backups/thread.ts';
import { isChangedSincePublished } from '../../src/main/db/published-comparison.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import { latestVersion, makeVersion } from './undo-cases-version.ts';
import { caller, lessonOf, openStudio, type Made } from './undo-rig.ts';

/* Published, or with changes that are not published: what the list of courses says. */
const label = { code: 'course.edit' as const, count: 1, name: '' };

async function openPublished() {
  const s = await openStudio();
  await makeVersion(s);
  s.db.prepare(`UPDATE course_versions SET kind = 'published'`).run();
  s.mutator.mutate({ label, drafts: [set('courses', s.courseId, { status: { status: 'published' } })] });
  return s;
}
type Compare = PublishedStateDeps['compare'];
const compareIn =
  ({ path }: Made): Compare =>
  async (courseId) =>
    isChangedSincePublished({ path, courseId });

function openList(s: Made, compare: Compare = compareIn(s)) {
  const works: (() => void)[] = [];
  const told: CourseId[] = [];
  const errors: unknown[] = [];
  const compared: CourseId[] = [];
  const state = createPublishedState({
    compare(courseId) {
      compared.push(courseId);
      return compare(courseId);
    },
    later: (work) => void works.push(work),
    onChange(courseId) {
      told.push(courseId);
      state.forget([courseId]);
    },
    onError: (error) => void errors.push(error),
  });
  return {
    told,
    waits: () => works.length,
    status: () => state.shown(s.courses.listSummaries())[0]?.status,
    forget: () => state.forget([s.courseId]),
    errors,
    compared,
    async look(): Promise<void> {
      for (const work of works.splice(0)) work();
      await setImmediate();
    },
  };
}
const rename = (s: Made, title: string) => s.actions['lesson.rename']({ lessonId: lessonOf(s, 0), title }, caller);

test('an edit makes changes that are pending, taking it back or going back to what is published ends that', async () => {
  const s = await openPublished();
  const { told, status, forget, look } = openList(s);
  expect(status()).toBe('published');
  await look();
  expect([status(), told]).toEqual(['published', []]);
  await rename(s, 'Other');
  forget();
  expect(status()).toBe('published');
  await look();
  expect([status(), told]).toEqual(['pending', [s.courseId]]);
  const restored = await s.actions['version.restore']({ versionId: latestVersion(s) }, caller);
  expect(restored).toMatchObject({ data: { rows: 1 } });
  forget();
  expect(status()).toBe('pending');
  await look();
  expect([status(), told]).toEqual(['published', [s.courseId, s.courseId]]);
});

test('it is looked at once per change, and never for a draft', async () => {
  const s = await openPublished();
  const { status, forget, look, waits } = openList(s);
  expect([status(), status(), waits()]).toEqual(['published', 'published', 1]);
  await look();
  expect([status(), waits()]).toEqual(['published', 0]);
  forget();
  expect([status(), waits()]).toEqual(['published', 1]);
  await look();
  s.mutator.mutate({ label, drafts: [set('courses', s.courseId, { status: { status: 'draft' } })] });
  await rename(s, 'Other');
  forget();
  expect([status(), waits()]).toEqual(['draft', 0]);
});

test('of a version that is not all here nothing is said', async () => {
  const s = await openPublished();
  await rename(s, 'Other');
  s.db.prepare('UPDATE course_version_parts SET deleted_at_ms = 1').run();
  const { status, look, told } = openList(s);
  expect(status()).toBe('published');
  await look();
  expect([status(), told]).toEqual(['published', []]);
});

test('what changes while it is compared is compared again, and only then is that the last word', async () => {
  const s = await openPublished();
  const answers: PromiseWithResolvers<boolean>[] = [];
  const list = openList(s, () => {
    const answer = Promise.withResolvers<boolean>();
    answers.push(answer);
    return answer.promise;
  });
  list.status();
  await list.look();
  // Asked for again while that goes on: one answer is enough for both.
  expect([list.status(), list.compared.length, list.waits()]).toEqual(['published', 1, 0]);
  list.forget();
  answers[0]?.resolve(true);
  await setImmediate();
  expect([list.status(), list.told.length, list.waits()]).toEqual(['pending', 1, 1]);
  await list.look();
  answers[1]?.resolve(false);
  await setImmediate();
  expect([list.status(), list.told.length, list.waits()]).toEqual(['published', 2, 0]);
});

test('a comparison that fails is said, and made again when the list is read again', async () => {
  const s = await openPublished();
  const broken = new Error('the thread ended');
  let fails = true;
  const list = openList(s, (courseId) => (fails ? Promise.reject(broken) : compareIn(s)(courseId)));
  await rename(s, 'Other');
  list.status();
  await list.look();
  expect([list.status(), list.errors, list.waits()]).toEqual(['published', [broken], 1]);
  fails = false;
  await list.look();
  expect(list.status()).toBe('pending');
});

test('it is compared in a thread, over what is committed', async () => {
  const s = await openPublished();
  const entry = new URL('../../src/main/db/backups/worker.ts', import.meta.url);
  const { run } = createBackupThread((job) => new Worker(entry, { workerData: job }));
  await rename(s, 'Other');
  expect(await run('compare', { path: s.path, courseId: s.courseId })).toBe(true);
});

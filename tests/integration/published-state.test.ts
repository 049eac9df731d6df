import { expect, test } from 'vitest';
import { set } from '../../src/main/actions/context.ts';
import { createPublishedState } from '../../src/main/actions/published-state.ts';
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
function openList(s: Made) {
  const works: (() => void)[] = [];
  const told: CourseId[] = [];
  const state = createPublishedState({
    ...s,
    later: (work) => void works.push(work),
    onChange: (courseId) => void told.push(courseId),
  });
  return {
    told,
    waits: () => works.length,
    status: () => state.shown(s.courses.listSummaries())[0]?.status,
    forget: () => state.forget([s.courseId]),
    look(): void {
      for (const work of works.splice(0)) work();
    },
  };
}
const rename = (s: Made, title: string) => s.actions['lesson.rename']({ lessonId: lessonOf(s, 0), title }, caller);

test('an edit makes changes that are pending, taking it back or going back to what is published ends that', async () => {
  const s = await openPublished();
  const { told, status, forget, look } = openList(s);
  expect(status()).toBe('published');
  look();
  expect([status(), told]).toEqual(['published', []]);
  await rename(s, 'Other');
  forget();
  expect(status()).toBe('published');
  look();
  expect([status(), told]).toEqual(['pending', [s.courseId]]);
  const restored = await s.actions['version.restore']({ versionId: latestVersion(s) }, caller);
  expect(restored).toMatchObject({ data: { rows: 1 } });
  forget();
  expect(status()).toBe('pending');
  look();
  expect([status(), told]).toEqual(['published', [s.courseId, s.courseId]]);
});

test('it is looked at once per change, and never for a draft', async () => {
  const s = await openPublished();
  const { status, forget, look, waits } = openList(s);
  expect([status(), status(), waits()]).toEqual(['published', 'published', 1]);
  look();
  expect([status(), waits()]).toEqual(['published', 0]);
  forget();
  expect([status(), waits()]).toEqual(['published', 1]);
  look();
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
  look();
  expect([status(), told]).toEqual(['published', []]);
});

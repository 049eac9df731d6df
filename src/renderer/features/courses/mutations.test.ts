import { MutationObserver, type QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { courseSummary, type CourseSummary } from '../../../shared/domain/course.ts';
import { err, ok, type Result } from '../../../shared/ipc/result.ts';
import { createQueryClient } from '../../app/query-client.ts';
import { beginReading } from '../../lib/late-reading.fixture.ts';
import { deleteCourses, duplicateCourses, renameCourse } from './mutations.ts';
import { courseListKey } from './queries.ts';

const course = (n: number, title: string): CourseSummary =>
  courseSummary.parse({
    courseId: `01932b4e-0000-7000-8000-00000000000${String(n)}`,
    title,
    subtitle: '',
    status: 'draft',
    chapters: 0,
    lessons: 0,
    durationMs: 0,
    bytes: 0,
    createdAtMs: 0,
    coverVersionId: null,
    media: { total: 0, stored: 0, missing: 0, damaged: 0 },
    tags: [],
  });
const biology = course(1, 'Biology');
const algebra = course(2, 'Algebra');

/** Main, answering when the test says so. */
function heldBridge() {
  const asked = Promise.withResolvers<string>();
  const answer = Promise.withResolvers<Result<unknown>>();
  const invoke = (route: string) => {
    asked.resolve(route);
    return answer.promise;
  };
  vi.stubGlobal('lectern', { invoke });
  return { asked: asked.promise, answer: answer.resolve };
}
afterEach(() => vi.unstubAllGlobals());

function listed(): QueryClient {
  const client = createQueryClient();
  client.setQueryData(courseListKey, [biology, algebra]);
  return client;
}
const titles = (client: QueryClient) => client.getQueryData<CourseSummary[]>(courseListKey)?.map(({ title }) => title);

const cases = [
  {
    route: 'course.delete',
    run: (client: QueryClient) => new MutationObserver(client, deleteCourses).mutate([biology.courseId]),
    patched: ['Algebra'],
  },
  {
    route: 'course.saveAll',
    run: (client: QueryClient) =>
      new MutationObserver(client, renameCourse).mutate({
        courseId: biology.courseId,
        title: 'Cell Biology',
        over: 'Biology',
      }),
    patched: ['Cell Biology', 'Algebra'],
  },
];

test.each(cases)(
  '$route shows at once, whatever was asked for before, and stays when main agrees',
  async ({ route, run, patched }) => {
    const client = listed();
    const main = heldBridge();
    const oldAnswer = beginReading(client, courseListKey, [biology, algebra]);
    const done = run(client);
    expect(await main.asked).toBe(route);
    await oldAnswer();
    expect(titles(client)).toEqual(patched);
    main.answer(ok({ courseId: biology.courseId }));
    await done;
    expect(titles(client)).toEqual(patched);
    expect(client.getQueryState(courseListKey)?.isInvalidated).toBe(true);
  },
);

test.each(cases)('$route goes back when main refuses', async ({ run, patched }) => {
  const client = listed();
  const main = heldBridge();
  const done = run(client);
  await main.asked;
  expect(titles(client)).toEqual(patched);
  main.answer(err('DISK_FULL', 'no space'));
  await expect(done).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(titles(client)).toEqual(['Biology', 'Algebra']);
});

test('a list that was never read is left unread', async () => {
  const client = createQueryClient();
  const main = heldBridge();
  const done = new MutationObserver(client, deleteCourses).mutate([biology.courseId]);
  await main.asked;
  main.answer(err('NOT_FOUND', 'gone'));
  await expect(done).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(client.getQueryData(courseListKey)).toBeUndefined();
});

test('a copy is read with the list once main has made it; a refusal changes nothing', async () => {
  const copy = { courseId: biology.courseId, title: 'Biology copy' };
  for (const answer of [
    ok({ copies: [{ ofId: biology.courseId, courseId: algebra.courseId }] }),
    err('DISK_FULL', 'no space'),
  ]) {
    const client = listed();
    const main = heldBridge();
    const done = new MutationObserver(client, duplicateCourses).mutate([copy]).catch((error: unknown) => error);
    expect(await main.asked).toBe('course.duplicate');
    main.answer(answer);
    expect(await done).toMatchObject(answer.success ? answer.data : { code: 'DISK_FULL' });
    expect(titles(client)).toEqual(['Biology', 'Algebra']);
    expect(client.getQueryState(courseListKey)?.isInvalidated).toBe(true);
  }
});

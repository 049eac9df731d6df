import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes, type RouteName } from '../../src/shared/ipc/contract.ts';
import { transportErrors, type Route } from '../../src/shared/ipc/define.ts';
import { launchStudio, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask } from '../story/steps.ts';
import { importFolder, layFolder } from './screens-rig.ts';
import { createRandom, junk, sampleOf, type SampleOptions } from './security-samples.ts';

/*
 * S4 of the security requirements: whatever a page asks on whatever route, it gets an envelope with a declared code,
 * and main goes on. The tests share one app.
 */
let studio: Studio;
let page: Page;
let samples: SampleOptions;
const faults: string[] = [];
const SAMPLES_PER_ROUTE = 8;
const MUTANTS_PER_ROUTE = 8;
/** Opening a window takes its time; closing it and quitting would end the test. */
const SAMPLES_OF: Readonly<Partial<Record<RouteName, number>>> = {
  'app.openWindow': 1,
  'app.quit': 0,
  'app.closeWindow': 0,
};

beforeAll(async () => {
  studio = await launchStudio();
  ({ page } = studio);
  page.on('pageerror', (error) => void faults.push(String(error)));
  const folder = temporaryFolder();
  const root = await layFolder(join(folder, 'Zoology'), ['A/Mammals.mp4', 'A/Mammals.en.vtt', 'B/Birds.mp4']);
  const courseId = await importFolder(page, root);
  const { chapters } = await ask(page, 'course.getOutline', { courseId });
  const lessons = chapters.flatMap((chapter) => chapter.lessons);
  samples = {
    random: createRandom(20_261_120),
    knownIds: [
      courseId,
      ...chapters.map(({ chapterId }) => chapterId),
      ...lessons.flatMap(({ lessonId, media }) => [lessonId, media?.versionId ?? lessonId]),
    ],
    only: {
      paths: [root, join(folder, 'gone'), 'relative', '\u0000', '//server/share', 'C:\\x'],
      endpoint: ['http://127.0.0.1:9', 'http://example.invalid', 'not an address'],
      language: ['en', 'pt-BR'],
      currency: ['EUR', 'JPY'],
      table: ['courses', 'lessons', 'tags'],
      column: ['title', 'body', 'name'],
      url: ['http://127.0.0.1:9', 'http://example.invalid', 'javascript:alert(1)', 'not an address'],
    },
  };
  // Nobody is there to answer or to look.
  await studio.app.evaluate(({ dialog, shell }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    shell.showItemInFolder = () => undefined;
    shell.openPath = () => Promise.resolve('');
  });
});
afterAll(async () => {
  await studio.close();
  expect(faults).toEqual([]);
});

/** Asks with inputs given as source text; each answer comes back as it is. */
function askAll(route: unknown, inputs: readonly string[]): Promise<unknown[]> {
  const calls = inputs.map((source) => `lectern.invoke(${JSON.stringify(route)}, (${source}))`);
  return page.evaluate(`Promise.all([${calls.join(',')}])`);
}

function expectEnvelope(answer: unknown, codes: readonly string[]): void {
  if ((answer as { success?: unknown })?.success === true) {
    expect(Object.keys(answer as object).toSorted()).toEqual(['data', 'success']);
    return;
  }
  const error = { code: expect.toBeOneOf([...codes]), message: expect.any(String) };
  expect(answer).toMatchObject({ success: false, error });
}
const sourceOf = (value: unknown): string =>
  JSON.stringify(value, (_key, held: unknown) =>
    held instanceof Uint8Array ? { bytes: [...held] } : held,
  )?.replaceAll(/\{"bytes":(\[[\d,]*\])\}/g, 'new Uint8Array($1)') ?? 'undefined';

/** A good input with one field gone, of another kind, or one too many. */
function mutantOf(good: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { random } = samples;
  const keys = Object.keys(good);
  const key = keys[Math.floor(random() * keys.length)];
  const wrong: readonly unknown[] = [null, -1, 1.5, '', 'x', [], {}, [null], { a: 1 }, true, '\u0000', 1e308];
  const value = wrong[Math.floor(random() * wrong.length)];
  if (key === undefined || random() < 0.2) return { ...good, surplus: value };
  if (random() > 0.2) return { ...good, [key]: value };
  return Object.fromEntries(Object.entries(good).filter(([name]) => name !== key));
}

test.each(Object.entries<Route>(routes))(
  '%s: junk is answered, and never reaches the action',
  async (name, { input }) => {
    const wrong = Array.from({ length: MUTANTS_PER_ROUTE }, () => {
      return mutantOf(sampleOf(input, samples) as Record<string, unknown>);
    }).filter((mutant) => !input.safeParse(mutant).success);
    expect(wrong.length).toBeGreaterThan(0);
    const answers = await askAll(name, [...junk, ...wrong.map(sourceOf)]);
    expect(answers).toHaveLength(junk.length + wrong.length);
    for (const answer of answers) expect(answer).toMatchObject({ success: false, error: { code: 'INVALID_INPUT' } });
  },
);

test.each(Object.entries<Route>(routes))('%s: whatever fits is answered with a declared code', async (name, route) => {
  const count = SAMPLES_OF[name as RouteName] ?? SAMPLES_PER_ROUTE;
  const inputs = Array.from({ length: count }, () => sampleOf(route.input, samples));
  for (const one of inputs) expect(route.input.safeParse(one).error).toBeUndefined();
  for (const answer of await askAll(name, inputs.map(sourceOf))) {
    const codes = [...route.errors, ...transportErrors].filter(
      (code) => code !== 'INTERNAL' && code !== 'INVALID_INPUT',
    );
    expectEnvelope(answer, codes);
  }
});

test('what is no route is said to be none', async () => {
  const names: readonly unknown[] = [
    '',
    'course',
    'course.list ',
    'Course.list',
    'course.list\u0000',
    'lectern:invoke',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    null,
    0,
    ['course.list'],
    {},
  ];
  for (const name of names) {
    const [answer] = await askAll(name, ['{}']);
    expect(answer).toMatchObject({ success: false, error: { code: 'UNKNOWN_ROUTE' } });
  }
});

test('a flood of calls is answered, every one', async () => {
  const answers = await askAll(
    'course.list',
    Array.from({ length: 1_000 }, () => '{}'),
  );
  expect(answers.filter((answer) => (answer as { success: boolean }).success)).toHaveLength(1_000);
});

test('after all that the studio works, and nothing was polluted', async () => {
  expect(await ask(page, 'app.getInfo', {})).toMatchObject({ problem: null });
  await ask(page, 'course.create', { title: 'Still here' });
  // The settings were written to, too: the words may be of any language.
  await ask(page, 'settings.save', { locale: 'en' });
  await page.getByRole('link', { name: 'Courses', exact: true }).first().click();
  // Among the hundreds that were made, of which the list draws what is in sight.
  await page.getByRole('searchbox', { name: 'Search courses' }).fill('Still here');
  await page.getByRole('link', { name: 'Still here' }).first().waitFor();
  expect(await studio.app.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
});

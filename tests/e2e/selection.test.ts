import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask, openCourse } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { drawnAgain, watchRenders } from './render-counts.ts';
import { importFolder, layFolder, outline, soon } from './screens-rig.ts';
import { selectionGestures } from './selection-gestures.ts';
import { forty, handsOn } from './selection-hands.ts';
import { openSendingStudio, startStorage } from './uploads-rig.ts';

/* One selection model: the same twelve gestures in each list of the built app. */
let b2: B2Sandbox;
let studio: Studio;

/** Forty lessons, and their uploads, which stand still. */
beforeAll(async () => {
  const storage = await startStorage();
  ({ b2 } = storage);
  studio = await openSendingStudio(storage.policy);
  await ask(studio.page, 'upload.pauseAll', {});
  const files = forty.map((title) => `${title}.mp4`);
  await importFolder(studio.page, await layFolder(join(temporaryFolder(), 'Gestures'), files));
  await watchRenders(studio.page);
});
afterAll(async () => {
  await studio.close();
  await b2.stop();
});

/** A row that is dragged is drawn again when it is taken up; from then on only the line moves. */
function drags(list: () => Locator): void {
  test('while a row is dragged, no row is drawn again', async () => {
    const hands = handsOn(() => ({ page: studio.page, list: list(), groups: 0 }));
    const { mouse } = studio.page;
    await hands.click('Birch');
    const [from, over, end] = [
      await hands.placeIn('Birch'),
      await hands.placeIn('Row 04'),
      await hands.placeIn('Row 07'),
    ];
    await mouse.move(from.x, from.y);
    await mouse.down();
    const taken = await drawnAgain(studio.page, '[data-row]', () => mouse.move(over.x, over.y, { steps: 3 }));
    expect(taken).toEqual([expect.stringContaining('Birch')]);
    const frames = () => mouse.move(end.x, end.y, { steps: 12 });
    expect(await drawnAgain(studio.page, '[data-row]', frames)).toEqual([]);
    await hands.press('Escape');
    await mouse.up();
  });
}

/** What JavaScript reckons with and what is drawn must be the same number, or rows lie over each other. */
function compacts(list: () => Locator): void {
  test('compact rows are 28 px high, one below the other, and clean in both themes and in Arabic', async () => {
    const { page } = studio;
    const rows = (): Promise<number[]> =>
      list()
        .locator('[data-row]')
        .evaluateAll((all) =>
          all
            .map((row) => row.getBoundingClientRect())
            .toSorted((a, b) => a.top - b.top)
            .flatMap(({ top, height }, at, boxes) => [height, (boxes[at + 1]?.top ?? top + height) - top]),
        );
    await ask(page, 'settings.save', { density: 'compact' });
    try {
      await list().evaluate((grid) => (grid.closest('.overflow-y-auto') ?? grid).scrollTo(0, 0));
      await expect.poll(async () => [...new Set(await rows())], soon).toEqual([28]);
      await expectCleanIn(studio, 'compact rows');
    } finally {
      await ask(page, 'settings.save', { density: 'comfortable' });
    }
  });
}

describe('outline', () => {
  beforeAll(() => openCourse(studio.page, 'Gestures'));
  drags(() => outline(studio.page));
  selectionGestures(() => ({ page: studio.page, list: outline(studio.page), groups: 1 }));
  compacts(() => outline(studio.page));
});

describe('queue', () => {
  beforeAll(async () => {
    await studio.page.getByRole('link', { name: 'All uploads' }).click();
    await studio.page.getByRole('grid', { name: 'Queue' }).getByRole('row').first().waitFor();
  });
  selectionGestures(() => ({
    page: studio.page,
    list: studio.page.getByRole('grid', { name: 'Queue' }),
    groups: 0,
  }));
  drags(() => studio.page.getByRole('grid', { name: 'Queue' }));
  compacts(() => studio.page.getByRole('grid', { name: 'Queue' }));
});

describe('course list', () => {
  beforeAll(async () => {
    const { page } = studio;
    const [{ courseId } = { courseId: '' }] = await ask(page, 'course.list', {});
    await ask(page, 'course.delete', { courseIds: [courseId as CourseId] });
    // The newest stands first.
    for (const title of forty.toReversed()) await ask(page, 'course.create', { title });
    await page.getByRole('link', { name: 'Courses' }).first().click();
    await page.getByRole('radio', { name: 'List' }).click();
    await courses().and(studio.page.locator('[aria-rowcount="40"]')).waitFor();
  });
  const courses = () => studio.page.getByRole('grid', { name: 'Courses' });
  selectionGestures(() => ({
    page: studio.page,
    list: courses(),
    scroller: courses().locator('xpath=../..'),
    groups: 0,
  }));
  compacts(courses);

  test('as tiles: arrows go by lines and columns, a rectangle takes what it touches, a search hides and keeps', async () => {
    const hands = handsOn(() => ({ page: studio.page, list: courses(), groups: 0 }));
    await studio.page.getByRole('radio', { name: 'Grid' }).click();
    await hands.click('Amber');
    await hands.press('ArrowRight');
    await expect.poll(hands.selected, soon).toEqual(['Birch']);
    const column = (title: string) => hands.placeIn(title).then(({ x }) => x);
    await hands.press('ArrowDown');
    const below = await hands.selected();
    expect([below, await column(below[0] ?? '')]).toEqual([[expect.stringMatching(/^Row/)], await column('Birch')]);
    await hands.draw('Birch', below[0] ?? '');
    await studio.page.mouse.up();
    await expect.poll(hands.selected, soon).toEqual(['Birch', below[0]]);
    const search = studio.page.getByRole('searchbox', { name: 'Search courses' });
    await search.fill('bir');
    await studio.page.getByText('2 selected, 1 hidden').waitFor();
    await search.fill('');
  });

  test('several are deleted in one step and duplicated in one; the list keeps the keyboard', async () => {
    const hands = handsOn(() => ({ page: studio.page, list: courses(), groups: 0 }));
    const titles = async () => (await ask(studio.page, 'course.list', {})).map(({ title }) => title);
    await hands.click('Amber');
    await hands.click('Cedar', 'Shift');
    await hands.press('Delete');
    await studio.page.getByText('Deleted 3 courses').waitFor();
    await expect.poll(hands.selected, soon).toEqual(['Row 04']);
    await expect.poll(hands.keyboardAt, soon).toBe('Row 04');
    await studio.page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(titles, soon).toEqual([...forty]);
    await hands.click('Amber');
    await hands.click('Birch', 'Control');
    await studio.page.getByRole('button', { name: 'Duplicate', exact: true }).click();
    await studio.page.getByText('Duplicated 2 courses').waitFor();
    await hands.told(2);
    expect((await titles()).slice(0, 3)).toEqual(['Amber copy', 'Birch copy', 'Amber']);
    await hands.press('Control+z');
    await expect.poll(titles, soon).toEqual([...forty]);
    await hands.row('Cedar').dblclick({ position: { x: 5, y: 10 } });
    await studio.page.getByRole('heading', { name: 'Cedar', exact: true }).waitFor();
  });
});

import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSampleCourse } from '../fixtures/sample-course.ts';
import { holdFiles, type Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { type SandboxCloud, startCloud } from '../sandbox/cloud.ts';
import { ask, dropOnCourseList, importAll, lessonRow, openCourse, openSettings } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import {
  dragRow,
  layFolder,
  openNewCourse,
  openStudio,
  outline,
  outlineTitles,
  rows,
  scriptFolderPicker,
  soon,
} from './screens-rig.ts';
import { dock, item, openQueue, queue } from './uploads-rig.ts';

/* Every screen, dialog and menu under axe in both themes and mirrored, and the main job by keyboard alone. */
let studio: Studio;
let page: Page;
let folder: string;
beforeAll(async () => {
  studio = await openStudio();
  ({ page } = studio);
  folder = (await makeSampleCourse(temporaryFolder())).root;
});
afterAll(() => studio.close());

const expectClean = (screen: string, on: Studio = studio, part = 'document'): Promise<void> =>
  expectCleanIn(on, screen, part);

/** A menu or list box over a screen that was looked at without it: axe has no idea that the rest is out of reach. */
const expectCleanPopup = (screen: string, role: 'listbox' | 'menu', on: Studio = studio): Promise<void> =>
  expectClean(screen, on, `'[role=${role}]'`);

test('the empty course list', async () => {
  await page.getByRole('button', { name: 'Choose a folder…' }).waitFor();
  await expectClean('empty course list');
});

test('the import preview, the course and its inspector', async () => {
  await dropOnCourseList(page, folder);
  await page.getByText('What is a cell').first().waitFor();
  await expectClean('import preview');
  await importAll(page);
  await expectClean('course');
  await lessonRow(page, 'Welcome').click();
  await page.locator('video').waitFor();
  await expectClean('inspector');
});

test('details, the filled course list and every page of the settings', async () => {
  await page
    .getByRole('link', { name: 'Details' })
    .or(page.getByRole('button', { name: 'Details' }))
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Subtitle' }).waitFor();
  await expectClean('details');
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('link', { name: 'Cell Biology' }).first().waitFor();
  await expectClean('course list');
  for (const section of ['Account', 'Storage', 'Uploads', 'Backups', 'Appearance', 'Keyboard'] as const) {
    await openSettings(page, section);
    if (section === 'Uploads') await page.getByRole('switch', { name: 'Another limit at certain hours' }).click();
    await expectClean(`settings, ${section}`);
  }
});

test('dialogs and menus of the course list', async () => {
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('button', { name: 'New course', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox').press('Enter');
  await page.getByText('A course needs a title.').waitFor();
  await expectClean('new course dialog with a fault');
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'List' }).click();
  await page.getByRole('columnheader', { name: 'Storage' }).waitFor();
  await expectClean('course list as a table');
  await page.getByRole('link', { name: 'Cell Biology' }).click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await expectCleanPopup('menu of a course', 'menu');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('zzz');
  await page.getByText('No course matches “zzz”.').waitFor();
  await expectClean('nothing found');
  await page.getByRole('searchbox').press('Escape');
  await page.getByRole('radio', { name: 'Grid' }).click();
});

test('the outline at work: typing a title, several selected, its menu, a toast', async () => {
  await openCourse(page, 'Cell Biology');
  await lessonRow(page, 'Mitosis').click();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Title of the lesson' }).first().waitFor();
  await expectClean('a title being typed');
  await page.keyboard.press('Escape');
  await lessonRow(page, 'Welcome').click({ modifiers: ['Control'] });
  await page.getByRole('heading', { name: '2 lessons selected' }).waitFor();
  await expectClean('several selected');
  await lessonRow(page, 'Meiosis').click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await expectCleanPopup('menu of a lesson', 'menu');
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByText('“Meiosis” goes when you save').first().waitFor();
  await expectClean('a toast and a row struck through');
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'detached' });
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /^Saved/ })
    .click();
  await page.getByRole('dialog').waitFor();
  await expectClean('status popover');
  await page.keyboard.press('Escape');
});

test('the details with a fault, and the question on leaving', async () => {
  await openCourse(page, 'Cell Biology');
  await page.getByRole('link', { name: 'Details' }).click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('A course needs a title.').waitFor();
  await expectClean('details with a fault');
  await page.getByRole('combobox', { name: 'Level' }).click();
  await page.getByRole('option', { name: 'Beginner' }).waitFor();
  await expectCleanPopup('an open select box', 'listbox');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('dialog').waitFor();
  await expectClean('leave dialog');
  await page.getByRole('button', { name: 'Discard changes' }).click();
});

test('from right to left: arrows fold the other way, a rectangle and the line between panes follow the hand', async () => {
  await openCourse(page, 'Cell Biology');
  await ask(page, 'settings.save', { locale: 'ar' });
  await page.waitForFunction(() => document.documentElement.dir === 'rtl');
  const outline = page.getByRole('treegrid');
  const chapter = outline.locator('[aria-expanded]').first();
  const isOpen = (): Promise<string | null> => chapter.getAttribute('aria-expanded');
  await chapter.click();
  await page.keyboard.press('ArrowRight');
  await expect.poll(isOpen, soon).toBe('false');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(isOpen, soon).toBe('true');

  const rowOf = async (title: string) => {
    const box = await outline.getByRole('row').filter({ hasText: title }).boundingBox();
    if (!box) throw new Error(`${title} is not on screen`);
    return { end: box.x + 5, start: box.x + box.width - 5, middle: box.y + box.height / 2 };
  };
  const [from, to] = [await rowOf('Mitosis'), await rowOf('Meiosis')];
  await page.mouse.move(from.start, from.middle);
  await page.mouse.down();
  await page.mouse.move(to.start - 60, to.middle, { steps: 4 });
  const rectangle = await page.locator('[data-marquee]').boundingBox();
  await page.mouse.up();
  expect(Math.abs((rectangle?.x ?? 0) + (rectangle?.width ?? 0) - from.start)).toBeLessThan(3);
  await expect.poll(() => outline.getByRole('row', { selected: true }).count(), soon).toBe(2);

  const handle = page.getByRole('separator').first();
  const width = async (): Promise<number> => Number(await handle.getAttribute('aria-valuenow'));
  const before = await width();
  await handle.press('ArrowLeft');
  await expect.poll(width, soon).toBe(before + 16);
  await handle.press('ArrowRight');
  await expect.poll(width, soon).toBe(before);
  await page.keyboard.press('Escape');
  await ask(page, 'settings.save', { locale: 'system' });
  await page.getByRole('treegrid', { name: 'Outline' }).waitFor();
});

test('from right to left: rows are dragged by mouse and keys, the list scrolls under them, and files are put down', async () => {
  const files = [
    '1 - One/1 - A.mp4',
    '1 - One/2 - B.mp4',
    '1 - One/3 - C.mp4',
    '2 - Two/1 - D.mp4',
    '2 - Two/2 - E.mp4',
  ];
  const courseId = await openNewCourse(page, join(temporaryFolder(), 'Letters'), files);
  const row = (title: string): Locator => rows(page).filter({ has: page.getByText(title, { exact: true }) });
  const dragTo = (title: string, over: string, part: number): Promise<void> =>
    dragRow(page, row(title), row(over), part);
  const drawn = async (part: string) => {
    const box = await page.locator(`[data-${part}]:not([hidden])`).boundingBox();
    if (!box) throw new Error(`no ${part} is shown`);
    return { left: box.x, right: box.x + box.width, top: box.y };
  };
  await ask(page, 'settings.save', { locale: 'ar' });
  try {
    await page.locator('html[dir=rtl]').waitFor();
    await dragTo('E', 'A', 0.8);
    const [list, title] = [await outline(page).boundingBox(), await row('A').boundingBox()];
    const [line, ghost] = [await drawn('drop-line'), await drawn('drag-ghost')];
    expect(line.left).toBeCloseTo(list?.x ?? 0, 0);
    expect(line.right).toBeLessThan((list?.x ?? 0) + (list?.width ?? 0) - 30);
    expect(Math.abs(line.top - ((title?.y ?? 0) + (title?.height ?? 0)))).toBeLessThan(3);
    // At the pointer's left: titles begin at the right, and beyond the pointer there was no room for it.
    expect(ghost.right).toBeLessThan((title?.x ?? 0) + 200);
    await page.mouse.up();
    await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'E', 'B', 'C', '# Two', 'D']);
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'A', 'B', 'E', 'C', '# Two', 'D']);

    await row('Two').click();
    await page.keyboard.press('ArrowRight');
    await row('D').waitFor({ state: 'detached' });
    await dragTo('A', 'Two', 0.5);
    await row('D').waitFor();
    await page.mouse.up();
    await expect.poll(() => outlineTitles(page), soon).toEqual(['# One', 'B', 'E', 'C', '# Two', 'A', 'D']);

    const { chapters } = await ask(page, 'course.getOutline', { courseId });
    const place = { chapterId: chapters[1]?.chapterId ?? expect.fail('no second chapter'), afterId: null };
    for (let at = 0; at < 20; at += 1) await ask(page, 'lesson.create', { place, kind: 'text', title: 'More' });
    await row('More').nth(5).waitFor();
    await outline(page).evaluate((box) => box.scrollTo(0, 0));
    const edge = (await outline(page).boundingBox()) ?? { x: 0, y: 0, height: 0 };
    await dragTo('B', 'E', 0.5);
    await page.mouse.move(edge.x + 200, edge.y + edge.height - 4, { steps: 2 });
    await expect.poll(() => outline(page).evaluate((box) => box.scrollTop), soon).toBeGreaterThan(20);
    await page.keyboard.press('Escape');
    await page.mouse.up();

    await outline(page).evaluate((box) => box.scrollTo(0, 0));
    const later = await layFolder(join(temporaryFolder(), 'Later'), ['F.mp4']);
    const held = await holdFiles(page, row('B'), [join(later, 'F.mp4')], 0.9);
    const under = await row('B').boundingBox();
    expect(Math.abs((await drawn('drop-line')).top - ((under?.y ?? 0) + (under?.height ?? 0)))).toBeLessThan(3);
    await held.letGo();
    await page.getByRole('main').getByText('F', { exact: true }).waitFor();
  } finally {
    await ask(page, 'settings.save', { locale: 'system' });
    await page.locator('html[dir=ltr]').waitFor();
  }
});

describe('with a cloud', () => {
  let cloud: SandboxCloud;
  let connected: Studio;
  let view: Page;
  beforeAll(async () => {
    cloud = await startCloud({ folder: temporaryFolder() });
    connected = await openStudio({ args: [`--policy=${cloud.policyFile}`] });
    view = connected.page;
  });
  afterAll(async () => {
    await connected.close();
    await cloud.stop();
  });

  test('the main job by keyboard alone: choose a folder, look, import, rename, undo', async () => {
    await scriptFolderPicker(connected, folder);
    await view.getByRole('button', { name: 'Choose a folder…' }).waitFor();
    await tabTo(view, 'Choose a folder…');
    await view.keyboard.press('Enter');
    await view.getByRole('heading', { name: /^Import “/ }).waitFor();
    await tabTo(view, 'Import 8 lessons');
    await view.keyboard.press('Enter');
    const outline = view.getByRole('treegrid', { name: 'Outline' });
    await outline.waitFor();
    // The first lesson of what was imported has the keyboard.
    await view.waitForFunction(() => document.activeElement?.textContent.includes('Welcome') === true);
    await tabInto(view, 'treegrid');
    await view.keyboard.press('F2');
    await view.getByRole('textbox', { name: /title/i }).first().waitFor();
    await view.keyboard.type('Hello');
    await view.keyboard.press('Enter');
    await outline.getByText('Hello').waitFor();
    await view.keyboard.press('Control+z');
    await outline.getByText('Hello').waitFor({ state: 'detached' });
    expect(await outline.getByText('Welcome').count()).toBe(1);
    // A toast is one stop of many: Tab comes to it and goes past it.
    const before = await tabWhile(view, false);
    const after = await tabWhile(view, true);
    expect(after).not.toBe(before);
  });

  test('the rest of the main job by keyboard alone: save details, sign in, watch the uploads', async () => {
    const [instructor] = cloud.supabase.instructors;
    await tabTo(view, 'Courses');
    await view.keyboard.press('Enter');
    await view.getByRole('heading', { name: 'Courses', exact: true }).waitFor();
    // The list takes the keyboard by itself: a Tab pressed meanwhile went on to the menu of a course.
    await view.waitForFunction(() => Boolean(document.activeElement?.closest('[role=grid]')));
    await view.keyboard.press('Enter');
    // The outline has the keyboard; its toolbar is just before it, and the inspector with its many stops after it.
    await expect.poll(() => view.evaluate(() => document.activeElement?.getAttribute('role')), soon).toBe('row');
    await tabTo(view, 'Details', 'Shift+Tab');
    await view.keyboard.press('Enter');
    await view.getByRole('textbox', { name: 'Subtitle' }).waitFor();
    await tabTo(view, 'Subtitle');
    await view.keyboard.type('What lives');
    await view.keyboard.press('Control+s');
    await view.getByText('All changes saved').waitFor();
    await view.keyboard.press('Control+,');
    await view.getByRole('heading', { name: 'Account' }).waitFor();
    await tabTo(view, 'E-mail address');
    await view.keyboard.type(instructor?.email ?? '');
    await view.keyboard.press('Tab');
    await view.keyboard.type(instructor?.password ?? '');
    await view.keyboard.press('Enter');
    await view.getByText(`Signed in as ${instructor?.email}`).waitFor();
    await dock(view)
      .getByText(/files uploaded and verified/)
      .waitFor();
    await tabTo(view, 'Queue');
    await view.keyboard.press('Enter');
    const items = queue(view).getByRole('listitem');
    await items.getByText(/^\d+ finished$/).waitFor();
    await view.keyboard.press('Tab');
    await view.keyboard.press('Enter');
    await items.nth(1).waitFor();
    expect(await items.nth(1).innerText()).toContain('Ready');
  });

  test('uploads under way, signed in, and the question on signing out', async () => {
    await cloud.b2.faults.away({ mode: 'refuse' });
    await openNewCourse(view, join(temporaryFolder(), 'Plants'), ['1 - Leaves.mp4', '2 - Roots.mp4']);
    await lessonRow(view, 'Leaves').click();
    await dock(view).getByText('Waiting for network').first().waitFor();
    await openQueue(view);
    await ask(view, 'upload.pauseAll', {});
    await dock(view)
      .getByText(/uploads paused/)
      .waitFor();
    await expectClean('uploads', connected);
    await item(view, '1 - Leaves.mp4')
      .getByRole('button', { name: /^More for/ })
      .click();
    await view.getByRole('menu').waitFor();
    await expectCleanPopup('menu of an upload', 'menu', connected);
    await view.keyboard.press('Escape');
    await cloud.supabase.setOffline(true);
    await ask(view, 'course.create', { title: 'Not sent' });
    await openSettings(view, 'Account');
    await expectClean('settings, signed in', connected);
    await view.getByRole('button', { name: 'Sign out' }).click();
    await view.getByRole('dialog', { name: 'Sign out with changes waiting?' }).waitFor();
    await expectClean('sign-out dialog', connected);
  });
});

/** The name of what has the keyboard: its label, else its words. */
const focusedName = () => {
  const at = document.activeElement;
  const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : at?.getAttribute('aria-label');
  return label ?? at?.textContent ?? '';
};

/** Presses Tab, or it backwards, until the control of that name has the focus; fails after a full round. */
async function tabTo(view: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await view.evaluate(focusedName)).trim() === name) return;
    await view.keyboard.press(key);
  }
  throw new Error(`Tab never reaches “${name}”`);
}

/** Presses Tab while the keyboard is, or is not, on a toast; answers the name of what it was on before, or is on then. */
async function tabWhile(view: Page, isOn: boolean): Promise<string> {
  const isOnToast = () => document.activeElement?.closest('[data-sonner-toaster]') !== null;
  for (let presses = 0; presses < 60; presses += 1) {
    const name = await view.evaluate(focusedName);
    await view.keyboard.press('Tab');
    if ((await view.evaluate(isOnToast)) !== isOn) return isOn ? view.evaluate(focusedName) : name;
  }
  throw new Error(isOn ? 'Tab never leaves the toast' : 'Tab never reaches the toast');
}

async function tabInto(view: Page, role: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const isIn = (wanted: string) => Boolean(document.activeElement?.closest(`[role=${wanted}]`));
    if (await view.evaluate(isIn, role)) return;
    await view.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches a ${role}`);
}

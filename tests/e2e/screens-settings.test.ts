import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import { ask, openSettings } from '../story/steps.ts';
import { openSignedInStudio, openStudio, soon } from './screens-rig.ts';

/* The settings in the built app: what is set takes effect at once, what the organisation sets stays as it is. */
let cloud: SandboxCloud;
let studio: Studio;
let page: Page;

beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
  studio = await openSignedInStudio(cloud);
  page = studio.page;
});
afterAll(async () => {
  await studio.close();
  await cloud.stop();
});

const field = (name: string): Locator => page.getByLabel(name, { exact: true });
const isReadOnly = (name: string): Promise<boolean> =>
  field(name).evaluate((input) => (input as HTMLInputElement).readOnly);

test('what the policy sets is shown and cannot be changed; the key is never shown', async () => {
  await openSettings(page, 'Account');
  await page.getByText('Managed by your organisation').waitFor();
  expect(await isReadOnly('Address')).toBe(true);
  expect(await isReadOnly('Publishable key')).toBe(true);
  expect(await field('Address').inputValue()).toBe(cloud.supabase.url);
  await expect.poll(() => page.getByRole('button', { name: 'Save server' }).count(), soon).toBe(0);
  await openSettings(page, 'Storage');
  await page.getByText('Managed by your organisation').waitFor();
  for (const name of ['Key ID', 'Application key', 'Bucket', 'Folder in the bucket', 'Endpoint']) {
    expect(await isReadOnly(name)).toBe(true);
  }
  expect(await field('Application key').inputValue()).toBe('');
  expect(await field('Bucket').inputValue()).toBe(cloud.b2.bucket.bucketName);
  await expect.poll(() => page.getByRole('button', { name: /Save storage|Disconnect/ }).count(), soon).toBe(0);
  expect(await page.content()).not.toContain(cloud.b2.keys.restricted.applicationKey);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText('Everything works.').waitFor();
});

test('the server and the storage by hand: faults beside their fields, a wrong key in plain words', async () => {
  const other = await openStudio();
  const input = (name: string): Locator => other.page.getByLabel(name, { exact: true });
  try {
    await openSettings(other.page, 'Account');
    await other.page.getByText('You can sign in as soon as the server is set up.').waitFor();
    const headings = (): Promise<string[]> =>
      other.page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts();
    expect(await headings()).toEqual(['Server', 'Account', 'This computer']);
    await expect.poll(() => input('Password').count(), soon).toBe(0);
    await input('Address').fill('http://example.com');
    await input('Publishable key').fill('sb_secret_x');
    await other.page.getByText('This is a secret key.').waitFor();
    await input('Publishable key').fill('sb_publishable_x');
    await other.page.getByText('This is a secret key.').waitFor({ state: 'detached' });
    await other.page.getByRole('button', { name: 'Save server' }).click();
    await other.page.getByText('The address must start with https://.').waitFor();
    await openSettings(other.page, 'Storage');
    const save = other.page.getByRole('button', { name: 'Save storage' });
    expect(await save.isDisabled()).toBe(true);
    await input('Key ID').fill(cloud.b2.keys.restricted.keyId);
    await save.click();
    await expect.poll(() => other.page.getByText('This is needed.').count(), soon).toBeGreaterThan(1);
    await input('Application key').fill('wrong');
    await input('Bucket').fill(cloud.b2.bucket.bucketName);
    await input('Endpoint').fill(cloud.b2.url);
    await other.page.getByRole('button', { name: 'Test connection' }).click();
    const finding = other.page.getByText('Backblaze does not accept this key.');
    await finding.waitFor();
    // What was found is not true of what is typed since.
    await input('Bucket').press('End');
    await other.page.keyboard.type('x');
    await finding.waitFor({ state: 'detached' });
    await other.page.keyboard.press('Backspace');
    await save.click();
    await other.page.getByText('Not saved. Change what is marked below, then save again.').waitFor();
    expect(await ask(other.page, 'storage.get', {})).toBeNull();
  } finally {
    await other.close();
  }
});

describe('what is set here', () => {
  let first: Studio;
  beforeAll(async () => {
    first = await openStudio();
  });
  afterAll(() => first.close());

  test('the theme changes at once, in every window', async () => {
    const isDark = (on: Page): Promise<boolean> =>
      on.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    const frame = (on: Page): Promise<string> =>
      on.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const opening = first.app.waitForEvent('window');
    await ask(first.page, 'app.openWindow', { courseId: null });
    const second = await opening;
    await openSettings(first.page, 'Appearance');
    await first.page.getByRole('radio', { name: 'Light' }).click();
    await expect.poll(() => isDark(second), soon).toBe(false);
    const light = await frame(second);
    await first.page.getByRole('radio', { name: 'Dark' }).click();
    await expect.poll(() => isDark(first.page), soon).toBe(true);
    await expect.poll(() => isDark(second), soon).toBe(true);
    expect(await frame(second)).not.toBe(light);
  });

  test('what the system draws of a window has the theme, too, whoever changes it', async () => {
    await first.app.evaluate(({ BrowserWindow, nativeTheme }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (!window) throw new Error('no window');
      nativeTheme.themeSource = 'light';
      // Nobody can ask a window for the colours of its buttons.
      window.setTitle('{}');
      window.setTitleBarOverlay = (overlay) => window.setTitle(JSON.stringify(overlay));
      nativeTheme.themeSource = 'dark';
    });
    const drawn = await first.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return [window?.getBackgroundColor().toLowerCase(), JSON.parse(window?.getTitle() ?? '{}').color];
    });
    // The buttons of a Mac are its own.
    expect(drawn).toEqual(['#171615', process.platform === 'darwin' ? undefined : '#171615']);
  });

  test('the language changes at once, in every window and in the menu, and its direction with it', async () => {
    const frame = (on: Page): Promise<string> =>
      on.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dir}`);
    const menu = (): Promise<string[]> =>
      first.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
    const { page: on } = first;
    const choose = async (language: string, box: string): Promise<void> => {
      await on.getByRole('combobox', { name: box }).click();
      await on.getByRole('option', { name: language }).click();
    };
    const second = first.app.windows().find((window) => window !== on);
    if (!second) throw new Error('the second window is gone');
    await openSettings(on, 'Appearance');
    await choose('Español', 'Language');
    await on.getByRole('heading', { name: 'Apariencia' }).waitFor();
    await second.getByRole('button', { name: 'Elegir una carpeta…' }).waitFor();
    expect((await menu()).slice(0, 2)).toEqual(['Archivo', 'Edición']);
    await choose('العربية', 'Idioma');
    await expect.poll(() => Promise.all([frame(on), frame(second)]), soon).toEqual(['ar rtl', 'ar rtl']);
    await ask(on, 'settings.save', { locale: 'system' });
    await on.getByRole('combobox', { name: 'Language' }).waitFor();
    await expect.poll(menu, soon).toContain('File');
    expect(await frame(second)).toBe('en ltr');
  });

  test('the speed limit: what is typed wrong is said, what is saved holds at once', async () => {
    const saved = () => ask(first.page, 'upload.getSettings', {});
    const { page: on } = first;
    await openSettings(on, 'Uploads');
    const button = on.getByRole('button', { name: 'Save limit' });
    await on.getByLabel('Speed limit').fill('fast');
    await button.click();
    await on.getByText('Enter a number from 0.05 on, or leave it empty.').waitFor();
    expect((await saved()).limitBytesPerSecond).toBeNull();
    await on.getByLabel('Speed limit').fill('2.5');
    await on.getByRole('switch', { name: 'Another limit at certain hours' }).click();
    await on.getByLabel('From', { exact: true }).fill('22:00');
    await on.getByLabel('To', { exact: true }).fill('06:00');
    await on.getByLabel('Limit in these hours').fill('0.05');
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])
      await on.getByRole('checkbox', { name: day }).uncheck();
    await button.click();
    await on.getByText('Choose at least one day.').waitFor();
    await on.getByRole('checkbox', { name: 'Sunday' }).check();
    await button.click();
    await on.getByText('Limit saved').waitFor();
    const night = { fromMinute: 22 * 60, toMinute: 6 * 60, weekdays: [0], limitBytesPerSecond: 50_000 };
    expect(await saved()).toMatchObject({ limitBytesPerSecond: 2_500_000, hours: night });
  });

  test('both stay over a restart', async () => {
    await first.close();
    first = await openStudio({ dataDir: first.dataDir });
    const { page: on } = first;
    expect(await on.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
    await openSettings(on, 'Appearance');
    await expect.poll(() => on.getByRole('radio', { name: 'Dark' }).getAttribute('aria-checked'), soon).toBe('true');
    await openSettings(on, 'Uploads');
    await expect.poll(() => on.getByLabel('Speed limit').inputValue(), soon).toBe('2.5');
    expect(await on.getByRole('checkbox', { name: 'Sunday' }).isChecked()).toBe(true);
    expect((await ask(on, 'upload.getSummary', {})).limit?.untilMs).toBeGreaterThan(Date.now());
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { LaunchOptions, Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { Seed } from '../sandbox/b2/options.ts';
import { type B2Sandbox, startB2Sandbox } from '../sandbox/b2/sandbox.ts';
import { importFolder, layFolder, openStudio } from './screens-rig.ts';

/** A line on which a file of some megabytes is under way for as long as a test looks at it. */
export const CRAWLING = { bytesPerSecondTotal: 200_000 } as const;

/** A storage of its own and a policy that leads to it: what uploads need, without an account. */
export async function startStorage(seed: Seed = {}): Promise<{ readonly b2: B2Sandbox; readonly policy: string }> {
  const folder = temporaryFolder();
  const b2 = await startB2Sandbox({ dir: join(folder, 'b2'), seed: { prefix: 'courses/', ...seed } });
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, JSON.stringify({ storage: accessTo(b2) }));
  return { b2, policy };
}

interface StorageKey {
  readonly keyId: string;
  readonly applicationKey: string;
}
/** What leads to a storage, with the key that an instructor gets or another one. */
export const accessTo = (b2: B2Sandbox, key: StorageKey = b2.keys.restricted) => ({
  ...key,
  bucket: b2.bucket.bucketName,
  prefix: b2.prefix,
  endpoint: b2.url,
});

/** A studio that sends to it. */
export const openSendingStudio = (policy: string, options: LaunchOptions = {}): Promise<Studio> =>
  openStudio({ ...options, args: [`--policy=${policy}`] });

export const dock = (page: Page): Locator => page.getByRole('region', { name: 'Uploads', exact: true });
export const queue = (page: Page): Locator => dock(page).getByRole('list', { name: 'Queue' });
export const item = (page: Page, file: string): Locator => queue(page).getByRole('listitem').filter({ hasText: file });

export async function openQueue(page: Page): Promise<void> {
  await dock(page).waitFor();
  if ((await queue(page).count()) === 0) await dock(page).getByRole('button', { name: 'Queue' }).click();
}

/** Chooses a verb in the menu of a row. */
export async function more(page: Page, file: string, verb: string): Promise<void> {
  await item(page, file)
    .getByRole('button', { name: `More for “${file}”` })
    .click();
  await page.getByRole('menuitem', { name: verb }).click();
}

/** A course of these files, which are queued, with the queue open. Answers its folder. */
export async function queueFiles(page: Page, title: string, files: readonly string[], bytes: number): Promise<string> {
  const root = await layFolder(join(temporaryFolder(), title), files, bytes);
  await importFolder(page, root);
  await openQueue(page);
  for (const file of files) await item(page, file).waitFor();
  return root;
}

/** Bytes of it have left, and its bar says so. */
export const isUnderWay = (page: Page, file: string): Promise<void> =>
  item(page, file)
    .getByText(/^\d+% · /)
    .waitFor();

/** Drags a toast out of the window, as one does to be done with it. */
export async function swipeAway(page: Page, toast: Locator): Promise<void> {
  const box = await toast.boundingBox();
  if (!box) throw new Error('the toast is not on screen');
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + 20, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, middle, { steps: 5 });
  await page.mouse.up();
}

/** What Ctrl+V puts into a field. */
export async function pasted(page: Page): Promise<string> {
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' })));
  const field = page.locator('#paste');
  await field.focus();
  await page.keyboard.press('Control+v');
  const text = await field.inputValue();
  await field.evaluate((element) => element.remove());
  return text;
}

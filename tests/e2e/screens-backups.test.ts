import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { damagePage } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { ask, openSettings } from '../story/steps.ts';
import { axeFaults, expectCleanIn } from './axe.ts';
import { smallDisk } from './errors-machine.ts';
import { alterDatabase, firstDatabase, fingerprint, notice, openStudio } from './errors-rig.ts';
import { soon } from './screens-rig.ts';

/* Backups in the built app: made, gone back to by mouse and keyboard, and opened by themselves after damage. */
const backups = (page: Page) => page.getByRole('list', { name: 'Backups on this computer' }).getByRole('listitem');
const titles = async (page: Page): Promise<string[]> =>
  (await ask(page, 'course.list', {})).map(({ title }) => title).toSorted();

async function backUp(page: Page): Promise<void> {
  const before = await backups(page).count();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect.poll(() => backups(page).count(), soon).toBe(before + 1);
}

test('a backup is made, gone back to, and the way back is taken back, by mouse and by keyboard', async () => {
  const studio = await openStudio();
  const { page } = studio;
  await ask(page, 'course.create', { title: 'Then' });
  await openSettings(page, 'Backups');
  await page.getByText('There is no backup yet.').waitFor();
  await backUp(page);
  await backups(page).filter({ hasText: 'Made by you · 1 course · 0 lessons' }).waitFor();
  await ask(page, 'course.create', { title: 'Since' });

  await backups(page).getByRole('button', { name: 'Restore…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Go back to' });
  await dialog.getByText('2 changes that have not reached the cloud stay in that backup only.').waitFor();
  await expectCleanIn(studio, 'question before a restore');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await page.getByText('Restored the backup of').first().waitFor();
  expect(await titles(page)).toEqual(['Then']);

  const replaced = backups(page).filter({ hasText: 'Before a restore · 2 courses' });
  const again = replaced.getByRole('button', { name: 'Restore…' });
  await again.focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count(), soon).toBe(0);
  expect(await titles(page)).toEqual(['Then']);
  await expect.poll(() => again.evaluate((button) => button === document.activeElement), soon).toBe(true);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Restore' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => titles(page), soon).toEqual(['Since', 'Then']);
});

test('a damaged backup is refused and nothing changes', async () => {
  const { page, dataDir } = await openStudio();
  await ask(page, 'course.create', { title: 'Here' });
  await openSettings(page, 'Backups');
  await backUp(page);
  const folder = join(dirname(firstDatabase(dataDir)), 'backups');
  truncateSync(join(folder, readdirSync(folder)[0] ?? ''), 5_000);
  await backups(page).getByRole('button', { name: 'Restore…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await dialog.getByText('This backup is damaged.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await titles(page)).toEqual(['Here']);
});

test('a damaged data file: the studio opens on the last good backup and says so', async () => {
  const first = await openStudio();
  await ask(first.page, 'course.create', { title: 'Backed up' });
  await openSettings(first.page, 'Backups');
  await backUp(first.page);
  await ask(first.page, 'course.create', { title: 'Not in it' });
  await first.close();
  const path = firstDatabase(first.dataDir);
  truncateSync(path, 20_000);
  const damaged = fingerprint(path);

  const { page } = await openStudio({ dataDir: first.dataDir });
  await notice(page, 'The data file was damaged. Lectern opened the backup of').waitFor();
  expect(await titles(page)).toEqual(['Backed up']);
  await page.getByRole('link', { name: 'Backed up' }).first().waitFor();
  const kept = readdirSync(dirname(path)).find((name) => name.startsWith('lectern.db.damaged-')) ?? '';
  expect(fingerprint(join(dirname(path), kept))).toBe(damaged);
  await page.getByText(kept).waitFor();
});

test('damage while the studio runs: it goes on with the backup and what waited, says so, and is usable at once', async () => {
  const studio = await openStudio();
  const { page, dataDir } = studio;
  await ask(page, 'course.create', { title: 'Backed up' });
  await openSettings(page, 'Backups');
  await backUp(page);
  await ask(page, 'course.create', { title: 'Not in it' });
  const path = firstDatabase(dataDir);
  damagePage(path, 'courses');
  await page.getByRole('link', { name: 'Courses' }).first().click();

  await notice(page, 'The data file was damaged. Lectern opened the backup of')
    .filter({ hasText: '1 change that had not reached the cloud could be read and is in place.' })
    .waitFor();
  await expect.poll(() => titles(page).catch(() => []), soon).toEqual(['Backed up', 'Not in it']);
  await page.getByRole('link', { name: 'Not in it' }).first().waitFor();
  await expectCleanIn(studio, 'courses after a restore');
  await ask(page, 'course.create', { title: 'And on' });
  await page.getByRole('link', { name: 'And on' }).first().waitFor();
  const kept = readdirSync(dirname(path)).filter((name) => /\.damaged-[^.]*Z$/.test(name));
  expect(kept).toHaveLength(1); // however many questions came across it
});

test('a backup of a newer Lectern is shown as such and cannot be gone back to; the folder gone, the next makes it again', async () => {
  const { page, dataDir } = await openStudio();
  await ask(page, 'course.create', { title: 'Here' });
  await openSettings(page, 'Backups');
  await backUp(page);
  const folder = join(dirname(firstDatabase(dataDir)), 'backups');
  const [name = ''] = readdirSync(folder);
  alterDatabase(join(folder, name), (db) => db.pragma('user_version = 9999'));
  await backUp(page); // and the list is read again
  const newer = backups(page).filter({ hasText: 'Made by a newer Lectern' });
  await newer.waitFor();
  await expect.poll(() => newer.getByRole('button').count(), soon).toBe(0);
  expect(await backups(page).getByRole('button', { name: 'Restore…' }).count()).toBe(1);
  await expect(ask(page, 'backup.restore', { name })).rejects.toThrow('BACKUP_NEWER');
  expect(await titles(page)).toEqual(['Here']);
  expect(await axeFaults(page)).toEqual([]);

  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'no folder');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByText('Lectern cannot use its folder of backups.').first().waitFor();
  rmSync(folder);
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect.poll(() => backups(page).count(), soon).toBe(1);
  await expect.poll(() => page.getByText('Lectern cannot use its folder of backups.').count(), soon).toBe(0);
});

test('the disk is full: said so, no half of a backup is left or counted, the old one stays, and it works when there is space', async () => {
  const dataDir = temporaryFolder();
  const disk = smallDisk(dataDir);
  const { page, app } = await openStudio({ dataDir, ...(disk.wrapper ? { wrapper: disk.wrapper } : {}) });
  for (let n = 0; n < 30; n++) await ask(page, 'course.create', { title: `${n}`.padEnd(200, 'x') });
  await openSettings(page, 'Backups');
  await backUp(page);
  disk.happen(app);
  await page.getByRole('button', { name: 'Back up now' }).click();
  await page.getByText(/There is no room on the disk for a backup|Lectern cannot use its folder of backups/).waitFor();
  expect(await backups(page).count()).toBe(1);
  disk.end(app);
  await backUp(page);
  expect(await titles(page)).toHaveLength(30);
});

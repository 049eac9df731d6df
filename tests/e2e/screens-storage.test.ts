import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import { createSettingsTable } from '../../src/main/db/tables/settings.ts';
import { openTestDatabase } from '../helpers/database.ts';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { type B2Sandbox, startB2Sandbox } from '../sandbox/b2/sandbox.ts';
import { signIn, storeFile } from '../sandbox/b2/testing.ts';
import { ask, connectStorage, openSettings } from '../story/steps.ts';
import { expectCleanIn } from './axe.ts';
import { firstDatabase } from './errors-rig.ts';
import { allStored, importFolder, layFolder, openStudio, soon } from './screens-rig.ts';
import { accessTo, dock } from './uploads-rig.ts';

/* Settings › Storage in the built app: what is used, what is wrong, and what was not done. */
let b2: B2Sandbox;
let studio: Studio;
let page: Page;
beforeAll(async () => {
  b2 = await startB2Sandbox({ dir: temporaryFolder(), seed: { bucket: 'our-bucket', prefix: 'courses/' } });
  studio = await openStudio();
  ({ page } = studio);
  await connectStorage(page, { storage: accessTo(b2) });
});
afterAll(async () => {
  await studio.close();
  await b2.stop();
});
const items = (list: string): Locator => page.getByRole('list', { name: list, exact: true }).getByRole('listitem');

test('what each course keeps there', async () => {
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Cells'), ['1 - One/1 - Alpha.mp4'], 2_000_000));
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Plants'), ['1 - One/1 - Leaf.mp4'], 5_000_000));
  await allStored(page);
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await openSettings(page, 'Storage');
  await expect.poll(() => items('Storage used by course').count(), soon).toBe(2);
  const [first = '', second = ''] = await items('Storage used by course').allInnerTexts();
  expect([first, second].map((text) => text.split('\n')[0])).toEqual(['Plants', 'Cells']);
  await page.getByText('7 MB used').or(page.getByText('7.0 MB used')).waitFor();
});

test('the storage check: each question with its state, again, and as details; clean in both themes', async () => {
  await page.getByRole('button', { name: 'Check storage' }).click();
  const row = (name: string): Locator => items('What was checked').filter({ hasText: name });
  await row('Playback on web pages').getByText('Warning').waitFor();
  await row('Playback on web pages').getByText('CORS Rules').waitFor();
  expect(await items('What was checked').filter({ hasText: 'Good' }).count()).toBe(7);
  await expectCleanIn(studio, 'storage settings with a check');
  b2.clock.skewDateHeader(-3_600_000);
  await page.getByRole('button', { name: 'Run again' }).click();
  await row('This computer’s clock').getByText('Warning').waitFor();
  b2.clock.skewDateHeader(0);
  await page.getByRole('button', { name: 'Copy details' }).last().click();
  await page.getByText('Details copied').first().waitFor();
});

test('a queue that is larger than what the quota leaves waits, names the shortfall, and is sent when somebody says so', async () => {
  await page.getByLabel('Quota in GB').fill('none');
  await page.getByRole('button', { name: 'Save quota' }).click();
  await page.getByText('Type a number above 0, such as 250.').waitFor();
  await page.getByLabel('Quota in GB').fill('0.008');
  await page.getByRole('button', { name: 'Save quota' }).click();
  await page.getByText('Quota saved').first().waitFor();
  const since = b2.log.mark();
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Fungi'), ['1 - One/1 - Cap.mp4'], 3_000_000));
  await expect
    .poll(async () => (await ask(page, 'upload.getSummary', {})).stoppedBy?.code ?? null, soon)
    .toBe('over-quota');
  await dock(page).getByText('2 MB short: 3 MB needed, 1 MB left · 0 of 1 fit').waitFor();
  await dock(page).getByRole('link', { name: 'All uploads' }).click();
  const notice = page.getByRole('alert').filter({ hasText: '0 of 1 file fits in what is left.' });
  await notice.getByRole('button', { name: 'Select what does not fit' }).press('Enter');
  await page.getByRole('toolbar', { name: '1 selected' }).waitFor();
  await page.getByRole('grid', { name: 'Queue' }).getByText('It does not fit in what the quota leaves.').waitFor();
  await expectCleanIn(studio, 'queue page with a shortfall');
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await openSettings(page, 'Storage');
  const alert = page.getByRole('alert').filter({ hasText: 'The queue needs 3 MB, 1 MB are left: 2 MB short.' });
  await alert.getByText('Nothing is sent until you raise the quota').waitFor();
  await expectCleanIn(studio, 'storage settings with a shortfall');
  const sent = b2.log.entries({ since }).filter(({ operation }) => /upload|start_large/.test(operation));
  expect(sent).toEqual([]);
  await alert.getByRole('button', { name: 'Send anyway' }).click();
  await allStored(page);
  await page.getByLabel('Quota in GB').fill('');
  await page.getByRole('button', { name: 'Save quota' }).click();
  await alert.waitFor({ state: 'detached' });
});

test('the CDN: an address in the clear is refused, and the token that is saved is never shown', async () => {
  await page.getByLabel('Base URL').fill('http://cdn.example.com');
  await page.getByLabel('Zone ID').fill('our-zone');
  await page.getByLabel('API token').fill('token-of-ours');
  await page.getByRole('button', { name: 'Save CDN' }).click();
  await page.getByText('The address of the CDN must start with https://.').waitFor();
  await page.getByLabel('Base URL').fill('https://cdn.example.com/file/our-bucket');
  await page.getByRole('button', { name: 'Save CDN' }).click();
  await page.getByText('CDN saved').first().waitFor();
  expect(await page.getByLabel('API token').inputValue()).toBe('');
  expect(await page.content()).not.toContain('token-of-ours');
  expect(await ask(page, 'storage.getCdn', {})).toMatchObject({ zoneId: 'our-zone', tokenSaved: true });
  await page.getByLabel('Zone ID').fill('');
  await page.getByRole('button', { name: 'Test CDN' }).click();
  await page.getByText('Fill in base URL, zone ID and API token to test them.').waitFor();
});

/** What takes weeks to come about: a deletion that the key may not do, and a replaced version that fills the quota. */
async function restartWithLeftovers(): Promise<void> {
  await studio.close();
  const { db, mutator, edit } = openTestDatabase(firstDatabase(studio.dataDir));
  const payload = { fileId: 'theirs', objectName: 'courses/media/old.mp4', bucketName: 'another-bucket' };
  const jobs = createJobTable(db, () => crypto.randomUUID());
  jobs.add({ kind: 'delete-version', key: 'theirs', payload, dueAtMs: 0 }, 0);
  const mediaId = db
    .prepare('SELECT media_id FROM media_versions WHERE b2_file_id IS NOT NULL')
    .pluck()
    .get() as string;
  // It is looked for when the studio is back: what is not there counts as not stored.
  const { fileId } = await storeFile(await signIn(b2), b2, 'courses/before.mp4', 'before');
  const origin = { media_id: mediaId, file_name: 'before.mp4', bytes: 5_000_000, created_at_ms: 1 };
  const stored = {
    bucket_name: 'our-bucket',
    object_name: 'courses/before.mp4',
    b2_file_id: String(fileId),
    stored_at_ms: 1,
  };
  const draft = { t: 'media_versions', id: edit.newId(), k: 'put', v: { origin, stored } } as const;
  mutator.mutate({ label: { code: 'media.store', count: 1, name: 'before.mp4' }, drafts: [draft], undoable: false });
  createSettingsTable(db).set('quotaBytes', 16_000_000);
  db.close();
  studio = await openStudio({ dataDir: studio.dataDir });
  ({ page } = studio);
}

test('what could not be done in the storage: its reason, tried again, and removed from the list', async () => {
  await restartWithLeftovers();
  await openSettings(page, 'Storage');
  const dead = items('Stopped').filter({ hasText: 'Delete “old.mp4” from the storage' });
  await dead.getByText('The key may not do this, or is for another bucket.').waitFor();
  await expectCleanIn(studio, 'storage settings with a stopped job');
  await dead.getByRole('button', { name: /^Try again/ }).click();
  await dead.getByText('The key may not do this').waitFor();
  await dead.getByRole('button', { name: /^Remove/ }).click();
  await expect.poll(() => items('Stopped').count(), soon).toBe(0);
  await page.getByText('Nothing waits.').waitFor();
});

test('replaced versions are deleted: the queue that had no room for itself goes on', async () => {
  const stoppedBy = async () => (await ask(page, 'upload.getSummary', {})).stoppedBy?.code ?? null;
  await importFolder(page, await layFolder(join(temporaryFolder(), 'Mosses'), ['1 - One/1 - Peat.mp4'], 3_000_000));
  await expect.poll(stoppedBy, soon).toBe('over-quota');
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await openSettings(page, 'Storage');
  await page.getByRole('button', { name: 'Delete replaced versions…' }).click();
  const question = page.getByRole('dialog', { name: 'Delete replaced versions?' });
  await question.waitFor();
  await expectCleanIn(studio, 'question before replaced versions are deleted');
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(stoppedBy, soon).toBeNull();
  await allStored(page);
});

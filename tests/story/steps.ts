import type { Page } from 'playwright-core';
import type { RouteName } from '../../src/shared/ipc/contract.ts';
import type { InputOf, OutputOf } from '../../src/shared/ipc/define.ts';
import type { Result } from '../../src/shared/ipc/result.ts';
import type { Routes } from '../../src/shared/ipc/contract.ts';
import { dropFolder } from '../helpers/launch.ts';
import type { CloudAccess, Credentials } from './cloud-audit.ts';

/** What a person does in the app, by roles and names. */

export async function dropOnCourseList(page: Page, folder: string): Promise<void> {
  const target = page.getByText('Drop a folder of videos here to make a course.');
  await target.waitFor();
  await dropFolder(page, target, [folder]);
  await page.getByRole('heading', { name: /^Import “/ }).waitFor();
}

/** Presses *Import* and waits for the course page. */
export async function importAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Import \d+ lessons?$/ }).click();
  await page.getByRole('treegrid', { name: 'Outline' }).waitFor();
}

export const lessonRow = (page: Page, title: string) =>
  page.getByRole('treegrid', { name: 'Outline' }).getByRole('row').filter({ hasText: title });

export async function openSettings(
  page: Page,
  section: 'Account' | 'Storage' | 'Uploads' | 'Backups' | 'Appearance' | 'Keyboard',
): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('link', { name: section, exact: true }).click();
  // A region called as the dock is would be taken for it.
  const name = section === 'Uploads' ? 'Uploads from this computer' : section;
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

/** Types the server's address and key, as it is done without a policy file. */
export async function saveServer(page: Page, { supabase }: CloudAccess): Promise<void> {
  await openSettings(page, 'Account');
  await page.getByLabel('Address', { exact: true }).fill(supabase.url);
  await page.getByLabel('Publishable key').fill(supabase.publishableKey);
  await page.getByRole('button', { name: 'Save server' }).click();
  await page.getByText('Server saved').first().waitFor();
}

export async function connectStorage(page: Page, { storage }: Pick<CloudAccess, 'storage'>): Promise<void> {
  await openSettings(page, 'Storage');
  await page.getByLabel('Key ID').fill(storage.keyId);
  await page.getByLabel('Application key', { exact: true }).fill(storage.applicationKey);
  await page.getByLabel('Bucket', { exact: true }).fill(storage.bucket);
  await page.getByLabel('Folder in the bucket').fill(storage.prefix);
  await page.getByLabel('Endpoint').fill(storage.endpoint ?? '');
  await page.getByRole('button', { name: 'Save storage' }).click();
  await page.getByText('Storage saved').first().waitFor();
}

export async function signIn(page: Page, { email, password }: Credentials): Promise<void> {
  await openSettings(page, 'Account');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText(`Signed in as ${email}`).waitFor();
}

export async function openCourse(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Courses' }).first().click();
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('treegrid', { name: 'Outline' }).waitFor();
}

/** Renames by keyboard: select the row, F2, type, Enter. */
export async function renameLesson(page: Page, from: string, to: string): Promise<void> {
  await lessonRow(page, from).click();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: /title/i }).first().waitFor();
  await page.keyboard.type(to);
  await page.keyboard.press('Enter');
  await lessonRow(page, to).waitFor();
}

const invokeInPage = ({ route, input }: { route: string; input: unknown }): Promise<unknown> =>
  lectern.invoke(route, input);

/** Asks main what a page could ask, for figures that a screen rounds. */
export async function ask<Name extends RouteName>(
  page: Page,
  route: Name,
  input: InputOf<Routes[Name]>,
): Promise<OutputOf<Routes[Name]>> {
  const answer = (await page.evaluate(invokeInPage, {
    route: route as string,
    input: input as unknown,
  })) as Result<unknown>;
  if (!answer.success) throw new Error(`${route}: ${answer.error.code} ${answer.error.message}`);
  return answer.data as OutputOf<Routes[Name]>;
}

/** Calls `look` until it answers true; `what` names what was waited for in vain. */
export async function until(what: string, look: () => Promise<boolean>, deadlineMs = 120_000): Promise<void> {
  const endMs = Date.now() + deadlineMs;
  while (!(await look())) {
    if (Date.now() > endMs) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

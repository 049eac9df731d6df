import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { type B2Sandbox, startB2Sandbox } from '../sandbox/b2/sandbox.ts';
import { importFolder, layFolder, openStudio } from './screens-rig.ts';

/** A line on which a file of some megabytes is under way for as long as a test looks at it. */
export const CRAWLING = { bytesPerSecondTotal: 200_000 } as const;

/** A storage of its own and a policy that leads to it: what uploads need, without an account. */
export async function startStorage(): Promise<{ readonly b2: B2Sandbox; readonly policy: string }> {
  const folder = temporaryFolder();
  const b2 = await startB2Sandbox({ dir: join(folder, 'b2'), seed: { prefix: 'courses/' } });
  const policy = join(folder, 'policy.json');
  const storage = { ...b2.keys.restricted, bucket: b2.bucket.bucketName, prefix: b2.prefix, endpoint: b2.url };
  writeFileSync(policy, JSON.stringify({ storage }));
  return { b2, policy };
}

/** A studio that sends to it. */
export const openSendingStudio = (policy: string, dataDir?: string): Promise<Studio> =>
  openStudio({ args: [`--policy=${policy}`], ...(dataDir === undefined ? {} : { dataDir }) });

export const dock = (page: Page): Locator => page.getByRole('region', { name: 'Uploads', exact: true });
export const queue = (page: Page): Locator => dock(page).getByRole('list', { name: 'Queue' });
export const item = (page: Page, file: string): Locator => queue(page).getByRole('listitem').filter({ hasText: file });

/** A course of these files, which are queued, with the queue open. Answers its folder. */
export async function queueFiles(page: Page, title: string, files: readonly string[], bytes: number): Promise<string> {
  const root = await layFolder(join(temporaryFolder(), title), files, bytes);
  await importFolder(page, root);
  await dock(page).waitFor();
  if ((await queue(page).count()) === 0) await dock(page).getByRole('button', { name: 'Queue' }).click();
  for (const file of files) await item(page, file).waitFor();
  return root;
}

/** Bytes of it have left, and its bar says so. */
export const isUnderWay = (page: Page, file: string): Promise<void> =>
  item(page, file)
    .getByText(/^\d+% · /)
    .waitFor();

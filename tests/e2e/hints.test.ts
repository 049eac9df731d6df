import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud } from '../sandbox/cloud.ts';
import { ask } from '../story/steps.ts';
import { openSignedInStudio, soon } from './screens-rig.ts';

/** What the studio wrote about its hints. */
function saysOfHints(dataDir: string): string[] {
  const folder = join(dataDir, 'logs');
  const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'));
  return lines.filter((line) => line.includes('sync.hints'));
}

test('two studios of one person: what one makes shows in the other well before its next poll', async () => {
  const cloud = await startCloud({ folder: temporaryFolder() });
  const [first, second] = [await openSignedInStudio(cloud), await openSignedInStudio(cloud)];
  try {
    await expect.poll(() => saysOfHints(second.dataDir).join(' '), soon).toContain('listening');
    await second.page.getByRole('link', { name: 'Courses' }).first().click();
    await ask(first.page, 'course.create', { title: 'Made over there' });
    await second.page.getByRole('link', { name: 'Made over there' }).first().waitFor();
    await cloud.supabase.setOffline(true);
    await expect.poll(() => saysOfHints(second.dataDir).length, soon).toBe(2); // one line per change of state
  } finally {
    await second.close();
    await first.close();
    await cloud.stop();
  }
});

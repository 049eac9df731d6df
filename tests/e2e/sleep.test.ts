import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import { ask } from '../story/steps.ts';
import { allStored, importFolder, layFolder, openSignedInStudio, soon } from './screens-rig.ts';

/* A lid that is closed and opened again, in the built app: what waited for its timer goes on at once. */
let cloud: SandboxCloud;
let studio: Studio;

beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
  studio = await openSignedInStudio(cloud);
});
afterAll(async () => {
  await studio.close();
  await cloud.stop();
});

const computer = (event: 'suspend' | 'resume'): Promise<unknown> =>
  studio.app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
const stateOfSync = async () => (await ask(studio.page, 'sync.getStatus', {})).state;

test('asleep nothing is on the line; awake the upload goes on by itself', async () => {
  cloud.b2.faults.setLink({ bytesPerSecondTotal: 500_000 });
  await importFolder(studio.page, await layFolder(join(temporaryFolder(), 'Long'), ['1 One.mp4'], 30_000_000));
  const onTheLine = () => cloud.b2.log.entries({ operation: 'b2_upload_part', outcome: 'open' }).length;
  await expect.poll(onTheLine, soon).toBeGreaterThan(0);
  await computer('suspend');
  cloud.b2.faults.setLink({}); // fast enough to end the upload in a moment, if it were not asleep
  await expect.poll(onTheLine, soon).toBe(0);
  expect(cloud.b2.unfinished()).toHaveLength(1);
  await computer('resume');
  await allStored(studio.page);
});

test('awake again, sync looks at once instead of minutes later', async () => {
  await expect.poll(stateOfSync, soon).toBe('idle');
  const rename = (from: string, to: string): Promise<unknown> =>
    cloud.supabase.sql(`do $$ begin execute (
      select format('alter function %s rename to ${to}', oid::regprocedure) from pg_proc where proname = '${from}'
    ); end $$`);
  await rename('sync_pull', 'sync_pull_of_tomorrow');
  await ask(studio.page, 'sync.now', {});
  await expect.poll(stateOfSync, soon).toBe('blocked'); // for five minutes
  await rename('sync_pull_of_tomorrow', 'sync_pull');
  await computer('resume');
  await expect.poll(stateOfSync, soon).toBe('idle');
});

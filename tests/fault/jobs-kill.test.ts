import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import type { StorageSettings } from '../../src/main/uploads/ports.ts';
import type { FaultName } from '../sandbox/b2/faults/model.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { signIn, startForTest, storeFile } from '../sandbox/b2/testing.ts';
import { openTestDatabase } from '../helpers/database.ts';

/* Deleting stored versions, with the process killed and answers lost: each goes once, and nothing else does. */
const settingsOf = ({ keys, bucket, prefix, url }: B2Sandbox): StorageSettings => ({
  ...keys.restricted,
  bucket: bucket.bucketName,
  prefix,
  endpoint: url,
});

/** Stores three objects of the same name and asks for the deletion of the first two. */
async function ask(sandbox: B2Sandbox): Promise<{ path: string; stays: string }> {
  const client = await signIn(sandbox);
  const ids: string[] = [];
  for (const body of ['one', 'two', 'three'])
    ids.push(String((await storeFile(client, sandbox, 'lectern/film.mp4', body))['fileId']));
  const { db, path, edit } = openTestDatabase();
  const jobs = createJobTable(db, edit.newId);
  for (const fileId of ids.slice(0, 2)) {
    const payload = { fileId, objectName: 'lectern/film.mp4', bucketName: sandbox.bucket.bucketName };
    jobs.add({ kind: 'delete-version', key: fileId, payload, dueAtMs: 0 }, 0);
  }
  db.close();
  return { path, stays: ids[2] ?? '' };
}

async function run(path: string, sandbox: B2Sandbox, die = 'never'): Promise<unknown> {
  const settings = JSON.stringify(settingsOf(sandbox));
  const args = [join(import.meta.dirname, 'jobs-child.ts'), '--path', path, '--settings', settings, '--die', die];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 30_000 });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? signal;
}
const kept = (sandbox: B2Sandbox): string[] => sandbox.objects().map(({ fileId }) => fileId);
function openJobs(path: string): number {
  const { db, edit } = openTestDatabase(path);
  const open = createJobTable(db, edit.newId).countOpen();
  db.close();
  return open;
}

test.each([
  { die: 'begun', left: 3 },
  { die: 'asked', left: 2 },
  { die: 'finishing', left: 2 },
])('killed when it is $die, twice: nothing is forgotten, and it ends when it may', async ({ die, left }) => {
  await using sandbox = await startForTest();
  const { path, stays } = await ask(sandbox);
  expect(await run(path, sandbox, die)).toBe('SIGKILL');
  expect([kept(sandbox).length, openJobs(path)]).toEqual([left, 2]);
  expect(await run(path, sandbox, die)).toBe('SIGKILL');
  expect(await run(path, sandbox)).toBe(0);
  expect([kept(sandbox), openJobs(path)]).toEqual([[stays], 0]);
});

const lost: readonly FaultName[] = [
  'cut-after-storing',
  '500-after-storing',
  '502-html',
  '503-at-once',
  '429-retry-after',
];
test.each(lost)('%s at the deletion: asked again, and it counts as done', async (fault) => {
  await using sandbox = await startForTest();
  const { path, stays } = await ask(sandbox);
  sandbox.faults.add({ operations: ['b2_delete_file_version'], times: 2, fault });
  expect(await run(path, sandbox)).toBe(0);
  expect(kept(sandbox)).toEqual([stays]);
  expect(sandbox.faults.status()).toMatchObject([{ hits: 2 }]);
});

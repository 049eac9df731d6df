import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import type { StorageSettings } from '../../src/main/uploads/ports.ts';
import type { Draft } from '../../src/shared/domain/merge.ts';
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

async function runChild(file: string, options: Record<string, string>): Promise<unknown> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 30_000,
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? signal;
}
const run = (path: string, sandbox: B2Sandbox, die = 'never'): Promise<unknown> =>
  runChild('jobs-child.ts', { path, settings: JSON.stringify(settingsOf(sandbox)), die });
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

/** A lesson in the trash, with a stored file. */
function layTrash(): { path: string; lesson: string } {
  const { db, path, mutator } = openTestDatabase();
  const [course, chapter, lesson, media] = ['course', 'chapter', 'lesson', 'media'];
  const put = (t: Draft['t'], id: string, v: Draft['v']): Draft => ({ t, id, k: 'put', v });
  const stored = { bucket_name: 'b', object_name: 'media/f', b2_file_id: 'f', stored_at_ms: 1 };
  const ends = { media_id: media, target_type: 'lesson', target_id: lesson, role: 'video', language: null };
  mutator.mutate({
    label: { code: 'course.import', count: 1, name: '' },
    drafts: [
      put('courses', course, { title: { title: 'Cells' } }),
      put('chapters', chapter, { place: { course_id: course, pos: 'a' } }),
      put('lessons', lesson, { place: { chapter_id: chapter, pos: 'a' }, life: { deleted_at_ms: 1 } }),
      put('media_versions', 'version', {
        origin: { media_id: media, file_name: 'a', bytes: 1, created_at_ms: 1 },
        stored,
      }),
      put('media_files', media, { current: { current_version_id: 'version' } }),
      put('media_links', 'link', { ends }),
    ],
  });
  db.close();
  return { path, lesson };
}
function afterPurge(path: string): unknown {
  const { db } = openTestDatabase(path);
  const purged = db.prepare('SELECT count(*) FROM lessons WHERE purged_at_ms IS NOT NULL').pluck().get();
  const jobs = db.prepare('SELECT key FROM jobs').pluck().all();
  db.close();
  return { purged, jobs };
}

test('killed while a purge asks for the deletion of its bytes: neither is done; right after it, both are', async () => {
  const { path, lesson } = layTrash();
  expect(await runChild('purge-child.ts', { path, lesson, die: 'queueing' })).toBe('SIGKILL');
  expect(afterPurge(path)).toEqual({ purged: 0, jobs: [] });
  expect(await runChild('purge-child.ts', { path, lesson, die: 'purged' })).toBe('SIGKILL');
  expect(afterPurge(path)).toEqual({ purged: 1, jobs: ['f'] });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { openWatchRig } from '../helpers/watch-rig.ts';
import { createWatchedFolderTable } from '../../src/main/db/tables/watched-folders.ts';
import type { CourseId, FolderId } from '../../src/shared/domain/ids.ts';

/* Killed between an offer and its dismissal: an offer is never lost, and a dismissal that was told is kept. */
const RECORDINGS = 3;
const folderId = '01890a5d-ac96-774b-bcce-b302099a8057' as FolderId;
const courseId = '01890a5d-ac96-774b-bcce-b302099a8058' as CourseId;

/** A course that watches a folder with recordings in it. */
function setUp(): string {
  const root = join(temporaryFolder(), 'Exports');
  mkdirSync(root);
  for (let n = 1; n <= RECORDINGS; n += 1) writeFileSync(join(root, `take ${n}.mp4`), `take ${n}`);
  const { db, mutator, path } = openTestDatabase();
  const label = { code: 'course.create' as const, count: 1, name: 'Cells' };
  mutator.mutate({ label, drafts: [{ t: 'courses', id: courseId, k: 'put', v: { title: { title: 'Cells' } } }] });
  createWatchedFolderTable(db).add({ folderId, courseId, chapterId: null, path: root, atMs: 1 });
  db.close();
  return path;
}

async function run(path: string, die: string): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'watch-child.ts'), '--path', path, '--die', die], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal;
}

test.each([
  { die: 'offered', added: RECORDINGS },
  { die: 'dismissing', added: RECORDINGS },
  { die: 'dismissed', added: 0 },
])('killed at "$die": $added are offered after the restart', async ({ die, added }) => {
  const path = setUp();
  expect(await run(path, die)).toBe('SIGKILL');
  const rig = openWatchRig(path);
  const status = () => rig.watch.statusOf(folderId);
  // What was looked into before the kill is known: no ten seconds of rest are needed again
  for (let turn = 0; turn < 20 && status().checkedAtMs === null; turn += 1) await rig.pass(400);
  expect(status()).toMatchObject({ state: 'watching', counts: { added, waiting: 0 } });
  await rig.stop();
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openArchiveActions } from '../helpers/archive-actions.ts';
import { extractWhole, hashOf, sampleArchive } from '../helpers/archive.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/* kill -9 at any moment of an export or an import: nothing is half, and the next start takes away what was begun. */
const FILE_BYTES = 12_000_000;
const caller = { windowId: 1 };
const contents = [0, 1].map((at) => Buffer.alloc(FILE_BYTES, `content ${at}`));

function createRoot(): string {
  const root = mkdtempSync(join(temporaryFolder(), 'kill-'));
  for (const name of ['in', 'out']) mkdirSync(join(root, name));
  return root;
}
const leftovers = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('.lectern-'));

/**
 * Starts the work and kills it at the first moment for which `isTime` says yes; answers whether it had ended before. The
 * moment is looked for on the disk, so a slow computer changes when it comes, and not whether.
 */
async function killedDuring(what: 'export' | 'import', root: string, isTime: () => boolean): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'archive-child.ts'), what, root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  while (child.exitCode === null && !isTime()) await sleep(1);
  child.kill('SIGKILL');
  await gone;
}
/** What the next start does, and nothing more. */
async function startAgain(root: string): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'archive-child.ts'), 'start', root], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect([leftovers(join(root, 'in')), leftovers(join(root, 'out'))]).toEqual([[], []]);
}
const bytesOf = (folder: string): number =>
  leftovers(folder).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );

/** The archive imported into a studio of its own; answers the id of its course. */
async function importInto(root: string, path: string): Promise<string> {
  const studio = openTestDatabase(join(root, 'lectern.db'));
  const { actions, answers } = openArchiveActions(studio, { workspaceId: null, studioId: null });
  const opened = await actions['archive.open']({ path }, caller);
  if (!opened.success) throw new Error(opened.error.code);
  answers.folder = mkdtempSync(join(root, 'media-'));
  await actions['archive.pickFolder'](opened.data, caller);
  const applied = await actions['archive.apply'](opened.data, caller);
  if (!applied.success) throw new Error(applied.error.code);
  studio.db.close();
  return applied.data.courseId;
}

test('an export killed at its first byte, in the middle and near its end: no archive, or a whole one', async () => {
  const archive = await sampleArchive((at) => contents[at] ?? Buffer.alloc(0));
  let inTheMiddle = 0;
  for (const moment of [0, 0.3, 0.6, 0.9]) {
    const root = createRoot();
    writeFileSync(join(root, 'course'), await importInto(root, archive));
    const out = join(root, 'out');
    await killedDuring('export', root, () => leftovers(out).length > 0 && bytesOf(out) >= moment * 2 * FILE_BYTES);
    inTheMiddle += leftovers(out).length;
    const made = readdirSync(out).filter((name) => !name.startsWith('.'));
    for (const name of made) expect(await extractWhole(join(out, name))).toMatchObject({ success: true });
    await startAgain(root);
    expect(readdirSync(out)).toEqual(made);
    rmSync(root, { recursive: true });
  }
  expect(inTheMiddle).toBeGreaterThan(0);
}, 120_000);

test('an import killed at its first byte, in the middle and between two files: no course, and no half of a file', async () => {
  const archive = await sampleArchive((at) => contents[at] ?? Buffer.alloc(0));
  let inTheMiddle = 0;
  for (const moment of [0, 0.5, 0.9, 'second'] as const) {
    const root = createRoot();
    copyFileSync(archive, join(root, 'x.lectern.zip'));
    const folder = join(root, 'in');
    const isTime = (): boolean =>
      moment === 'second'
        ? readdirSync(folder).some((name) => !name.startsWith('.'))
        : leftovers(folder).length > 0 && bytesOf(folder) >= moment * FILE_BYTES;
    await killedDuring('import', root, isTime);
    inTheMiddle += leftovers(folder).length;
    await startAgain(root);

    const { db } = openTestDatabase(join(root, 'lectern.db'));
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const count = (table: string) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    const rows = [count('courses'), count('lessons'), count('media_files'), count('history')];
    expect([[0, 0, 0, 0].join(), [1, 3, 3, 1].join()]).toContain(rows.join());
    db.close();
    // What is there under its name is whole, and the next import goes on from it
    for (const name of readdirSync(folder))
      expect(hashOf('sha1', readFileSync(join(folder, name)))).toBe(basename(name).split('.')[0]);
    if (rows[0] === 0) await importInto(root, join(root, 'x.lectern.zip'));
    rmSync(root, { recursive: true });
  }
  expect(inTheMiddle).toBeGreaterThan(0);
}, 120_000);

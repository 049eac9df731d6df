import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/main/db/open.ts';
import type { UploadRecord } from '../../src/shared/domain/upload.ts';
import { itemFor, partBytes, quickLimits, quickRules, sha1Of } from '../integration/uploads-rig.ts';
import { type B2Sandbox, startB2Sandbox } from '../sandbox/b2/sandbox.ts';
import type { ChildArguments } from './uploads-child.ts';

let folder: string;
let sandbox: B2Sandbox;
let database: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-kill-'));
  database = join(folder, 'lectern.db');
  sandbox = await startB2Sandbox({ dir: join(folder, 'b2'), limits: quickLimits });
});
afterEach(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Child {
  readonly process: ChildProcess;
  readonly lines: string[];
  readonly ended: Promise<number | null>;
}

function start(items: ChildArguments['items'], dieAt?: ChildArguments['dieAt']): Child {
  const { keyId, applicationKey } = sandbox.keys.restricted;
  const settings = {
    keyId,
    applicationKey,
    bucket: sandbox.bucket.bucketName,
    prefix: sandbox.prefix,
    endpoint: sandbox.url,
  };
  const given: ChildArguments = { database, settings, items, worker: quickRules, ...(dieAt ? { dieAt } : {}) };
  const script = join(import.meta.dirname, 'uploads-child.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(given)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  return { process: child, lines, ended: new Promise((resolve) => child.once('close', resolve)) };
}

async function kill(child: Child): Promise<void> {
  child.process.kill('SIGKILL');
  await child.ended;
}

/** What a person saw last, or first, of the only upload. */
const numbersOf = (child: Child, word: string): number[] =>
  child.lines.filter((line) => line.startsWith(`${word} `)).map((line) => Number(line.slice(word.length)));

async function expectAllStored(child: Child, paths: readonly string[]): Promise<void> {
  const records = child.lines
    .filter((line) => line.startsWith('ready '))
    .map((line) => JSON.parse(line.slice(6)) as UploadRecord);
  expect(records.map(({ path }) => path).toSorted()).toEqual(paths.toSorted());
  for (const { path, objectName, receipt } of records) {
    const objects = sandbox.objects(objectName ?? '');
    expect(objects.map(({ fileId }) => fileId)).toEqual([receipt?.fileId]);
    expect(await sandbox.sha1OfObject(receipt?.fileId ?? '')).toBe(sha1Of(readFileSync(path)));
  }
  expect(sandbox.unfinished()).toEqual([]);
  expect(child.lines.filter((line) => line.startsWith('bug'))).toEqual([]);
  const db = openDatabase(database);
  expect(db.success && db.data.pragma('integrity_check', { simple: true })).toBe('ok');
  if (db.success) db.data.close();
}

function makeFile(name: string, bytes: number): string {
  const path = join(folder, name);
  writeFileSync(path, randomBytes(bytes));
  return path;
}

test.each([0.1, 0.5, 0.95])(
  'kill -9 at %d: goes on by itself, only the parts in flight are sent again',
  async (share) => {
    const fileBytes = 40 * partBytes + 123;
    const path = makeFile('movie.mp4', fileBytes);
    sandbox.faults.setLink({ bytesPerSecondTotal: 8_000_000 });
    const first = start([itemFor(path)]);
    await sandbox.log.waitForBytes(fileBytes * share);
    await kill(first);
    const second = start([itemFor(path)]);
    expect(await second.ended).toBe(0);
    await expectAllStored(second, [path]);
    const sentAgain = sandbox.log.bytesReceived() - fileBytes - 41 * 40;
    expect(sentAgain).toBeLessThanOrEqual(4 * (partBytes + 40));
    // What was shown before the kill is where the bar begins.
    const lastShown = Math.max(0, ...numbersOf(first, 'shown'));
    expect(numbersOf(second, 'first')).toHaveLength(1);
    expect(numbersOf(second, 'first')[0]).toBeGreaterThanOrEqual(lastShown);
    const shown = numbersOf(second, 'shown');
    expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  },
);

test('kill -9 again and again, several files: nothing lost, nothing twice', async () => {
  const paths = ['a.mp4', 'b.mp4', 'c.mp4', 'd.mp4'].map((name, n) =>
    makeFile(name, n % 2 === 0 ? 60_000 + n : 15 * partBytes),
  );
  sandbox.faults.setLink({ bytesPerSecondTotal: 4_000_000 });
  const items = paths.map(itemFor);
  for (let step = 1; step <= 6; step += 1) {
    const child = start(items);
    await sandbox.log.waitForBytes(step * 4 * partBytes);
    await kill(child);
  }
  sandbox.faults.setLink({});
  const last = start(items);
  expect(await last.ended).toBe(0);
  await expectAllStored(last, paths);
});

/** The answer is stored on the server and never arrives: the process dies with the question open. */
async function killAtAnswer(
  operation: 'b2_start_large_file' | 'b2_finish_large_file' | 'b2_upload_file',
  bytes: number,
): Promise<void> {
  const path = makeFile(`${operation}.mp4`, bytes);
  sandbox.faults.once('stall-answer', { operations: [operation] });
  const first = start([itemFor(path)]);
  await expect.poll(() => sandbox.faults.stalled(), { timeout: 20_000 }).toBe(1);
  await kill(first);
  sandbox.faults.release();
  const before = sandbox.log.bytesReceived();
  const second = start([itemFor(path)]);
  expect(await second.ended).toBe(0);
  await expectAllStored(second, [path]);
  if (operation !== 'b2_start_large_file') expect(sandbox.log.bytesReceived()).toBe(before);
}

test('kill -9 between the start of a large file and its answer: it is found, not started twice', () =>
  killAtAnswer('b2_start_large_file', 5 * partBytes));
test('kill -9 between finish and its answer', () => killAtAnswer('b2_finish_large_file', 5 * partBytes));
test('kill -9 between a small file and its answer', () => killAtAnswer('b2_upload_file', 50_000));

test.each(['before-replace', 'after-replace'] as const)(
  'kill -9 %s, when the file changed while it was sent: begun anew without a click, and once',
  async (dieAt) => {
    const path = makeFile('edited.mp4', 20 * partBytes);
    const item = itemFor(path);
    sandbox.faults.setLink({ bytesPerSecondTotal: 4_000_000 });
    const first = start([item], dieAt);
    await sandbox.log.waitForBytes(5 * partBytes);
    makeFile('edited.mp4', 20 * partBytes);
    await first.ended;
    // Long enough ago that nobody is taken to be writing still.
    const at = Date.now() / 1_000 - 60;
    utimesSync(path, at, at);
    sandbox.faults.setLink({});
    const second = start([]);
    expect(await second.ended).toBe(0);
    await expectAllStored(second, [path]);
    expect(first.process.signalCode).toBe('SIGKILL');
  },
);

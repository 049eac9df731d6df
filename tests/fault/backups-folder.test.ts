import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { createBackupActions } from '../../src/main/actions/backup.ts';
import { backupFolderOf, composeBackups } from '../../src/main/compose-backups.ts';
import { createBackupThread } from '../../src/main/db/backups/thread.ts';
import { createLogger } from '../../src/main/lib/logger.ts';
import { damagePage, openTestDatabase } from '../helpers/database.ts';
import { createManualClock } from '../helpers/manual-clock.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/* Backups that make themselves, with a clock that is told to move, and a folder that is gone, none, or full. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const entry = new URL('../../src/main/db/backups/worker.ts', import.meta.url);
const caller = { windowId: 1 };
const soon = { timeout: 60_000 } as const;

/** A thread in which every write of the copy fails, as on a full disk. */
const onFullDisk = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  fs.fsyncSync = () => { throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }); };
  syncBuiltinESMExports();
  await import(${JSON.stringify(entry.href)});`;

function setUp() {
  const folder = temporaryFolder();
  const studio = openTestDatabase(join(folder, 'lectern.db'));
  const drafts = [{ t: 'courses', id: studio.edit.newId(), k: 'put' as const, v: { title: { title: 'One' } } }];
  studio.mutator.mutate({ label: { code: 'course.create', count: 1, name: '' }, drafts });
  const clock = createManualClock(Date.UTC(2026, 10, 27, 9));
  const errors: unknown[] = [];
  const faults: unknown[] = [];
  const disk = { isFull: false };
  const start = (job: unknown): Worker =>
    disk.isFull
      ? new Worker(new URL(`data:text/javascript,${encodeURIComponent(onFullDisk)}`), { workerData: job })
      : new Worker(entry, { workerData: job });
  const services = {
    clock,
    nowMs: clock.nowMs,
    logger: createLogger(join(folder, 'logs'), clock.nowMs),
    reveal: () => undefined,
    backupThread: createBackupThread(start),
  };
  const backups = composeBackups({
    services,
    db: studio.db,
    folder,
    restore: () => Promise.resolve(),
    onError: (error) => void errors.push(error),
    onFault: () => void faults.push(backups.fault()),
  });
  onTestFinished(() => backups.stop());
  const actions = createBackupActions(backups.deps);
  const place = backupFolderOf(folder);
  const made = (): string[] => readdirSync(place).filter((name) => name.endsWith('.db'));
  /** Until it waits for the next look: the thread takes time of its own. */
  const rests = async (): Promise<void> => {
    await expect.poll(() => clock.pending(), soon).toHaveLength(1);
  };
  return { ...studio, place, backups, actions, errors, faults, disk, clock, made, rests };
}

test('no folder but a file: told, nothing is counted, and it is tried again by itself once there can be one', async () => {
  const { place, backups, actions, faults, clock, made, rests } = setUp();
  writeFileSync(place, 'no folder');
  backups.start(); // and the studio opens
  await clock.pass(MINUTE);
  await expect.poll(() => faults, soon).toEqual(['BACKUP_FOLDER']);
  expect(await actions['backup.list']({}, caller)).toMatchObject({ error: { code: 'BACKUP_FOLDER' } });
  expect(await actions['backup.make']({}, caller)).toMatchObject({ error: { code: 'BACKUP_FOLDER' } });
  await rests();
  await clock.pass(5 * MINUTE);
  expect(faults).toEqual(['BACKUP_FOLDER']); // still so, told once
  await rests();
  rmSync(place);
  await clock.pass(5 * MINUTE);
  await expect.poll(() => faults, soon).toEqual(['BACKUP_FOLDER', null]);
  expect(made()).toHaveLength(1);
});

test('a full disk: told, no half backup is counted or left, the old ones stay; made once there is space', async () => {
  const { place, backups, actions, faults, clock, disk, made, rests } = setUp();
  backups.start();
  await clock.pass(MINUTE);
  await rests();
  expect(made()).toHaveLength(1);
  const [old = ''] = made();
  disk.isFull = true;
  await clock.pass(24 * HOUR);
  await expect.poll(() => faults, soon).toEqual(['BACKUP_NO_SPACE']);
  expect(await actions['backup.make']({}, caller)).toMatchObject({ error: { code: 'BACKUP_NO_SPACE' } });
  expect(readdirSync(place)).toEqual([old]);
  disk.isFull = false;
  await rests();
  expect(await actions['backup.list']({}, caller)).toMatchObject({ data: { backups: [{ name: old, courses: 1 }] } });
  await clock.pass(5 * MINUTE);
  await expect.poll(() => faults, soon).toEqual(['BACKUP_NO_SPACE', null]);
  expect(made()).toHaveLength(2);
});

test('the folder is gone: the next backup makes it again; what was moved away is back when it is', async () => {
  const { place, backups, actions, faults, clock, made, rests } = setUp();
  backups.start();
  await clock.pass(MINUTE);
  await rests();
  expect(made()).toHaveLength(1);
  renameSync(place, `${place}-moved`);
  expect(await actions['backup.list']({}, caller)).toMatchObject({ data: { backups: [] } });
  await clock.pass(HOUR); // today's is gone, so it is made again
  await rests();
  expect(made()).toHaveLength(1);
  expect(faults).toEqual([]);
});

test('a damaged data file is found by the daily backup, before anybody comes across it', async () => {
  const { path, backups, errors, faults, clock } = setUp();
  damagePage(path, 'lessons');
  backups.start();
  await clock.pass(MINUTE);
  await expect.poll(() => errors, soon).toMatchObject([{ code: 'SQLITE_CORRUPT' }]);
  expect(faults).toEqual(['BACKUP_FAILED']);
});

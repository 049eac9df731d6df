import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNoticeTable } from '../../src/main/db/tables/notices.ts';
import { putStagedInPlace, stage } from '../../src/main/db/backups/restore.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { leaveActions } from './leave-rig.ts';
import { anyDriver, createDevice, newInstructor, startSandbox, type Device } from './sync-rig.ts';

/* What the user is told after one of the two ends went back in time, or rights were changed: once, and nothing else. */
describe('what happened is told', () => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
  });
  afterAll(() => sandbox.stop());

  async function signedIn(count: number): Promise<Device[]> {
    const person = await newInstructor(sandbox);
    const devices = Array.from({ length: count }, () => createDevice(sandbox));
    for (const device of devices) {
      await device.signIn(person);
      expect(await device.sync()).toBe('ok');
    }
    return devices;
  }
  function copyOf(device: Device): string {
    device.db.pragma('wal_checkpoint(TRUNCATE)');
    const path = join(temporaryFolder(), 'copy.db');
    copyFileSync(device.path, path);
    return path;
  }
  async function reopened(device: Device, path = device.path): Promise<Device> {
    const again = createDevice(sandbox, { path, vault: device.vault });
    await again.session.restore();
    return again;
  }
  const told = ({ db }: Device): string[] =>
    createNoticeTable(db)
      .open()
      .map(({ code }) => code);
  async function syncTwice(device: Device): Promise<void> {
    for (let round = 0; round < 2; round++) expect(await device.sync()).toBe('ok');
  }

  test('a disk that was rolled back: exactly one notice, also after a restart, until it was read', async () => {
    const [a] = (await signedIn(1)) as [Device];
    a.newCourse('One');
    await a.sync();
    const backup = copyOf(a);
    a.newCourse('Two');
    await a.sync();
    expect(told(a)).toEqual([]);
    const restored = await reopened(a, backup);
    const beforeMs = Date.now();
    await syncTwice(restored);
    expect(told(restored)).toEqual(['COMPUTER_RESTORED']);
    expect(createNoticeTable(restored.db).open()[0]?.atMs).toBeGreaterThanOrEqual(beforeMs);
    restored.close();
    const later = await reopened(restored);
    await syncTwice(later);
    expect(told(later)).toEqual(['COMPUTER_RESTORED']);
    createNoticeTable(later.db).dismiss('COMPUTER_RESTORED');
    await syncTwice(later);
    expect(told(later)).toEqual([]);
  });

  test('it is told in the transaction of what it tells of: a disk that takes one takes both, or neither', async () => {
    const [a] = (await signedIn(1)) as [Device];
    const backup = copyOf(a);
    a.newCourse('One');
    await a.sync();
    const restored = await reopened(a, backup);
    const client = restored.state.get('client_id');
    restored.db.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON main.notices BEGIN SELECT RAISE(ABORT, 'full'); END`);
    await expect(restored.sync()).rejects.toThrow('full');
    expect([restored.state.get('client_id'), told(restored)]).toEqual([client, []]);
    restored.db.exec('DROP TRIGGER full');
    await syncTwice(restored);
    expect(restored.state.get('client_id')).not.toBe(client);
    expect(told(restored)).toEqual(['COMPUTER_RESTORED']);
  });

  test('two copies of one file: the one that finds its number taken is told, the other is not', async () => {
    const [a] = (await signedIn(1)) as [Device];
    a.newCourse('One');
    await a.sync();
    const twin = await reopened(a, copyOf(a));
    expect(await twin.sync()).toBe('ok');
    a.newCourse('Here');
    twin.newCourse('There');
    for (const device of [a, twin, a, twin]) expect(await device.sync()).toBe('ok');
    expect([told(a), told(twin)]).toEqual([[], ['COMPUTER_RESTORED']]);
  });

  test('a server that was restored: each computer is told once, and of nothing else', async () => {
    const [a, b] = (await signedIn(2)) as [Device, Device];
    a.newCourse('One');
    await a.sync();
    await b.sync();
    const ws = a.state.get('workspace_id') ?? '';
    a.newCourse('Lost by the server');
    await a.sync();
    b.newCourse('Waits');
    // Yesterday's backup: rows, ledger and numbers of then, and a new epoch.
    await sandbox.sql('delete from public.courses where ws = $1 and rev > 1', [ws]);
    await sandbox.sql('delete from sync.mutation where ws = $1 and rev > 1', [ws]);
    await sandbox.sql(
      `update sync.client c set last_seq = coalesce((select max(seq) from sync.mutation m where m.client_id = c.id), 0)
       where c.user_id = (select owner_id from sync.workspace where id = $1)`,
      [ws],
    );
    await sandbox.sql('update sync.workspace set rev = 1, epoch = gen_random_uuid() where id = $1', [ws]);
    a.newCourse('Waits, too'); // under a number that leaves a gap for the server
    for (const device of [b, a]) await syncTwice(device);
    expect([told(a), told(b)]).toEqual([['SERVER_RESTORED'], ['SERVER_RESTORED']]);
    const later = await reopened(b);
    await syncTwice(later);
    expect(told(later)).toEqual(['SERVER_RESTORED']);
  });

  test('nothing is told on the first sync of a new computer, after a restore that was asked for, or after a discard', async () => {
    const [a] = (await signedIn(1)) as [Device];
    const backup = copyOf(a);
    a.newCourse('One');
    await syncTwice(a);
    a.newCourse('Two');
    a.store.seal({ maxCount: 50, maxChars: 1e6 });
    await leaveActions(a, join(temporaryFolder(), 'mine.json')).saveAndDiscard();
    a.newCourse('Three');
    await syncTwice(a);
    expect(told(a)).toEqual([]);
    a.close();
    stage({ backup, path: a.path });
    putStagedInPlace(a.path);
    const restored = await reopened(a);
    await syncTwice(restored);
    expect(told(restored)).toEqual([]);
  });

  test('away until tombstones were collected: everything is pulled again, and nobody restored anything', async () => {
    const [a, b] = (await signedIn(2)) as [Device, Device];
    a.newCourse('One');
    await a.sync();
    await b.sync();
    a.newCourse('Two');
    await a.sync();
    await sandbox.sql('update sync.workspace set gc_rev = rev where id = $1', [a.state.get('workspace_id')]);
    await syncTwice(b);
    expect(told(b)).toEqual([]);
  });

  test('withdrawn access is told once while it lasts, and goes by itself; other rights are told as they come', async () => {
    const [a] = (await signedIn(1)) as [Device];
    const [ws, userId] = [a.state.get('workspace_id'), a.session.current().user?.userId];
    const setRole = (role: string) =>
      sandbox.sql('update sync.member set role = $3 where ws = $1 and user_id = $2', [ws, userId, role]);
    const greeted = async (): Promise<Device> => reopened(a); // a greeting is made at the start, and after any failure
    await sandbox.sql('delete from sync.member where ws = $1 and user_id = $2', [ws, userId]);
    for (let round = 0; round < 3; round++) expect(await a.sync()).toBe('REVOKED');
    expect(told(a)).toEqual(['ACCESS_REVOKED']);
    createNoticeTable(a.db).dismiss('ACCESS_REVOKED');
    expect(await (await greeted()).sync()).toBe('REVOKED');
    expect(told(a)).toEqual([]);
    await sandbox.sql("insert into sync.member (ws, user_id, role) values ($1, $2, 'owner')", [ws, userId]);
    expect(await a.sync()).toBe('ok');
    expect(told(a)).toEqual([]);

    await setRole('viewer');
    const viewer = await greeted();
    await syncTwice(viewer);
    expect(createNoticeTable(a.db).open()).toMatchObject([{ code: 'ROLE_CHANGED', detail: 'viewer' }]);
    await setRole('owner');
    await syncTwice(await greeted());
    expect(createNoticeTable(a.db).open()).toMatchObject([{ code: 'ROLE_CHANGED', detail: 'owner' }]);
  });
});

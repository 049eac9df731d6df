import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBackups } from '../../src/main/db/backups/backups.ts';
import { prepareMend } from '../../src/main/db/backups/mend.ts';
import { putStagedInPlace, stage } from '../../src/main/db/backups/restore.ts';
import { damagePage } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { anyDriver, createDevice, set, signedIn, startSandbox, type Device } from './sync-rig.ts';
import { expectSame } from './sync-same.ts';

describe('after a rollback of either side', () => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
  });
  afterAll(() => sandbox.stop());

  function copyOf(device: Device): string {
    device.db.pragma('wal_checkpoint(TRUNCATE)');
    const path = join(temporaryFolder(), 'copy.db');
    copyFileSync(device.path, path);
    return path;
  }
  const expectEqual = (devices: readonly Device[]): Promise<void> => expectSame(sandbox, devices);

  test('a disk that was rolled back takes a new client id and loses nothing', async () => {
    const [a] = (await signedIn(sandbox, 1)) as [Device];
    const id = a.newCourse('One');
    await a.sync();
    a.rename(id, 'Two');
    const backup = copyOf(a);
    await a.sync();
    a.rename(id, 'Three');
    await a.sync();

    const restored = createDevice(sandbox, { path: backup, vault: a.vault });
    await restored.session.restore();
    const other = restored.newCourse('Made after the restore');
    const client = restored.state.get('client_id');
    expect(await restored.sync()).toBe('ok');
    expect(restored.state.get('client_id')).not.toBe(client);
    expect([restored.titleOf(id), restored.titleOf(other)]).toEqual(['Three', 'Made after the restore']);
    expect(restored.outbox()).toEqual([]);
    expect(restored.deadLetters()).toEqual([]);
    await expectEqual([restored]);
  });

  test('two copies of one file in use at once part ways without losing an edit', async () => {
    const [a] = (await signedIn(sandbox, 1)) as [Device];
    const id = a.newCourse('One');
    await a.sync();
    const twin = createDevice(sandbox, { path: copyOf(a), vault: a.vault });
    await twin.session.restore();
    expect(await twin.sync()).toBe('ok'); // greeted as the same client, so only the push can tell
    a.rename(id, 'By the first');
    twin.mutate(set('courses', id, { subtitle: { subtitle: 'By the twin' } }));
    const [madeHere, madeThere] = [a.newCourse('Here'), twin.newCourse('There')];
    for (const device of [a, twin, a, twin, a]) expect(await device.sync()).toBe('ok');
    for (const device of [a, twin]) {
      expect(device.row('courses', id)).toMatchObject({ title: 'By the first', subtitle: 'By the twin' });
      expect([device.titleOf(madeHere), device.titleOf(madeThere)]).toEqual(['Here', 'There']);
    }
    expect(a.state.get('client_id')).not.toBe(twin.state.get('client_id'));
    await expectEqual([a, twin]);
  });

  /** What an operator does who puts yesterday's backup back: rows and ledger of that time, a new epoch unless forgotten. */
  async function restoreServerTo(ws: string, rev: number, isForgetful = false): Promise<void> {
    await sandbox.sql('delete from public.courses where ws = $1 and rev > $2', [ws, rev]);
    await sandbox.sql('delete from sync.mutation where ws = $1 and rev > $2', [ws, rev]);
    await sandbox.sql(
      `update sync.client c set last_seq = coalesce((select max(seq) from sync.mutation m where m.client_id = c.id), 0)
       where c.user_id = (select owner_id from sync.workspace where id = $1)`,
      [ws],
    );
    const epoch = isForgetful ? 'epoch' : 'gen_random_uuid()';
    await sandbox.sql(`update sync.workspace set rev = $2, epoch = ${epoch} where id = $1`, [ws, rev]);
  }

  test('a server that was restored from a backup gets back what it lost', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    const old = a.newCourse('In the backup');
    await a.sync();
    const lost = a.newCourse('After the backup');
    await a.sync();
    await b.sync();
    const waiting = b.newCourse('Not sent yet');
    const ws = a.state.get('workspace_id') ?? '';
    await restoreServerTo(ws, 1);
    // B first: it only knows what it pulled, and lets it go; A still has it in its journal and sends it again.
    for (const device of [b, a, b]) expect(await device.sync()).toBe('ok');
    for (const device of [a, b]) {
      expect(device.titleOf(old)).toBe('In the backup');
      expect(device.titleOf(lost)).toBe('After the backup');
      expect(device.titleOf(waiting)).toBe('Not sent yet');
      expect(device.outbox()).toEqual([]);
    }
    await expectEqual([a, b]);
  });

  test.each([
    { others: 'fewer revisions', made: 1 },
    { others: 'more revisions', made: 3 },
  ])(
    'a server that was restored without a new epoch, and has $others of others since, gets back what it lost',
    async ({ made }) => {
      const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
      a.newCourse('In the backup');
      for (const device of [a, b]) expect(await device.sync()).toBe('ok');
      const lost = ['One', 'Two'].map((title) => b.newCourse(title));
      expect(await b.sync()).toBe('ok');
      await restoreServerTo(a.state.get('workspace_id') ?? '', 1, true);
      for (let n = 1; n <= made; n += 1) a.newCourse(`Made since ${n}`);
      b.newCourse('Not sent yet');
      for (const device of [a, b, a]) expect(await device.sync()).toBe('ok');
      for (const device of [a, b]) expect(lost.map(device.titleOf)).toEqual(['One', 'Two']);
      expect([a.outbox(), b.outbox(), b.deadLetters()]).toEqual([[], [], []]);
      await expectEqual([a, b]);
    },
  );

  test('a server that has forgotten what this computer sent, and nothing waits: the next pull finds it', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    a.newCourse('In the backup');
    for (const device of [a, b]) expect(await device.sync()).toBe('ok');
    const lost = b.newCourse('After the backup');
    expect(await b.sync()).toBe('ok');
    await restoreServerTo(a.state.get('workspace_id') ?? '', 1, true);
    for (let n = 1; n <= 3; n += 1) a.newCourse(`Made since ${n}`);
    for (const device of [a, b, a]) expect(await device.sync()).toBe('ok');
    for (const device of [a, b]) expect(device.titleOf(lost)).toBe('After the backup');
    await expectEqual([a, b]);
  });

  test('rows that the server no longer has disappear in a resync, but for those with something pending', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    const [gone, kept] = [a.newCourse('Removed by the operator'), a.newCourse('Kept')];
    await a.sync();
    await b.sync();
    const ws = a.state.get('workspace_id') ?? '';
    await sandbox.sql('delete from public.courses where id = $1', [gone]);
    await sandbox.sql('update sync.workspace set epoch = gen_random_uuid() where id = $1', [ws]);
    const made = b.newCourse('Made meanwhile');
    b.rename(kept, 'Kept and renamed');
    for (const device of [b, a]) expect(await device.sync()).toBe('ok');
    for (const device of [a, b]) {
      expect(device.row('courses', gone)).toBeNull();
      expect([device.titleOf(kept), device.titleOf(made)]).toEqual(['Kept and renamed', 'Made meanwhile']);
    }
    expect(a.applied).toContainEqual({ table: 'courses', id: gone });
    await expectEqual([a, b]);
  });

  test('going back to a backup: what had reached the server comes back, what waited in it is sent once', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    const backups = createBackups(join(temporaryFolder(), 'backups'));
    const id = a.newCourse('One');
    await a.sync();
    const waiting = a.newCourse('Waits in the backup');
    a.store.seal({ maxCount: 50, maxChars: 1e6 }); // on its way when the backup was made
    const backup = backups.makeNow(a.db, 'manual', Date.now());
    await a.sync();
    a.rename(id, 'Two');
    const later = a.newCourse('Made later');
    await a.sync();
    const client = a.state.get('client_id');
    a.newCourse('Never sent');
    a.close();
    stage({ backup: backups.pathOf(backup), path: a.path });
    putStagedInPlace(a.path);
    const restored = createDevice(sandbox, { path: a.path, vault: a.vault });
    await restored.session.restore();
    expect([restored.titleOf(id), restored.titleOf(later)]).toEqual(['One', undefined]);
    expect(await restored.sync()).toBe('ok');
    expect(restored.state.get('client_id')).not.toBe(client);
    expect([restored.titleOf(id), restored.titleOf(later), restored.titleOf(waiting)]).toEqual([
      'Two',
      'Made later',
      'Waits in the backup',
    ]);
    expect([restored.outbox(), restored.deadLetters()]).toEqual([[], []]);
    await b.sync();
    await expectEqual([restored, b]);
    expect(Object.keys(b.dump()['courses'] as object)).toHaveLength(3);
  });

  test('a damaged file: what waited in it reaches the server once, and what the backup lacks comes back', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    const folder = join(temporaryFolder(), 'backups');
    const id = a.newCourse('One');
    await a.sync();
    createBackups(folder).makeNow(a.db, 'daily', Date.now());
    const sent = a.newCourse('Sent since');
    await a.sync();
    a.rename(id, 'Two');
    a.rename(sent, 'Renamed, not sent'); // its row is not in the backup
    const waiting = a.newCourse('Not sent');
    a.store.seal({ maxCount: 1, maxChars: 1e6 }); // on its way
    const mids = a.outbox().map(({ mid }) => mid);
    a.close();
    damagePage(a.path, 'courses');
    expect(prepareMend({ folder, path: a.path, damaged: a.path, orEmpty: false })?.rescued).toBe(3);
    putStagedInPlace(a.path);
    const mended = createDevice(sandbox, { path: a.path, vault: a.vault });
    await mended.session.restore();
    expect([mended.titleOf(id), mended.titleOf(sent), mended.titleOf(waiting)]).toEqual(['Two', undefined, 'Not sent']);
    expect(mended.outbox().map(({ mid }) => mid)).toEqual(mids);
    expect(await mended.sync()).toBe('ok');
    expect(await b.sync()).toBe('ok');
    for (const device of [mended, b]) {
      expect([device.titleOf(id), device.titleOf(sent), device.titleOf(waiting)]).toEqual([
        'Two',
        'Renamed, not sent',
        'Not sent',
      ]);
    }
    expect([mended.outbox(), mended.deadLetters()]).toEqual([[], []]);
    await expectEqual([mended, b]);
  });
});

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { createBackups } from '../../src/main/db/backups/backups.ts';
import { prepareMend } from '../../src/main/db/backups/mend.ts';
import { putStagedInPlace, stage } from '../../src/main/db/backups/restore.ts';
import { damagePage } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { anyDriver, createDevice, newInstructor, put, set, startSandbox, type Device } from './sync-rig.ts';
import { expectSame } from './sync-same.ts';

describe('after a rollback of either side', () => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
  });
  afterAll(() => sandbox.stop());

  async function signedIn(count: number): Promise<Device[]> {
    const person = await newInstructor(sandbox);
    const devices = Array.from({ length: count }, () => createDevice(sandbox));
    for (const device of devices) await device.signIn(person);
    return devices;
  }
  function copyOf(device: Device): string {
    device.db.pragma('wal_checkpoint(TRUNCATE)');
    const path = join(temporaryFolder(), 'copy.db');
    copyFileSync(device.path, path);
    return path;
  }
  const expectEqual = (devices: readonly Device[]): Promise<void> => expectSame(sandbox, devices);

  test('a disk that was rolled back takes a new client id and loses nothing', async () => {
    const [a] = (await signedIn(1)) as [Device];
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
    const [a] = (await signedIn(1)) as [Device];
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
    const [a, b] = (await signedIn(2)) as [Device, Device];
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
      const [a, b] = (await signedIn(2)) as [Device, Device];
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
    const [a, b] = (await signedIn(2)) as [Device, Device];
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
    const [a, b] = (await signedIn(2)) as [Device, Device];
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

  test('ten thousand rows of one revision and a thousand small revisions cross the page boundaries whole', async () => {
    const [a, b] = (await signedIn(2)) as [Device, Device];
    const [course, chapter] = [a.newCourse('Big'), uuidv7()];
    a.mutate(put('chapters', chapter, { place: { course_id: course, pos: 'a0' } }));
    const lessons = Array.from({ length: 10_000 }, (_, index) =>
      put('lessons', uuidv7(), {
        place: { chapter_id: chapter, pos: `a${index}` },
        title: { title: `Lesson ${index}` },
      }),
    );
    a.mutate(...lessons);
    for (let i = 0; i < 120; i++) a.newCourse(`Small ${i}`);
    expect(await a.sync()).toBe('ok');
    expect(a.outbox()).toEqual([]);
    expect(await b.sync()).toBe('ok');
    expect(b.db.prepare('SELECT count(*) FROM lessons').pluck().get()).toBe(10_000);
    expect(b.db.prepare('SELECT count(*) FROM base_rows').pluck().get()).toBe(0);
    await expectEqual([a, b]);
  });

  test('an app that knows more columns than the one before pulls everything again, and sends what waits', async () => {
    const [a, b] = (await signedIn(2)) as [Device, Device];
    const id = a.newCourse('One');
    a.mutate(set('courses', id, { subtitle: { subtitle: 'Unknown to the old app' } }));
    await a.sync();
    await b.sync();
    const { path } = b;
    // What an app without the column has made of it.
    b.db.prepare("UPDATE courses SET subtitle = '' WHERE id = ?").run(id);
    b.state.set('registry', 'of another app');
    b.rename(id, 'Edited by the old app');
    b.close();
    const updated = createDevice(sandbox, { path, vault: b.vault });
    await updated.session.restore();
    expect(await updated.sync()).toBe('ok');
    expect(updated.row('courses', id)).toMatchObject({
      title: 'Edited by the old app',
      subtitle: 'Unknown to the old app',
    });
    await a.sync();
    await expectEqual([a, updated]);
    const cursor = updated.state.get('cursor');
    updated.close();
    expect(createDevice(sandbox, { path, vault: b.vault }).state.get('cursor')).toBe(cursor);
  });

  test('a server that lacks a field group of this app is told of, and nothing is sent to it', async () => {
    const [a] = (await signedIn(1)) as [Device];
    await a.sync();
    const rename = (from: string, to: string) =>
      sandbox.sql(`update sync.registry set groups = (groups - '${from}') || jsonb_build_object('${to}', groups -> '${from}')
        where tbl = 'tags'`);
    const newer = createDevice(sandbox, { vault: a.vault });
    await newer.session.restore();
    newer.newCourse('Waits');
    await rename('name', 'former_name');
    try {
      expect(await newer.sync()).toBe('INCOMPATIBLE');
      expect(newer.outbox()).toMatchObject([{ state: 'queued' }]);
    } finally {
      await rename('former_name', 'name');
    }
    expect(await newer.sync()).toBe('ok');
    expect(newer.outbox()).toEqual([]);
  });

  test('once a day a computer is compared with the server, and mends what differs without losing what waits', async () => {
    let aheadMs = 0;
    const person = await newInstructor(sandbox);
    const a = createDevice(sandbox, { skewMs: () => aheadMs });
    await a.signIn(person);
    const [kept, lost] = [a.newCourse('Kept'), a.newCourse('Lost by the disk')];
    await a.sync();
    a.db.prepare('DELETE FROM courses WHERE id = ?').run(lost);
    a.db.prepare("INSERT INTO courses (id, rev, fv, title) VALUES ('ghost', 0, '{}', 'Never sent')").run();
    expect(await a.sync()).toBe('ok');
    expect(a.titleOf(lost)).toBeUndefined(); // not twice a day
    aheadMs = 25 * 3_600_000;
    a.rename(kept, 'Waits');
    expect(await a.sync()).toBe('ok');
    expect([a.titleOf(lost), a.titleOf('ghost'), a.titleOf(kept)]).toEqual(['Lost by the disk', undefined, 'Waits']);
    await expectEqual([a]);
    aheadMs = 50 * 3_600_000;
    a.applied.splice(0);
    expect(await a.sync()).toBe('ok');
    expect(a.applied).toEqual([]); // the same now: nothing is pulled again
  });

  test('after starting over a computer is compared at once; what a repair cannot mend is left for a day', async () => {
    let aheadMs = 0;
    const asked: string[] = [];
    const counting: typeof globalThis.fetch = (input, init) => {
      asked.push(String(input).split('/').at(-1) ?? '');
      return globalThis.fetch(input, init);
    };
    const a = createDevice(sandbox, { fetch: counting, skewMs: () => aheadMs });
    await a.signIn(await newInstructor(sandbox));
    const id = a.newCourse('One');
    await a.sync();
    const ws = a.state.get('workspace_id') ?? '';
    const digests = (): number => asked.filter((door) => door === 'sync_digest').length;
    expect(digests()).toBe(0);
    await sandbox.sql('update sync.workspace set epoch = gen_random_uuid() where id = $1', [ws]);
    expect(await a.sync()).toBe('ok');
    expect(digests()).toBe(1);
    await expectEqual([a]);

    // A fault of the server: its digest counts a row that no page brings.
    await sandbox.sql('alter function sync.page(uuid, bigint, bigint) rename to page_of_old');
    await sandbox.sql(`create function sync.page(p_ws uuid, p_after bigint, p_upto bigint) returns json
      language sql stable set search_path = '' as $$ select '{}'::json $$`);
    await sandbox.sql('grant execute on function sync.page(uuid, bigint, bigint) to sync_writer');
    try {
      aheadMs = 25 * 3_600_000;
      a.db.prepare('UPDATE courses SET rev = 77 WHERE id = ?').run(id);
      expect(await a.sync()).toBe('ok');
      expect(digests()).toBe(3);
      expect(await a.sync()).toBe('ok');
      expect(digests()).toBe(3);
    } finally {
      await sandbox.sql('drop function sync.page(uuid, bigint, bigint)');
      await sandbox.sql('alter function sync.page_of_old(uuid, bigint, bigint) rename to page');
    }
    aheadMs = 50 * 3_600_000;
    expect(await a.sync()).toBe('ok');
    expect(a.titleOf(id)).toBe('One');
    await expectEqual([a]);
  });

  test('going back to a backup: what had reached the server comes back, what waited in it is sent once', async () => {
    const [a, b] = (await signedIn(2)) as [Device, Device];
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
    const [a, b] = (await signedIn(2)) as [Device, Device];
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

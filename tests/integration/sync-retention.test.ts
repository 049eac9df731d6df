import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { createDevice, drivers, newInstructor, put, serverDump, set, startSandbox, type Device } from './sync-rig.ts';
import { expectSame } from './sync-same.ts';

describe.each(drivers)('what was deleted long ago goes for good (%s)', (driver) => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(driver);
  });
  afterAll(() => sandbox.stop());

  async function devices(count: number): Promise<Device[]> {
    const person = await newInstructor(sandbox);
    const made = Array.from({ length: count }, () => createDevice(sandbox));
    for (const device of made) {
      await device.signIn(person);
      await device.sync();
    }
    return made;
  }
  const workspaceOf = (device: Device): string => device.state.get('workspace_id') ?? '';
  async function collect(olderThan = '0 seconds'): Promise<number> {
    const [row] = await sandbox.sql('select sync.collect_tombstones($1::interval)::int as n', [olderThan]);
    return Number(row?.['n']);
  }
  const expectEqual = (...every: readonly Device[]): Promise<void> => expectSame(sandbox, every);
  const gone = (at: number) => ({ life: { deleted_at_ms: at } });

  /** A course with a chapter, a lesson and a linked file, all of it deleted. */
  function makeAndDelete(
    device: Device,
  ): Record<'course' | 'chapter' | 'lesson' | 'file' | 'version' | 'link', string> {
    const [course, chapter, lesson, file, version] = Array.from({ length: 5 }, () => uuidv7()) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const link = uuidv5(`${file} ${lesson}`, uuidv5.URL);
    device.mutate(
      put('courses', course, { title: { title: 'Old' } }),
      put('chapters', chapter, { place: { course_id: course, pos: 'a0' } }),
      put('lessons', lesson, { place: { chapter_id: chapter, pos: 'a0' } }),
      put('media_files', file, { name: { name: 'x' }, current: { current_version_id: version } }),
      put('media_versions', version, { origin: { media_id: file, file_name: 'x', bytes: 1, created_at_ms: 1 } }),
      put('media_links', link, { ends: { media_id: file, target_type: 'lesson', target_id: lesson, role: 'video' } }),
    );
    device.mutate(
      set('courses', course, gone(1)),
      set('chapters', chapter, gone(1)),
      set('lessons', lesson, gone(1)),
      set('media_files', file, gone(1)),
      set('media_versions', version, gone(1)),
      set('media_links', link, gone(1)),
    );
    return { course, chapter, lesson, file, version, link };
  }

  test('children go before parents, a file together with its versions, and every computer drops them', async () => {
    const [a, b] = (await devices(2)) as [Device, Device];
    const kept = a.newCourse('Kept');
    makeAndDelete(a);
    await a.sync();
    await b.sync();
    expect(await collect()).toBe(6);
    expect(
      Object.values(await serverDump(sandbox, workspaceOf(a))).flatMap((rows) => Object.keys(rows as object)),
    ).toEqual([kept]);
    for (const device of [a, b]) expect(await device.sync()).toBe('ok');
    await expectEqual(a, b);
    const fresh = createDevice(sandbox, { vault: a.vault });
    await fresh.session.restore();
    expect(await fresh.sync()).toBe('ok');
    await expectEqual(fresh, a);
  });

  test('what something living still hangs on stays, and so does what was deleted a short while ago', async () => {
    const [a] = (await devices(1)) as [Device];
    const course = a.newCourse('Deleted, with a living chapter');
    a.mutate(put('chapters', uuidv7(), { place: { course_id: course, pos: 'a0' } }));
    a.mutate(set('courses', course, gone(1)));
    await a.sync();
    expect(await collect()).toBe(0);
    makeAndDelete(a);
    await a.sync();
    expect(await collect('180 days')).toBe(0);
    expect(await a.sync()).toBe('ok');
    await expectEqual(a);
  });

  test('a computer that was away for longer starts over: what it had pending is kept or shown as refused', async () => {
    const [a, away] = (await devices(2)) as [Device, Device];
    const { course, chapter } = makeAndDelete(a);
    await a.sync();
    const before = a.newCourse('There before it left');
    await a.sync();
    await away.sync();
    away.rename(before, 'Edited while away');
    away.mutate(set('chapters', chapter, { title: { title: 'Into nothing' } }));
    const other = away.newCourse('Made while away');
    // Two nights go by: the second collects what the first one saw.
    a.mutate(set('courses', course, { title: { title: 'later' } }));
    await a.sync();
    makeAndDelete(a);
    await a.sync();
    expect(await collect()).toBeGreaterThan(6);
    expect(await collect()).toBe(0);
    expect(await away.sync()).toBe('ok');
    expect([away.titleOf(before), away.titleOf(other)]).toEqual(['Edited while away', 'Made while away']);
    expect(away.row('chapters', chapter)).toBeNull();
    expect(away.deadLetters()).toMatchObject([{ code: 'P0002' }]);
    await a.sync();
    await expectEqual(a, away);
  });

  test('a new computer, and one that starts over, pull several pages from before what was collected', async () => {
    const [a, away] = (await devices(2)) as [Device, Device];
    const puts = Array.from({ length: 1_200 }, (_, n) => put('courses', uuidv7(), { title: { title: `Course ${n}` } }));
    a.mutate(...puts.slice(0, 600));
    await a.sync();
    await away.sync();
    a.mutate(...puts.slice(600));
    await a.sync();
    makeAndDelete(a);
    await a.sync();
    expect(await collect()).toBe(6);
    const fresh = createDevice(sandbox, { vault: a.vault });
    await fresh.session.restore();
    for (const device of [a, fresh, away]) expect(await device.sync()).toBe('ok');
    await expectEqual(a, fresh, away);
  });

  test('an id that is made again after its collection comes to everybody, and can be collected again', async () => {
    const [a, b] = (await devices(2)) as [Device, Device];
    const [file, course] = [uuidv7(), a.newCourse('Holds the link')];
    a.mutate(put('media_files', file, { name: { name: 'x' } }));
    const link = uuidv5(`${file} ${course}`, uuidv5.URL);
    const ends = { media_id: file, target_type: 'course', target_id: course, role: 'cover' };
    for (let round = 0; round < 2; round++) {
      a.mutate(put('media_links', link, { ends, life: { deleted_at_ms: null } }));
      await a.sync();
      await b.sync();
      expect(b.row('media_links', link)).not.toBeNull();
      a.mutate(set('media_links', link, gone(1)));
      await a.sync();
      await b.sync();
      expect(await collect()).toBe(1);
      await a.sync();
      if (round === 1) await b.sync(); // in the first round b hears of the end and of the new beginning at once
    }
    expect(b.row('media_links', link)).toBeNull();
    await expectEqual(a, b);
  });

  test('a new epoch makes every computer start over and send again what the server lost', async () => {
    const [a, b] = (await devices(2)) as [Device, Device];
    const id = a.newCourse('Before');
    await a.sync();
    await b.sync();
    await sandbox.sql('select sync.start_new_epoch()');
    b.rename(id, 'After');
    for (const device of [b, a]) expect(await device.sync()).toBe('ok');
    expect(a.titleOf(id)).toBe('After');
    await expectEqual(a, b);
  });

  /** Moves what is written down about a workspace back in time, and lets the night come. */
  async function nightAfter(device: Device, days: number): Promise<void> {
    for (const table of ['mutation', 'conflict', 'audit']) {
      const sql = `update sync.${table} set at = now() - make_interval(days => $2) where ws = $1`;
      await sandbox.sql(sql, [workspaceOf(device), days]);
    }
    await sandbox.sql('select sync.prune()');
  }
  async function remembered(device: Device): Promise<Record<string, number>> {
    const [row] = await sandbox.sql(
      `select (select count(*)::int from sync.mutation where ws = $1) as mutation,
        (select count(*)::int from sync.conflict where ws = $1) as conflict,
        (select count(*)::int from sync.audit where ws = $1) as audit`,
      [workspaceOf(device)],
    );
    return row as Record<string, number>;
  }

  test('the ledger and conflicts are kept for 90 days, audits for 400, and not a day less', async () => {
    const [a, b] = (await devices(2)) as [Device, Device];
    const id = a.newCourse('One');
    await a.sync();
    await b.sync();
    a.rename(id, 'Earlier');
    await sleep(2); // of one millisecond, nobody says which was later
    b.rename(id, 'Later');
    for (const device of [b, a]) await device.sync();
    const all = { mutation: 3, conflict: 1, audit: 2 };
    await nightAfter(a, 89);
    expect(await remembered(a)).toEqual(all);
    await nightAfter(a, 91);
    expect(await remembered(a)).toEqual({ mutation: 0, conflict: 0, audit: 2 });
    await nightAfter(a, 401);
    expect(await remembered(a)).toEqual({ mutation: 0, conflict: 0, audit: 0 });
    expect(a.conflicts()).toHaveLength(1); // what a computer has it keeps
    for (const device of [a, b]) expect(await device.sync()).toBe('ok');
    await expectEqual(a, b);
  });

  test('a computer that was never told of a verdict, and comes back when the ledger has forgotten it, loses nothing', async () => {
    let isLost = false;
    const losing: typeof globalThis.fetch = async (input, init) => {
      const response = await globalThis.fetch(input, init);
      if (isLost && String(input).endsWith('/sync_push')) throw new TypeError('the line is dead');
      return response;
    };
    const person = await newInstructor(sandbox);
    const [away, other] = [createDevice(sandbox, { fetch: losing }), createDevice(sandbox)];
    for (const device of [away, other]) await device.signIn(person);
    const id = away.newCourse('One');
    for (const device of [away, other]) await device.sync();
    isLost = true;
    away.rename(id, 'Taken, and never told');
    const made = away.newCourse('Made before it left');
    expect(await away.sync()).toBe('OFFLINE');
    isLost = false;
    await other.sync();
    other.rename(id, 'Written later');
    await other.sync();
    await nightAfter(other, 100);
    expect(await away.sync()).toBe('ok');
    expect([away.outbox(), away.deadLetters()]).toEqual([[], []]);
    expect([away.titleOf(id), away.titleOf(made)]).toEqual(['Written later', 'Made before it left']);
    await other.sync();
    await expectEqual(away, other);
  });

  test('nobody but the operator may', async () => {
    for (const name of ['collect_tombstones', 'start_new_epoch', 'prune']) {
      const [row] = await sandbox.sql(
        `select bool_or(has_function_privilege(r, p.oid, 'execute')) as may
         from pg_proc p, unnest(array['anon', 'authenticated', 'sync_writer']) r
         where p.pronamespace = 'sync'::regnamespace and p.proname = $1`,
        [name],
      );
      expect([name, row?.['may']]).toEqual([name, false]);
    }
  });
});

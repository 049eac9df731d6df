import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { anyDriver, createDevice, newInstructor, put, set, signedIn, startSandbox, type Device } from './sync-rig.ts';
import { expectSame } from './sync-same.ts';

describe('pages, versions and differences', () => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
  });
  afterAll(() => sandbox.stop());

  const expectEqual = (devices: readonly Device[]): Promise<void> => expectSame(sandbox, devices);

  test('ten thousand rows of one revision and a thousand small revisions cross the page boundaries whole', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
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
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
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
    const [a] = (await signedIn(sandbox, 1)) as [Device];
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
});

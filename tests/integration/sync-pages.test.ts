import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Op } from '../../src/shared/domain/merge.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { courseOp, pulledIds, signInByHttp, type Caller } from './sync-http.ts';
import { drivers, newInstructor, startSandbox } from './sync-rig.ts';

describe.each(drivers)('pages and digests on %s', (driver) => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(driver);
  });
  afterAll(() => sandbox.stop());

  const newCaller = async (): Promise<Caller> => signInByHttp(sandbox, await newInstructor(sandbox));

  test('pages end between revisions and together hold every row once', async () => {
    const caller = await newCaller();
    for (let batch = 0; batch < 4; batch++) {
      const mutations = Array.from({ length: 7 }, (_, index) => ({
        seq: batch * 7 + index + 1,
        mid: randomUUID(),
        ops: [courseOp(caller, randomUUID(), 'x')],
      }));
      await caller.push(mutations);
    }
    const seen: string[] = [];
    const ends: number[] = [];
    for (let cursor = 0; cursor < 4;) {
      const page = await caller.pull(cursor, 3);
      seen.push(...pulledIds(page, 'courses'));
      cursor = Number(page.body['upto']);
      ends.push(cursor);
    }
    expect(ends).toEqual([1, 2, 3, 4]);
    expect([seen.length, new Set(seen).size]).toEqual([28, 28]);
  });

  test('a page holds few parts of versions: each is as large as many other rows', async () => {
    const caller = await newCaller();
    const [course, version] = [randomUUID(), randomUUID()];
    const put = (t: Op['t'], id: string, v: Op['v']): Op => ({ t, id, k: 'put', h: caller.stamp(), v });
    const origin = { course_id: course, kind: 'named', part_count: 9, created_at_ms: 1 };
    await caller.push([
      { seq: 1, mid: randomUUID(), ops: [courseOp(caller, course, 'x')] },
      { seq: 2, mid: randomUUID(), ops: [put('course_versions', version, { origin })] },
    ]);
    for (let n = 0; n < 9; n++) {
      const part = put('course_version_parts', randomUUID(), { origin: { version_id: version, n, data: [] } });
      await caller.push([{ seq: n + 3, mid: randomUUID(), ops: [part] }]);
    }
    const sizes: number[] = [];
    for (let [cursor, head] = [0, 1]; cursor < head;) {
      const page = await caller.pull(cursor, 200);
      head = Number(page.body['head']);
      sizes.push(pulledIds(page, 'course_version_parts').length);
      cursor = Number(page.body['upto']);
    }
    expect(sizes).toEqual([4, 4, 1]);
  });

  test('a cursor of another history is told to start over', async () => {
    const caller = await newCaller();
    await caller.push([{ seq: 1, mid: randomUUID(), ops: [courseOp(caller, randomUUID(), 'x')] }]);
    expect((await caller.pull(99)).body).toMatchObject({ reset: true, lost_after: 0 });
    await sandbox.sql('update sync.workspace set epoch = gen_random_uuid() where id = $1', [caller.ws]);
    expect((await caller.pull(1)).body).toMatchObject({ reset: true, lost_after: 0 });
    expect((await caller.pull(0)).body).toMatchObject({ upto: 1 });
  });

  test('revisions have no gaps and rise in the order of commits while twelve clients push at once', async () => {
    const caller = await newCaller();
    const pushes = Array.from({ length: 12 }, async () => {
      const client = randomUUID();
      for (let seq = 1; seq <= 4; seq++) {
        const mutation = { seq, mid: randomUUID(), ops: [courseOp(caller, randomUUID(), 'x')] };
        expect((await caller.push([mutation], client)).status).toBe(200);
      }
    });
    const seen = new Set<string>();
    let cursor = 0;
    const poll = async (): Promise<void> => {
      const page = await caller.pull(cursor, 5);
      for (const id of pulledIds(page, 'courses')) seen.add(id);
      cursor = Number(page.body['upto']);
    };
    let isDone = false;
    const reading = (async () => {
      while (!isDone) await poll();
    })();
    await Promise.all(pushes);
    isDone = true;
    await reading;
    while (cursor < 48) await poll();
    expect(seen.size).toBe(48);
    const revs = await sandbox.sql('select rev::int from public.courses where ws = $1 order by rev', [caller.ws]);
    expect(revs.map(({ rev }) => rev)).toEqual(Array.from({ length: 48 }, (_, index) => index + 1));
  });

  test('digests agree with the rows, whatever their order', async () => {
    const caller = await newCaller();
    await caller.push([{ seq: 1, mid: randomUUID(), ops: [courseOp(caller, randomUUID(), 'x')] }]);
    const before = (await caller.rpc('sync_digest', { p_ws: caller.ws })).body;
    expect(before).toMatchObject({ head: 1, tables: { courses: [1, expect.any(String)], lessons: [0, '0'] } });
    await caller.push([{ seq: 2, mid: randomUUID(), ops: [courseOp(caller, randomUUID(), 'y')] }]);
    const after = (await caller.rpc('sync_digest', { p_ws: caller.ws })).body;
    expect(after['tables']).not.toEqual(before['tables']);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  anyDriver,
  createDevice,
  newInstructor,
  serverDump,
  startSandbox,
  type Device,
} from '../integration/sync-rig.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

describe('the network fails in the middle of a round', () => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
  });
  afterEach(async () => {
    await sandbox.inject({ kind: 'clear' });
    await sandbox.setOffline(false);
  });
  afterAll(() => sandbox.stop());

  async function signedIn(count: number, fetch?: typeof globalThis.fetch): Promise<Device[]> {
    const person = await newInstructor(sandbox);
    const devices = Array.from({ length: count }, () => createDevice(sandbox, fetch ? { fetch } : {}));
    for (const device of devices) await device.signIn(person);
    return devices;
  }
  async function expectWhole(device: Device, mutations: number): Promise<void> {
    const ws = device.state.get('workspace_id') ?? '';
    expect(device.dump()).toEqual(await serverDump(sandbox, ws));
    expect(device.outbox()).toEqual([]);
    const ledger = await sandbox.sql(
      'select count(distinct mid)::int as n, count(*)::int as total from sync.mutation where ws = $1',
      [ws],
    );
    expect(ledger).toEqual([{ n: mutations, total: mutations }]);
  }

  test('answer-lost: a push that was carried out and not answered is taken once', async () => {
    const [a] = (await signedIn(1)) as [Device];
    const ids = Array.from({ length: 480 }, (_, index) => a.newCourse(`Course ${index}`));
    // Of the three batches the second is carried out, and its answer never arrives.
    await sandbox.inject({ kind: 'lose-answer', path: '/sync_push', nth: 2 });
    expect(await a.sync()).toBe('OFFLINE');
    expect(
      a
        .outbox()
        .map(({ state }) => state)
        .filter((state) => state === 'inflight'),
    ).toHaveLength(200);
    a.rename(ids[260] ?? '', 'Edited while unsure');
    expect(await a.sync()).toBe('ok');
    expect(a.titleOf(ids[260] ?? '')).toBe('Edited while unsure');
    await expectWhole(a, 481);
  });

  test('request-lost: a push that never arrived is sent again as it was', async () => {
    const [a] = (await signedIn(1)) as [Device];
    a.newCourse('One');
    await sandbox.inject({ kind: 'lose-request', path: '/sync_push', nth: 1 });
    expect(await a.sync()).toBe('OFFLINE');
    const [sealed] = a.outbox();
    expect(await a.sync()).toBe('ok');
    const ws = a.state.get('workspace_id');
    expect(await sandbox.sql('select mid, seq::int from sync.mutation where ws = $1', [ws])).toEqual([
      { mid: sealed?.mid, seq: sealed?.seq },
    ]);
    await expectWhole(a, 1);
  });

  test('pull-lost: what was pushed stays in sight until a pull has shown it', async () => {
    const [a] = (await signedIn(1)) as [Device];
    const id = a.newCourse('One');
    await sandbox.inject({ kind: 'lose-answer', path: '/sync_pull', nth: 1 });
    expect(await a.sync()).toBe('OFFLINE');
    expect(a.outbox()).toMatchObject([{ state: 'acked' }]);
    expect(a.titleOf(id)).toBe('One');
    expect(a.waiting()).toBe(0);
    expect(await a.sync()).toBe('ok');
    await expectWhole(a, 1);
  });

  test('offline: editing goes on, and all of it is sent when the network is back', async () => {
    const [a, b] = (await signedIn(2)) as [Device, Device];
    const id = a.newCourse('One');
    await a.sync();
    await sandbox.setOffline(true);
    a.rename(id, 'Renamed offline');
    const made = a.newCourse('Made offline');
    expect(await a.sync()).toBe('OFFLINE');
    expect(a.waiting()).toBe(2);
    await sandbox.setOffline(false);
    for (const device of [a, b]) expect(await device.sync()).toBe('ok');
    expect([b.titleOf(id), b.titleOf(made)]).toEqual(['Renamed offline', 'Made offline']);
  });

  test('captive-portal: a sign-in page with status 200 is nobody’s verdict and nobody’s data', async () => {
    const [a] = (await signedIn(1)) as [Device];
    const id = a.newCourse('One');
    await a.sync();
    const cursor = a.state.get('cursor');
    a.rename(id, 'Behind the portal');
    await sandbox.inject({ kind: 'captive', on: true });
    expect(await a.sync()).toBe('CAPTIVE');
    expect(a.titleOf(id)).toBe('Behind the portal');
    expect([a.waiting(), a.deadLetters(), a.state.get('cursor')]).toEqual([1, [], cursor]);
    await sandbox.inject({ kind: 'captive', on: false });
    expect(await a.sync()).toBe('ok');
    await expectWhole(a, 2);
  });

  test('too-large: something in between that takes no large request gets smaller ones', async () => {
    const narrow: typeof globalThis.fetch = (input, init) =>
      String(init?.body ?? '').length > 20_000
        ? Promise.resolve(new Response('<html>413 Request Entity Too Large</html>', { status: 413 }))
        : globalThis.fetch(input, init);
    const [a] = (await signedIn(1, narrow)) as [Device];
    for (let n = 0; n < 150; n += 1) a.newCourse(`Course ${n}`);
    const ends = [await a.sync()];
    while (ends.length < 6 && ends.at(-1) !== 'ok') ends.push(await a.sync());
    expect([ends[0], ends.at(-1), a.deadLetters()]).toEqual(['TIMEOUT', 'ok', []]);
    await expectWhole(a, 150);
  });

  test('stale-answer: a former answer out of some cache is not believed', async () => {
    const kept = new Map<string, string>();
    let isReplaying = false;
    const caching: typeof globalThis.fetch = async (input, init) => {
      const url = String(input);
      const former = kept.get(url);
      if (isReplaying && former && url.includes('/rpc/')) return Response.json(JSON.parse(former));
      const response = await globalThis.fetch(input, init);
      kept.set(url, await response.clone().text());
      return response;
    };
    const [a] = (await signedIn(1, caching)) as [Device];
    a.newCourse('One');
    await a.sync();
    a.newCourse('Two');
    isReplaying = true;
    expect(await a.sync()).toBe('CAPTIVE');
    expect(a.waiting()).toBe(1);
    isReplaying = false;
    expect(await a.sync()).toBe('ok');
    await expectWhole(a, 2);
  });

  test.each([500, 502, 503, 429, 404, 403])('status-%i: no status of a gateway ends a mutation', async (status) => {
    const [a] = (await signedIn(1)) as [Device];
    a.newCourse('One');
    await sandbox.inject({ kind: 'fail', path: '/sync_push', status, times: 1 });
    expect(await a.sync()).toBe(status === 404 || status === 403 ? 'CAPTIVE' : 'BUSY');
    expect([a.waiting(), a.deadLetters()]).toEqual([1, []]);
    expect(await a.sync()).toBe('ok');
    await expectWhole(a, 1);
  });

  test('poison: a mutation that the database cannot even read is found and becomes a dead letter', async () => {
    const [a] = (await signedIn(1)) as [Device];
    const ids = Array.from({ length: 20 }, (_, index) => a.newCourse(`Course ${index}`));
    a.db.prepare("UPDATE outbox SET mid = 'not-an-id' WHERE n = 7").run();
    expect(await a.sync()).toBe('ok');
    expect(a.deadLetters()).toMatchObject([{ mid: 'not-an-id', code: '22P02' }]);
    expect([a.row('courses', ids[6] ?? ''), a.titleOf(ids[19] ?? '')]).toEqual([null, 'Course 19']);
    expect(a.outbox()).toEqual([]);
    expect(a.dump()).toEqual(await serverDump(sandbox, a.state.get('workspace_id') ?? ''));
  });
});

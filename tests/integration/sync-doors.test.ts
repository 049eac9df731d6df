import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { courseOp, http, signInByHttp, type Caller } from './sync-http.ts';
import { drivers, newInstructor, startSandbox } from './sync-rig.ts';

describe.each(drivers)('the doors on %s', (driver) => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(driver);
  });
  afterAll(() => sandbox.stop());

  const newCaller = async (): Promise<Caller> => signInByHttp(sandbox, await newInstructor(sandbox));
  const titles = async (caller: Caller): Promise<unknown[]> =>
    (await sandbox.sql('select title from public.courses where ws = $1 order by title', [caller.ws])).map(
      ({ title }) => title,
    );
  const ledger = (caller: Caller) =>
    sandbox.sql('select seq::int, mid, status from sync.mutation where ws = $1 order by client_id, seq', [caller.ws]);

  test('every answer says to whom, to which question and by which protocol it speaks', async () => {
    const caller = await newCaller();
    const nonce = randomUUID();
    const same = { nonce, protocol: 1, min_protocol: 1, user: caller.userId };
    const at = { p_client: caller.clientId, p_ws: caller.ws, p_nonce: nonce };
    const answers = await Promise.all([
      caller.rpc('sync_hello', { p_client: caller.clientId, p_nonce: nonce }),
      caller.rpc('sync_push', { ...at, p_user: caller.userId, p_batch: [] }),
      caller.rpc('sync_pull', { ...at, p_cursor: 0, p_epoch: null, p_limit: 10 }),
      caller.rpc('sync_digest', { p_ws: caller.ws, p_nonce: nonce }),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body).toMatchObject(same);
      expect(Math.abs(Number(body['t']) - Date.now())).toBeLessThan(60_000);
    }
  });

  test('a batch that is sent again is answered from the ledger and changes nothing', async () => {
    const caller = await newCaller();
    const batch = [1, 2, 3].map((seq) => ({
      seq,
      mid: randomUUID(),
      ops: [courseOp(caller, randomUUID(), `Course ${seq}`)],
    }));
    const first = await caller.push(batch);
    const again = await caller.push(batch);
    expect(first.body.results).toMatchObject([1, 2, 3].map((seq) => ({ seq, status: 'applied', rev: 1 })));
    expect(again.body.results).toMatchObject([1, 2, 3].map((seq) => ({ seq, status: 'applied', rev: 1, dup: true })));
    expect((await caller.pull()).body).toMatchObject({ head: 1, upto: 1, last_seq: 3 });
    expect(await ledger(caller)).toHaveLength(3);
    const audit = await sandbox.sql('select count(*)::int as n from sync.audit where ws = $1', [caller.ws]);
    expect(audit).toEqual([{ n: 3 }]);
  });

  test('the same mutation from a forked client is taken once', async () => {
    const caller = await newCaller();
    const [mid, id] = [randomUUID(), randomUUID()];
    const ops = [courseOp(caller, id, 'Once')];
    await caller.push([{ seq: 1, mid, ops }]);
    const forked = await caller.push([{ seq: 1, mid, ops }], randomUUID());
    expect(forked.body.results).toMatchObject([{ seq: 1, status: 'applied', dup: true }]);
    expect((await ledger(caller)).map(({ status }) => status).sort()).toEqual(['applied', 'duplicate']);
  });

  test('another mutation under a used number is a fork, a missing number is a gap, and both keep what came before', async () => {
    const caller = await newCaller();
    const one = { seq: 1, mid: randomUUID(), ops: [courseOp(caller, randomUUID(), 'One')] };
    const two = { seq: 2, mid: randomUUID(), ops: [courseOp(caller, randomUUID(), 'Two')] };
    const four = { seq: 4, mid: randomUUID(), ops: [courseOp(caller, randomUUID(), 'Four')] };
    await caller.push([one]);
    const fork = await caller.push([{ ...one, mid: randomUUID() }]);
    expect(fork.body).toMatchObject({ fork: true, last_seq: 1 });
    const gap = await caller.push([two, four]);
    expect(gap.body).toMatchObject({ gap: true, last_seq: 2, results: [{ seq: 2, status: 'applied' }] });
    expect((await caller.push([two])).body.results).toMatchObject([{ seq: 2, dup: true }]);
    expect(await titles(caller)).toEqual(['One', 'Two']);
  });

  test('a client id of somebody else is a fork, not a look into his ledger', async () => {
    const [ada, grace] = [await newCaller(), await newCaller()];
    await ada.push([{ seq: 1, mid: randomUUID(), ops: [courseOp(ada, randomUUID(), 'Ada')] }]);
    const answer = await grace.push([], ada.clientId);
    expect(answer.body).toMatchObject({ fork: true, results: [], last_seq: 0 });
    const hello = await grace.rpc('sync_hello', { p_client: ada.clientId });
    expect(hello.body).toMatchObject({ fork: true, last_seq: 0 });
  });

  test('a refused mutation leaves nothing of itself and does not hold the next', async () => {
    const caller = await newCaller();
    const id = randomUUID();
    const answer = await caller.push([
      { seq: 1, mid: randomUUID(), ops: [courseOp(caller, id, 'Good')] },
      {
        seq: 2,
        mid: randomUUID(),
        ops: [
          courseOp(caller, id, 'Half of a bad one', 'set'),
          { ...courseOp(caller, id, '', 'set'), v: { price: { price_minor: -5, currency: 'EUR' } } },
        ],
      },
      { seq: 3, mid: randomUUID(), ops: [courseOp(caller, randomUUID(), 'Next')] },
    ]);
    expect(answer.body.results).toMatchObject([
      { seq: 1, status: 'applied' },
      { seq: 2, status: 'rejected', code: '23514', detail: { constraint: 'courses_price_minor_check' } },
      { seq: 3, status: 'applied' },
    ]);
    expect(await titles(caller)).toEqual(['Good', 'Next']);
    expect((await caller.pull()).body).toMatchObject({ head: 1 });
  });

  test('what one op may not say', async () => {
    const caller = await newCaller();
    const id = randomUUID();
    await caller.push([{ seq: 1, mid: randomUUID(), ops: [courseOp(caller, id, 'There')] }]);
    const put = (t: string, v: object) => ({ t, id: randomUUID(), k: 'put', h: caller.stamp(), v });
    const cases: [string, object][] = [
      ['42P01', put('profiles', {})],
      ['42P01', put('sync.member', {})],
      ['P0002', courseOp(caller, randomUUID(), 'Nowhere', 'set')],
      ['22023', courseOp(caller, id, 'Stamp', 'set', 'yesterday')],
      ['22023', { ...courseOp(caller, id, 'Verb'), k: 'delete' }],
      ['23503', put('chapters', { place: { course_id: randomUUID(), pos: 'a0' } })],
      ['23502', put('chapters', { title: { title: 'No course' } })],
      ['23514', put('courses', { price: { price_minor: 1, currency: 'euro' } })],
      ['23514', put('media_files', { origin: { kind: 'Video!', created_at_ms: 1 } })],
      // What the other computers could not read, or not hold: it would end their pulls for good.
      ['23514', put('courses', { price: { price_minor: '9007199254740992', currency: 'EUR' } })],
      ['23514', put('courses', { life: { deleted_at_ms: '9223372036854775807' } })],
      ['23514', put('courses', { objectives: { objectives: ['To read', { x: 1 }] } })],
      ['23514', put('courses', { objectives: { objectives: ['x'.repeat(200_001)] } })],
      ['22P02', { ...courseOp(caller, id, 'Id'), id: 'one' }],
    ];
    const batch = cases.map(([, op], index) => ({ seq: index + 2, mid: randomUUID(), ops: [op as never] }));
    const answer = await caller.push(batch);
    expect(answer.body.results?.map(({ status, code }) => [status, code])).toEqual(
      cases.map(([code]) => ['rejected', code]),
    );
    expect(await titles(caller)).toEqual(['There']);
  });

  test('a link to a lesson that does not exist is refused, also by its polymorphic end', async () => {
    const caller = await newCaller();
    const media = randomUUID();
    const ends = { media_id: media, target_type: 'lesson', target_id: randomUUID(), role: 'video', language: null };
    const answer = await caller.push([
      {
        seq: 1,
        mid: randomUUID(),
        ops: [{ t: 'media_files', id: media, k: 'put', h: caller.stamp(), v: { name: { name: 'a.mp4' } } }],
      },
      {
        seq: 2,
        mid: randomUUID(),
        ops: [{ t: 'media_links', id: randomUUID(), k: 'put', h: caller.stamp(), v: { ends } }],
      },
    ]);
    expect(answer.body.results).toMatchObject([{ status: 'applied' }, { status: 'rejected', code: '23503' }]);
  });

  test('a clock far ahead is brought back to now, keeping the order of its edits', async () => {
    const caller = await newCaller();
    const id = randomUUID();
    const ahead = Date.now() + 30 * 86_400_000;
    const edit = (title: string, k: 'put' | 'set', atMs: number) => ({
      seq: Number(title),
      mid: randomUUID(),
      ops: [courseOp(caller, id, title, k, caller.stamp(atMs))],
    });
    await caller.push([edit('1', 'put', ahead), edit('2', 'set', ahead + 1), edit('3', 'set', ahead + 2)]);
    await caller.push([edit('4', 'set', ahead + 3)]);
    const [row] = await sandbox.sql("select title, fv ->> 'title' as h from public.courses where id = $1", [id]);
    expect(row?.['title']).toBe('4');
    expect(Number(String(row?.['h']).slice(0, 13))).toBeLessThan(Date.now() + 60_000);
    const fresh = {
      seq: 5,
      mid: randomUUID(),
      ops: [courseOp(caller, id, '5', 'set', caller.stamp(Date.now() + 5_000))],
    };
    await caller.push([fresh]);
    expect(await titles(caller)).toEqual(['5']);
  });

  test('a win over a value that its author had not seen keeps that value', async () => {
    const caller = await newCaller();
    const id = randomUUID();
    const first = courseOp(caller, id, 'Seen');
    const second = courseOp(caller, id, 'Unseen', 'set');
    const third = { ...courseOp(caller, id, 'Winner', 'set'), b: { title: first.h } };
    await caller.push([first, second, third].map((op, index) => ({ seq: index + 1, mid: randomUUID(), ops: [op] })));
    const { conflicts } = (await caller.pull()).body;
    expect(conflicts).toMatchObject([{ rid: id, grp: 'title', loser: { title: 'Unseen' }, loser_h: second.h }]);
  });

  test('a row that one mutation writes twice leaves one trace, with all its field groups and the computer', async () => {
    const caller = await newCaller();
    const id = randomUUID();
    const subtitle = { ...courseOp(caller, id, '', 'set'), v: { subtitle: { subtitle: 'S' } } };
    const batch = [[courseOp(caller, id, 'One')], [courseOp(caller, id, 'Two', 'set'), subtitle]];
    await caller.push(batch.map((ops, index) => ({ seq: index + 1, mid: randomUUID(), ops })));
    const traces = await sandbox.sql(
      "select action, client_id, (detail -> 'groups')::text as groups from sync.audit where rid = $1 order by id",
      [id],
    );
    expect(traces).toMatchObject([
      { action: 'create', client_id: caller.clientId },
      { action: 'update', client_id: caller.clientId, groups: '["subtitle", "title"]' },
    ]);
  });

  test('an endless batch and another user’s outbox are refused as a whole', async () => {
    const caller = await newCaller();
    const batch = Array.from({ length: 201 }, (_, index) => ({ seq: index + 1, mid: randomUUID(), ops: [] }));
    expect((await caller.push(batch)).body.code).toBe('54000');
    const stranger = { p_client: caller.clientId, p_ws: caller.ws, p_user: randomUUID(), p_batch: [] };
    expect((await caller.rpc('sync_push', stranger)).body.code).toBe('28000');
    expect(await ledger(caller)).toEqual([]);
  });

  test('linking and unlinking media is written down once per mutation', async () => {
    const caller = await newCaller();
    const [course, media, link] = [randomUUID(), randomUUID(), randomUUID()];
    const ends = { media_id: media, target_type: 'course', target_id: course, role: 'cover', language: null };
    const life = (at: number | null, k: 'put' | 'set') => ({
      t: 'media_links',
      id: link,
      k,
      h: caller.stamp(),
      v: { ends, life: { deleted_at_ms: at } },
    });
    const batch = [
      [courseOp(caller, course, 'C'), { t: 'media_files', id: media, k: 'put' as const, h: caller.stamp(), v: {} }],
      [life(null, 'put')],
      [life(5, 'set')],
    ].map((ops, index) => ({ seq: index + 1, mid: randomUUID(), ops }));
    await caller.push(batch);
    await caller.push(batch);
    const audit = await caller.request('GET', `/rest/v1/media_audit?ws=eq.${caller.ws}&order=id`);
    const same = { link_id: link, media_id: media, target_type: 'course', target_id: course, role: 'cover' };
    expect(audit.body).toMatchObject([
      { ...same, action: 'link', mutation_id: batch[1]?.mid, user_id: caller.userId },
      { ...same, action: 'unlink', mutation_id: batch[2]?.mid, user_id: caller.userId },
    ]);
  });

  test('without a token no door opens', async () => {
    const anon = http(sandbox, null);
    const args = { p_client: randomUUID(), p_ws: randomUUID() };
    const answers = await Promise.all([
      anon.rpc('sync_hello', { p_client: args.p_client }),
      anon.rpc('sync_push', { ...args, p_user: randomUUID(), p_batch: [] }),
      anon.rpc('sync_pull', { ...args, p_cursor: 0, p_epoch: null, p_limit: 1 }),
      anon.rpc('sync_digest', { p_ws: args.p_ws }),
    ]);
    for (const { status, body } of answers) expect([status, body.code]).toEqual([401, '42501']);
  });
});

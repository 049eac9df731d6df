import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableNames, type TableName } from '../../src/shared/domain/registry.ts';
import type { Op } from '../../src/shared/domain/merge.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { courseOp, http, oneOfEach, pulledIds, signInByHttp, type Caller } from './sync-http.ts';
import { drivers, newInstructor, startSandbox } from './sync-rig.ts';

/** A write that only changes life: every table has it. */
const change = (table: TableName, id: string, h: string): Op => ({
  t: table,
  id,
  k: 'set',
  h,
  v: { life: { deleted_at_ms: 1 } },
});

describe.each(drivers)('who may do what over plain HTTP on %s', (driver) => {
  let sandbox: SupabaseSandbox;
  let owner: Caller;
  let stranger: Caller;
  let viewer: Caller;
  let editor: Caller;
  let rows: Record<TableName, Op>;

  beforeAll(async () => {
    sandbox = await startSandbox(driver);
    const join = async (): Promise<Caller> => signInByHttp(sandbox, await newInstructor(sandbox));
    [owner, stranger, viewer, editor] = [await join(), await join(), await join(), await join()];
    const add = 'insert into sync.member (ws, user_id, role) values ($1, $2, $3)';
    await sandbox.sql(add, [owner.ws, viewer.userId, 'viewer']);
    await sandbox.sql(add, [owner.ws, editor.userId, 'editor']);
    rows = oneOfEach(owner);
    const batch = tableNames.map((table, index) => ({ seq: index + 1, mid: randomUUID(), ops: [rows[table]] }));
    const { results } = (await owner.push(batch)).body;
    expect(results?.map(({ status }) => status)).toEqual(tableNames.map(() => 'applied'));
  });
  afterAll(() => sandbox.stop());

  const count = async (caller: { request: Caller['request'] }, path: string): Promise<unknown> => {
    const { status, body } = await caller.request('GET', `/rest/v1/${path}`);
    return status === 200 ? (body as unknown as unknown[]).length : body.code;
  };

  test.each(tableNames)('%s: a stranger reaches it through no door', async (table) => {
    const { id } = rows[table];
    const intoMine = { p_client: stranger.clientId, p_user: stranger.userId };
    const mutation = { seq: 1, mid: randomUUID(), ops: [change(table, id, stranger.stamp(Date.now()))] };
    // Into the owner's workspace: not a member.
    const theirs = await stranger.rpc('sync_push', { ...intoMine, p_ws: owner.ws, p_batch: [mutation] });
    expect(theirs.body).toMatchObject({ revoked: true });
    const pulled = await stranger.rpc('sync_pull', {
      p_client: stranger.clientId,
      p_ws: owner.ws,
      p_cursor: 0,
      p_epoch: null,
      p_limit: 10,
    });
    expect(pulled.body).toMatchObject({ revoked: true });
    expect(pulled.body['rows']).toBeUndefined();
    // Through the stranger's own workspace: the row is not there, and its id cannot be taken.
    const client = randomUUID();
    const own = await stranger.push([{ ...mutation, mid: randomUUID() }], client);
    expect(own.body.results).toMatchObject([{ status: 'rejected', code: 'P0002' }]);
    const steal = { ...rows[table], h: stranger.stamp(Date.now()) };
    const taken = await stranger.push([{ seq: 2, mid: randomUUID(), ops: [steal] }], client);
    expect(taken.body.results).toMatchObject([{ status: 'rejected', code: '42501' }]);
    const [row] = await sandbox.sql(`select ws, deleted_at_ms from public.${table} where id = $1`, [id]);
    expect(row).toEqual({ ws: owner.ws, deleted_at_ms: null });
  });

  test('a row cannot hang on a parent in another workspace', async () => {
    const theirs: Op = {
      t: 'chapters',
      id: randomUUID(),
      k: 'put',
      h: stranger.stamp(),
      v: { place: { course_id: rows.courses.id, pos: 'a0' } },
    };
    const link: Op = {
      ...theirs,
      t: 'taggings',
      v: { ends: { tag_id: rows.tags.id, target_type: 'course', target_id: rows.courses.id } },
    };
    const answer = await stranger.push(
      [theirs, link].map((op, index) => ({ seq: index + 1, mid: randomUUID(), ops: [op] })),
      randomUUID(),
    );
    expect(answer.body.results).toMatchObject([{ code: '23503' }, { code: '23503' }]);
  });

  const pushAs = (caller: Caller, op: Op) =>
    caller.rpc('sync_push', {
      p_client: caller.clientId,
      p_ws: owner.ws,
      p_user: caller.userId,
      p_batch: [{ seq: 1, mid: randomUUID(), ops: [op] }],
    });

  test('a viewer pulls and is refused on push; an editor does both', async () => {
    const pull = { p_client: viewer.clientId, p_ws: owner.ws, p_cursor: 0, p_epoch: null, p_limit: 10 };
    expect(pulledIds(await viewer.rpc('sync_pull', pull), 'courses')).toEqual([rows.courses.id]);
    const byViewer = await pushAs(viewer, courseOp(viewer, rows.courses.id, 'By a viewer', 'set'));
    expect(byViewer.body.results).toMatchObject([{ status: 'rejected', code: '42501' }]);
    const made = await viewer.rpc('sync_push', {
      p_client: viewer.clientId,
      p_ws: owner.ws,
      p_user: viewer.userId,
      p_batch: [{ seq: 2, mid: randomUUID(), ops: [courseOp(viewer, randomUUID(), 'New')] }],
    });
    expect(made.body.results).toMatchObject([{ status: 'rejected', code: '42501' }]);
    const byEditor = await pushAs(editor, courseOp(editor, rows.courses.id, 'By an editor', 'set', owner.stamp()));
    expect(byEditor.body.results).toMatchObject([{ status: 'applied' }]);
  });

  test('nor does a viewer write by losing: what loses a merge is kept for everybody to see', async () => {
    const loses = courseOp(viewer, rows.courses.id, 'Lies', 'set', viewer.stamp(Date.now() - 86_400_000));
    const answer = await viewer.rpc('sync_push', {
      p_client: randomUUID(),
      p_ws: owner.ws,
      p_user: viewer.userId,
      p_batch: [{ seq: 1, mid: randomUUID(), ops: [loses] }],
    });
    expect(answer.body.results).toMatchObject([{ status: 'rejected', code: '42501' }]);
    expect(await sandbox.sql('select loser from sync.conflict where ws = $1', [owner.ws])).toEqual([]);
  });

  test('membership ends at once', async () => {
    const guest = await signInByHttp(sandbox, await newInstructor(sandbox));
    await sandbox.sql("insert into sync.member (ws, user_id, role) values ($1, $2, 'editor')", [
      owner.ws,
      guest.userId,
    ]);
    expect(await count(guest, `courses?ws=eq.${owner.ws}`)).toBe(1);
    await sandbox.sql('delete from sync.member where ws = $1 and user_id = $2', [owner.ws, guest.userId]);
    expect(await count(guest, `courses?ws=eq.${owner.ws}`)).toBe(0);
    const late = await pushAs(guest, courseOp(guest, rows.courses.id, 'Late', 'set'));
    expect(late.body).toMatchObject({ revoked: true });
  });

  test('a profile is its person’s own; only the name can be changed', async () => {
    const path = `/rest/v1/profiles?user_id=eq.${owner.userId}`;
    const answers = [
      await stranger.request('GET', path),
      await stranger.request('PATCH', path, { display_name: 'Mallory' }, { prefer: 'return=representation' }),
    ];
    for (const { body } of answers) expect(body).toEqual([]);
    expect((await owner.request('PATCH', path, { created_at: '2000-01-01' })).body.code).toBe('42501');
    expect((await owner.request('PATCH', path, { display_name: 'Ada' })).status).toBe(204);
    expect((await owner.request('GET', path)).body).toMatchObject([{ display_name: 'Ada' }]);
    expect((await http(sandbox, null).request('GET', '/rest/v1/profiles')).body.code).toBe('42501');
  });

  test('audits are read by members only and written by nobody', async () => {
    expect(await count(viewer, `media_audit?ws=eq.${owner.ws}`)).toBe(1);
    expect(await count(stranger, `media_audit?ws=eq.${owner.ws}`)).toBe(0);
    const forged = { ws: owner.ws, action: 'link' };
    expect((await owner.request('POST', '/rest/v1/media_audit', forged)).body.code).toBe('42501');
  });

  test('who changed what cannot be hidden behind the id of somebody else’s mutation', async () => {
    const [theirs] = await sandbox.sql('select mid, user_id from sync.audit where rid = $1 order by id', [
      rows.media_links.id,
    ]);
    expect(theirs?.['user_id']).toBe(owner.userId);
    const steps = [1, null].map((at) => ({ deleted_at_ms: at }));
    const batch = steps.map((life, index) => ({
      seq: index + 1,
      mid: index === 0 ? randomUUID() : theirs?.['mid'], // the second one links again, as the owner did
      ops: [{ t: 'media_links', id: rows.media_links.id, k: 'set', h: editor.stamp(Date.now() + index), v: { life } }],
    }));
    const answer = await editor.rpc('sync_push', {
      p_client: randomUUID(),
      p_ws: owner.ws,
      p_user: editor.userId,
      p_batch: batch,
    });
    expect(answer.body.results).toMatchObject([{ status: 'applied' }, { status: 'applied' }]);
    const audit = await sandbox.sql('select action, user_id from sync.audit where rid = $1 order by id', [
      rows.media_links.id,
    ]);
    expect(audit).toEqual([
      { action: 'link', user_id: owner.userId },
      { action: 'unlink', user_id: editor.userId },
      { action: 'link', user_id: editor.userId },
    ]);
  });
});

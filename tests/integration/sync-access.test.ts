import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableNames, type TableName } from '../../src/shared/domain/registry.ts';
import type { Op } from '../../src/shared/domain/merge.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { courseOp, http, pulledIds, signInByHttp, type Caller } from './sync-http.ts';
import { drivers, newInstructor, startSandbox } from './sync-rig.ts';

/** One row of every synced table, parents first. */
function oneOfEach(caller: Caller): Record<TableName, Op> {
  const ids = Object.fromEntries(tableNames.map((table) => [table, randomUUID()])) as Record<TableName, string>;
  const put = (t: TableName, v: Op['v']): Op => ({ t, id: ids[t], k: 'put', h: caller.stamp(), v });
  const link = {
    media_id: ids.media_files,
    target_type: 'lesson',
    target_id: ids.lessons,
    role: 'video',
    language: null,
  };
  return {
    courses: put('courses', { title: { title: 'Mine' } }),
    chapters: put('chapters', { place: { course_id: ids.courses, pos: 'a0' } }),
    lessons: put('lessons', { place: { chapter_id: ids.chapters, pos: 'a0' } }),
    media_files: put('media_files', { name: { name: 'a.mp4' } }),
    media_versions: put('media_versions', {
      origin: { media_id: ids.media_files, file_name: 'a.mp4', bytes: 1, created_at_ms: 1 },
    }),
    media_links: put('media_links', { ends: link }),
    tags: put('tags', { name: { name: 'biology' } }),
    taggings: put('taggings', { ends: { tag_id: ids.tags, target_type: 'course', target_id: ids.courses } }),
  };
}
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

  test.each(tableNames)('%s: members read, nobody else does', async (table) => {
    const path = `${table}?ws=eq.${owner.ws}`;
    expect(await count(owner, path)).toBe(1);
    expect(await count(viewer, path)).toBe(1);
    expect(await count(stranger, path)).toBe(0);
    expect(await count(http(sandbox, null), path)).toBe('42501');
  });

  test.each(tableNames)('%s: nobody writes but through the doors, not even the owner', async (table) => {
    const { id } = rows[table];
    const before = await sandbox.sql(`select to_jsonb(x)::text as row from public.${table} x where id = $1`, [id]);
    const row = { id: randomUUID(), ws: owner.ws };
    for (const caller of [owner, stranger, viewer, editor, http(sandbox, null)]) {
      const answers = [
        await caller.request('POST', `/rest/v1/${table}`, row),
        await caller.request('POST', `/rest/v1/${table}`, { ...row, id }, { prefer: 'resolution=merge-duplicates' }),
        await caller.request('PATCH', `/rest/v1/${table}?id=eq.${id}`, { deleted_at_ms: 1 }),
        await caller.request('DELETE', `/rest/v1/${table}?id=eq.${id}`),
      ];
      for (const { status, body } of answers) {
        expect([401, 403]).toContain(status);
        expect(body.code).toBe('42501');
      }
    }
    const after = await sandbox.sql(`select to_jsonb(x)::text as row from public.${table} x where id = $1`, [id]);
    expect(after).toEqual(before);
  });

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

  test('an expired token reads nothing and opens no door', async () => {
    const guest = await signInByHttp(sandbox, await newInstructor(sandbox));
    const [header, , signature] = guest.token.split('.');
    const body = { sub: guest.userId, role: 'authenticated', exp: Math.floor(Date.now() / 1000) - 10 };
    const forged = [header, Buffer.from(JSON.stringify(body)).toString('base64url'), signature].join('.');
    const caller = http(sandbox, forged);
    expect((await caller.request('GET', '/rest/v1/courses')).status).toBe(401);
    expect((await caller.rpc('sync_hello', { p_client: randomUUID() })).status).toBe(401);
  });

  test('the machinery itself is out of reach', async () => {
    for (const caller of [owner, http(sandbox, null)]) {
      for (const name of ['apply_op', 'next_rev', 'enrol', 'prune', 'ensure_workspace', 'my_workspaces']) {
        expect((await caller.rpc(name, {})).status).toBe(404);
      }
      for (const table of ['member', 'mutation', 'workspace', 'registry']) {
        expect((await caller.request('GET', `/rest/v1/${table}`)).status).toBe(404);
        const inSchema = await caller.request('GET', `/rest/v1/${table}`, undefined, { 'accept-profile': 'sync' });
        expect(inSchema.status).toBe(406);
      }
    }
    const open = await sandbox.sql(
      `select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace, unnest(array['anon', 'authenticated']) r
       where n.nspname = 'sync' and has_function_privilege(r, p.oid, 'execute') and p.proname <> 'my_workspaces'`,
    );
    expect(open).toEqual([]);
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
});

import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { leaveActions } from './leave-rig.ts';
import { anyDriver, createDevice, newInstructor, put, serverDump, set, startSandbox, type Device } from './sync-rig.ts';

/* Signing out while changes wait: each of the choices, on a real file and the real functions of the server. */
describe('leaving with changes that the server does not have', () => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
  });
  afterAll(() => sandbox.stop());

  const refuse = (device: Device, id: string): void =>
    void device.db
      .prepare('INSERT INTO dead_letters (mid, ops, label, code, detail, base, at_ms) VALUES (?, ?, ?, ?, ?, ?, 1)')
      .run(
        'refused-1',
        JSON.stringify([{ t: 'courses', id, k: 'set', h: '1', v: { subtitle: { subtitle: 'Too long' } } }]),
        JSON.stringify({ code: 'course.edit', count: 1, name: 'One' }),
        '23514',
        '"too long"',
        JSON.stringify({ [`courses ${id}`]: { subtitle: 'Fits' } }),
      );

  /** One synced course; then it is renamed (sent, no answer), deleted in part, another one made, and one refused. */
  async function withWork() {
    const person = await newInstructor(sandbox);
    const device = createDevice(sandbox);
    await device.signIn(person);
    const id = device.newCourse('One');
    expect(await device.sync()).toBe('ok');
    device.rename(id, 'Two');
    device.store.seal({ maxCount: 50, maxChars: 1e6 });
    const made = device.newCourse('Never sent');
    device.mutate(
      put('tags', device.deps.newId(), { name: { name: 'tag' } }),
      set('courses', made, { life: { deleted_at_ms: 5 } }),
    );
    refuse(device, id);
    return { person, device, id, made };
  }
  const pendingOf = ({ db }: Device): unknown =>
    [
      'outbox',
      'outbox_rows',
      'base_rows',
      'dead_letters',
      'history',
      'history_stamps',
      'courses',
      'tags',
      'sync_state',
    ].map((table) => db.prepare(`SELECT * FROM ${table}`).all());

  test('export and discard: the file has all of it, and the tables are the server’s again', async () => {
    const { device, id, person } = await withWork();
    const path = join(temporaryFolder(), 'mine.json');
    expect(await leaveActions(device, path).saveAndDiscard()).toEqual({
      success: true,
      data: { fileName: 'mine.json', count: 4 },
    });
    const file = JSON.parse(readFileSync(path, 'utf8')) as {
      account: string;
      changes: { state: string; rows: unknown[] }[];
    };
    expect(file.account).toBe(person.email);
    expect(file.changes.map(({ state, rows }) => [state, rows.length])).toEqual([
      ['sent, no answer yet', 1],
      ['waiting', 1],
      ['waiting', 2],
      ['refused', 1],
    ]);
    expect(file.changes[0]?.rows).toMatchObject([{ name: 'Two', set: { title: 'Two' }, server: { title: 'One' } }]);
    expect(file.changes[3]?.rows).toMatchObject([{ set: { subtitle: 'Too long' }, server: { subtitle: 'Fits' } }]);

    expect([device.outbox(), device.deadLetters(), device.titleOf(id)]).toEqual([[], [], 'One']);
    expect(device.db.prepare('SELECT count(*) FROM history').pluck().get()).toBe(0);
    expect(device.db.prepare('SELECT count(*) FROM base_rows').pluck().get()).toBe(0);
    const ofServer = await serverDump(sandbox, device.state.get('workspace_id') ?? '');
    expect(device.dump()).toEqual(ofServer);
    expect(device.applied).toContainEqual({ table: 'courses', id });
  });

  test('after it the same account goes on: nothing of it is sent, and what is made then is', async () => {
    const { device, id, person } = await withWork();
    await leaveActions(device, join(temporaryFolder(), 'mine.json')).saveAndDiscard();
    await device.session.signOut();
    await device.signIn(person);
    device.rename(id, 'Three');
    const client = device.state.get('client_id');
    expect(await device.sync()).toBe('ok');
    // No gap in its numbers, no fork: the server finds nothing odd about it.
    expect([device.outbox(), device.state.get('client_id')]).toEqual([[], client]);
    const ofServer = await serverDump(sandbox, device.state.get('workspace_id') ?? '');
    expect(device.dump()).toEqual(ofServer);
    expect(Object.values(ofServer['courses'] as object)).toMatchObject([{ title: 'Three' }]);
  });

  test('a change that the server had taken without our knowing comes back by the pull', async () => {
    const person = await newInstructor(sandbox);
    let isDeaf = false;
    const device = createDevice(sandbox, {
      async fetch(input, init) {
        const answer = await globalThis.fetch(input, init);
        if (isDeaf && String(input).endsWith('/sync_push')) throw new TypeError('the answer was lost');
        return answer;
      },
    });
    await device.signIn(person);
    const id = device.newCourse('One');
    expect(await device.sync()).toBe('ok');
    isDeaf = true;
    device.rename(id, 'Two');
    expect(await device.sync()).toBe('OFFLINE');
    isDeaf = false;
    await leaveActions(device, join(temporaryFolder(), 'mine.json')).saveAndDiscard();
    expect(device.titleOf(id)).toBe('One');
    expect(await device.sync()).toBe('ok');
    expect(device.titleOf(id)).toBe('Two');
  });

  test('what the server has taken and no pull has shown yet is not among them, and stays', async () => {
    const person = await newInstructor(sandbox);
    let isCut = false;
    const device = createDevice(sandbox, {
      fetch: (input, init) =>
        isCut && String(input).endsWith('/sync_pull')
          ? Promise.reject(new TypeError('cut'))
          : globalThis.fetch(input, init),
    });
    await device.signIn(person);
    const id = device.newCourse('One');
    expect(await device.sync()).toBe('ok');
    isCut = true;
    device.rename(id, 'Taken');
    expect(await device.sync()).toBe('OFFLINE');
    const [waiting, path] = [device.newCourse('Waits'), join(temporaryFolder(), 'mine.json')];
    expect(await leaveActions(device, path).saveAndDiscard()).toMatchObject({ data: { count: 1 } });
    expect(device.outbox()).toMatchObject([{ state: 'acked' }]);
    expect([device.titleOf(id), device.titleOf(waiting)]).toEqual(['Taken', undefined]);
    isCut = false;
    device.rename(id, 'Later');
    expect(await device.sync()).toBe('ok');
    expect([device.titleOf(id), device.outbox()]).toEqual(['Later', []]);
    expect(device.dump()).toEqual(await serverDump(sandbox, device.state.get('workspace_id') ?? ''));
  });

  test('keep: another account on this computer neither sends nor sees it; the same one sends it', async () => {
    const { device, person, id, made } = await withWork();
    const before = pendingOf(device);
    await device.session.signOut();
    const other = await newInstructor(sandbox);
    await device.signIn(other);
    expect(await device.sync()).toBe('OTHER_ACCOUNT');
    expect(pendingOf(device)).toEqual(before);
    // Whoever signs in next gets a file of his own (tests/e2e/screens-sign-out.test.ts); there is nothing of it there.
    const theirs = createDevice(sandbox);
    await theirs.signIn(other);
    expect(await theirs.sync()).toBe('ok');
    expect(theirs.dump()['courses']).toEqual({});
    await device.session.signOut();
    await device.signIn(person);
    expect(await device.sync()).toBe('ok');
    const { courses } = await serverDump(sandbox, device.state.get('workspace_id') ?? '');
    expect(courses).toMatchObject({ [id]: { title: 'Two' }, [made]: { title: 'Never sent' } });
    expect(device.deadLetters()).toHaveLength(1);
  });

  test('a place that takes no file, a disk that is full, a dialog that was closed: everything waits as before', async () => {
    const { device } = await withWork();
    const before = pendingOf(device);
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a-folder.json'));
    expect(await leaveActions(device, join(folder, 'a-folder.json')).saveAndDiscard()).toMatchObject({
      error: { code: 'FILE_NOT_WRITABLE' },
    });
    expect(readdirSync(folder)).toEqual(['a-folder.json']); // nothing half written beside it
    const full = (): never => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    };
    const path = join(folder, 'mine.json');
    expect(await leaveActions(device, path, { writeFile: full }).saveAndDiscard()).toMatchObject({
      error: { code: 'FILE_DISK_FULL' },
    });
    expect(await leaveActions(device, null).saveAndDiscard()).toEqual({
      success: true,
      data: { fileName: null, count: 0 },
    });
    expect([existsSync(path), pendingOf(device)]).toEqual([false, before]);
  });

  test('with nothing that waits no file is written', async () => {
    const device = createDevice(sandbox);
    await device.signIn(await newInstructor(sandbox));
    device.newCourse('One');
    expect(await device.sync()).toBe('ok');
    const path = join(temporaryFolder(), 'mine.json');
    expect(await leaveActions(device, path).saveAndDiscard()).toMatchObject({ data: { fileName: null } });
    expect(existsSync(path)).toBe(false);
  });
});

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

const HOUR_MS = 3_600_000;

describe('the session ends while there is something to sync', () => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
  });
  afterEach(async () => {
    await sandbox.inject({ kind: 'clear' });
    await sandbox.setOffline(false);
  });
  afterAll(() => sandbox.stop());

  /** A signed-in computer with one synced course and one edit that waits. */
  async function withWork(options: Parameters<typeof createDevice>[1] = {}) {
    const person = await newInstructor(sandbox);
    const device = createDevice(sandbox, options);
    await device.signIn(person);
    const id = device.newCourse('One');
    expect(await device.sync()).toBe('ok');
    device.rename(id, 'Two');
    return { device, person, id };
  }
  async function expectSynced(device: Device): Promise<void> {
    expect(await device.sync()).toBe('ok');
    expect(device.waiting()).toBe(0);
    expect(device.dump()).toEqual(await serverDump(sandbox, device.state.get('workspace_id') ?? ''));
  }

  test('token-expired-offline: after the reconnect nothing was deleted, and the edit arrives', async () => {
    let skewMs = 0;
    const { device, id } = await withWork({ skewMs: () => skewMs });
    await sandbox.setOffline(true);
    skewMs = 5 * HOUR_MS; // the token ran out in the train
    expect(await device.sync()).toBe('OFFLINE');
    expect(device.session.current().state).toBe('signed-in');
    expect(device.titleOf(id)).toBe('Two');
    await sandbox.setOffline(false);
    await expectSynced(device);
    expect(device.titleOf(id)).toBe('Two');
  });

  test('token-refused: a token that only the server calls expired is renewed once, within the round', async () => {
    const { device } = await withWork();
    await sandbox.inject({ kind: 'expire-tokens' });
    await expectSynced(device);
  });

  test('asked-as-nobody: answers to anon are never taken for data', async () => {
    let isStripping = false;
    const stripping: typeof globalThis.fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      if (isStripping && String(input).includes('/rpc/')) headers.delete('authorization');
      return globalThis.fetch(input, { ...init, headers });
    };
    const { device, id } = await withWork({ fetch: stripping });
    isStripping = true;
    expect(await device.sync()).toBe('UNAUTHORIZED');
    expect([device.titleOf(id), device.waiting(), device.deadLetters()]).toEqual(['Two', 1, []]);
    isStripping = false;
    await expectSynced(device);
  });

  test('session-revoked: everything stays and waits for the next sign-in', async () => {
    let skewMs = 0;
    const { device, person, id } = await withWork({ skewMs: () => skewMs });
    const userId = device.session.current().user?.userId;
    await sandbox.sql('delete from auth.refresh_tokens where user_id::text = $1', [userId]);
    await sandbox.sql('delete from auth.sessions where user_id::text = $1', [userId]);
    skewMs = 5 * HOUR_MS;
    expect(await device.sync()).toBe('UNAUTHORIZED');
    expect(device.session.current()).toMatchObject({ state: 'needs-auth', user: { email: person.email } });
    expect([device.titleOf(id), device.waiting()]).toEqual(['Two', 1]);
    expect(await device.sync()).toBe('UNAUTHORIZED');
    await device.signIn(person);
    await expectSynced(device);
  });

  test('signed-out-with-work: it waits, and is not sent under another account', async () => {
    const { device, person, id } = await withWork();
    await device.session.signOut();
    expect(await device.sync()).toBe('SIGNED_OUT');
    await device.signIn(await newInstructor(sandbox));
    expect(await device.sync()).toBe('OTHER_ACCOUNT');
    expect([device.titleOf(id), device.waiting()]).toEqual(['Two', 1]);
    await device.session.signOut();
    await device.signIn(person);
    await expectSynced(device);
  });

  test('access-withdrawn: a lost membership stops sync and deletes nothing', async () => {
    const { device, id } = await withWork();
    const [ws, userId] = [device.state.get('workspace_id'), device.session.current().user?.userId];
    await sandbox.sql('delete from sync.member where ws = $1 and user_id = $2', [ws, userId]);
    expect(await device.sync()).toBe('REVOKED');
    expect([device.titleOf(id), device.waiting(), device.deadLetters()]).toEqual(['Two', 1, []]);
    await sandbox.sql("insert into sync.member (ws, user_id, role) values ($1, $2, 'owner')", [ws, userId]);
    await expectSynced(device);
  });
});

import { afterEach, beforeAll, afterAll, describe, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { createSupabaseHints } from '../../src/main/sync/adapters/supabase-hints.ts';
import { createClient } from '@supabase/supabase-js';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { createLiveDevice, type LiveDevice } from './sync-live.ts';
import { createDevice, drivers, newInstructor, startSandbox } from './sync-rig.ts';

/** Far below the poll of a minute, far above what a loaded machine needs. */
const soon = { timeout: 20_000, interval: 20 } as const;

describe.each(drivers)('hints over Realtime on %s', (driver) => {
  let sandbox: SupabaseSandbox;
  let open: LiveDevice[] = [];
  beforeAll(async () => {
    sandbox = await startSandbox(driver);
  });
  afterEach(async () => {
    for (const device of open) await device.close();
    open = [];
    await sandbox.setOffline(false);
    await sandbox.inject({ kind: 'clear' });
  });
  afterAll(() => sandbox.stop());

  /** Two computers of one person that sync by themselves; they listen. */
  async function twoComputers(on = sandbox): Promise<[LiveDevice, LiveDevice]> {
    const person = await newInstructor(on);
    const [a, b] = [createLiveDevice(on), createLiveDevice(on)];
    open.push(a, b);
    for (const device of [a, b]) await device.begin(person);
    return [a, b];
  }
  async function listening(device: LiveDevice): Promise<void> {
    await expect.poll(device.lastHintState, soon).toBe('listening');
  }

  test('an edit on one computer appears on the other without a poll', async () => {
    const [a, b] = await twoComputers();
    for (const device of [a, b]) await listening(device);
    const id = a.newCourse('Told');
    await expect.poll(() => b.titleOf(id), soon).toBe('Told');
    b.rename(id, 'Back');
    await expect.poll(() => a.titleOf(id), soon).toBe('Back');
  });

  test('our own edit, which comes back as a hint, costs no further round', async () => {
    const [a] = await twoComputers();
    await listening(a);
    await expect.poll(a.isQuiet, soon).toBe(true);
    const before = a.pulls();
    for (let n = 0; n < 5; n++) {
      a.newCourse(`Own ${n}`);
      await expect.poll(() => a.isQuiet() && a.waiting() === 0, soon).toBe(true);
    }
    expect(a.pulls() - before).toBeLessThan(10);
  });

  /** How a line ends that somebody opens to a workspace. */
  async function endOf(device: LiveDevice | ReturnType<typeof createDevice>, workspaceId: string): Promise<string> {
    const config = () => ({ url: sandbox.url, publishableKey: sandbox.publishableKey });
    const { promise, resolve } = Promise.withResolvers<string>();
    const hints = createSupabaseHints({ config, session: device.session });
    const hangUp = hints.open(workspaceId, {
      onOpen: () => resolve('open'),
      onRevision: () => undefined,
      onEnd: resolve,
    });
    return promise.finally(hangUp);
  }

  test('a stranger cannot listen, nor anybody without a good token', async () => {
    const [a] = await twoComputers();
    await listening(a);
    const workspaceId = a.state.get('workspace_id') ?? '';
    expect(await endOf(a, workspaceId)).toBe('open');
    const stranger = createDevice(sandbox);
    await stranger.signIn(await newInstructor(sandbox));
    expect(await endOf(stranger, workspaceId)).toMatch(/^CHANNEL_ERROR.*Unauthorized/);
    expect(await endOf(a, randomUUID())).toMatch(/^CHANNEL_ERROR.*Unauthorized/);
    expect(await endOf(createDevice(sandbox), workspaceId)).toBe('SIGNED_OUT');
    await sandbox.inject({ kind: 'expire-tokens' });
    expect(await endOf(stranger, workspaceId)).toMatch(/^CHANNEL_ERROR.*Unauthorized/);
    stranger.close();
  });

  test('not even the key of the project opens the topic, and a public channel does not hear it', async () => {
    const [a] = await twoComputers();
    await listening(a);
    const client = createClient(sandbox.url, sandbox.publishableKey);
    const channel = client.channel(`ws:${a.state.get('workspace_id')}`);
    const status = await new Promise<string>((resolve) => void channel.subscribe(resolve));
    expect(status).toBe('CHANNEL_ERROR');
    channel.teardown();
    await client.realtime.disconnect();
  });

  test('signed out it hangs up; signed in again it listens again', async () => {
    const [a, b] = await twoComputers();
    await listening(a);
    await a.session.signOut();
    await expect.poll(a.openLines, soon).toBe(0);
    const id = b.newCourse('Meanwhile');
    await a.begin(a.person());
    await listening(a);
    await expect.poll(() => a.titleOf(id), soon).toBe('Meanwhile');
    await expect.poll(a.openLines, soon).toBe(1);
  });

  test('the endpoint dies and comes back: it is found again, and nothing was missed', async () => {
    const [a, b] = await twoComputers();
    await listening(b);
    await sandbox.setOffline(true);
    await expect.poll(b.lastHintState, soon).toBe('polling');
    const id = a.newCourse('While it was away');
    await sandbox.setOffline(false);
    a.poke('online');
    b.poke('online'); // what the computer's network would tell
    await listening(b);
    await expect.poll(() => b.titleOf(id), soon).toBe('While it was away');
  });

  test(
    'a token that ends while listening ends the line; one that is renewed in time does not',
    { timeout: 120_000 },
    async () => {
      const brief = await startSandbox(driver, { jwtExpirySeconds: 4 });
      try {
        const person = await newInstructor(brief);
        const late = createLiveDevice(brief); // no heartbeat within the life of a token
        const timely = createLiveDevice(brief, { heartbeat: { heartbeatMs: 500 } });
        open.push(late, timely);
        for (const device of open) await device.begin(person);
        for (const device of open) await listening(device);
        await expect.poll(late.lastHintState, soon).toBe('polling');
        expect(late.lastHintEnd()).toMatch(/CLOSED/);
        late.poke('resume');
        await listening(late);
        await expect.poll(() => late.hintLog().length, soon).toBe(4); // and ends once more
        expect(timely.hintLog().map(({ state }) => state)).toEqual(['listening']);
      } finally {
        for (const device of open) await device.close();
        open = [];
        await brief.stop();
      }
    },
  );
});

test('a server without Realtime is synced by polling, and that is said once', async () => {
  const bare = await startSandbox(drivers[0] ?? 'pglite', { hasRealtime: false });
  const device = createLiveDevice(bare);
  try {
    await device.begin(await newInstructor(bare));
    await expect.poll(device.lastHintState, soon).toBe('polling');
    const id = device.newCourse('Synced all the same');
    await expect.poll(device.waiting, soon).toBe(0);
    expect(device.titleOf(id)).toBe('Synced all the same');
    expect(device.hintLog()).toHaveLength(1);
    expect(await bare.sql("select from pg_trigger where tgname = 'hint'")).toEqual([]);
  } finally {
    await device.close();
    await bare.stop();
  }
});

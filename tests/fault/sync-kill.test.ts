import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { anyDriver, createDevice, newInstructor, put, serverDump, startSandbox } from '../integration/sync-rig.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { Credentials } from '../sandbox/supabase/seed.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

describe('the process is killed in the middle of a round', () => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
  });
  afterAll(() => sandbox.stop());

  function runUntilKilled(
    path: string,
    { email, password }: Credentials,
    die: string,
    more: readonly string[] = [],
  ): Promise<NodeJS.Signals | null> {
    const options = { url: sandbox.url, key: sandbox.publishableKey, path, email, password, die };
    const args = [...Object.entries(options).map(([name, value]) => `--${name}=${value}`), ...more];
    const child = spawn(process.execPath, [join(import.meta.dirname, 'sync-child.ts'), ...args], { stdio: 'ignore' });
    return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  }

  test.each(['answered', 'sent'])(
    'kill-when-%s: the next run sends the same again and nothing is doubled',
    async (die) => {
      const person = await newInstructor(sandbox);
      const path = join(temporaryFolder(), 'lectern.db');
      expect(await runUntilKilled(path, person, die)).toBe('SIGKILL');

      const next = createDevice(sandbox, { path });
      expect(next.db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(next.outbox().map(({ state, seq }) => [state, seq])).toEqual(
        Array.from({ length: 10 }, (_, index) => ['inflight', index + 1]),
      );
      await next.signIn(person);
      expect(await next.sync()).toBe('ok');
      const ws = next.state.get('workspace_id') ?? '';
      expect(next.dump()).toEqual(await serverDump(sandbox, ws));
      expect(Object.keys(next.dump()['courses'] as object)).toHaveLength(10);
      const ledger = await sandbox.sql('select seq::int, status from sync.mutation where ws = $1 order by seq', [ws]);
      expect(ledger).toEqual(Array.from({ length: 10 }, (_, index) => ({ seq: index + 1, status: 'applied' })));
    },
  );

  test.each([
    ['answered', 1],
    ['sent', 2],
    ['answered', 2],
  ])('a large step, kill-when-%s of part %i: what was taken stays, the rest is one dead letter', async (die, part) => {
    const person = await newInstructor(sandbox);
    const path = join(temporaryFolder(), 'lectern.db');
    expect(await runUntilKilled(path, person, die, ['--large', `--push=${part}`])).toBe('SIGKILL');

    const next = createDevice(sandbox, { path });
    expect(next.outbox().filter(({ state }) => state === 'inflight')).toMatchObject([{ seq: part }]);
    await next.signIn(person);
    expect(await next.sync()).toBe('ok');
    expect(next.outbox()).toEqual([]);
    const letters = next.db.prepare('SELECT ops, ops_before FROM dead_letters').all() as Record<string, string>[];
    expect(letters).toMatchObject([{ ops_before: 1_000 }]);
    expect(JSON.parse(letters[0]?.['ops'] ?? '')).toHaveLength(1_500);
    const ws = next.state.get('workspace_id') ?? '';
    expect(Object.keys(next.dump()['courses'] as object)).toHaveLength(1_000);
    expect(next.dump()).toEqual(await serverDump(sandbox, ws));
    const ledger = await sandbox.sql('select seq::int, status from sync.mutation where ws = $1 order by seq', [ws]);
    expect(ledger.map(({ status }) => status)).toEqual(['applied', 'rejected']);
  });

  test.each(['page', 'slice'])(
    'kill-in-a-%s: the cursor is not past what is here, and the next run pulls the rest',
    async (die) => {
      const person = await newInstructor(sandbox);
      const other = createDevice(sandbox);
      await other.signIn(person);
      const titles = Array.from({ length: 3_500 }, (_, index) => `Course ${index}`);
      other.mutate(...titles.map((title) => put('courses', uuidv7(), { title: { title } })));
      expect(await other.sync()).toBe('ok');
      const path = join(temporaryFolder(), 'lectern.db');
      expect(await runUntilKilled(path, person, die)).toBe('SIGKILL');

      const next = createDevice(sandbox, { path });
      expect(next.db.pragma('integrity_check', { simple: true })).toBe('ok');
      const [ws, cursor] = [next.state.get('workspace_id') ?? '', next.state.getNumber('cursor')];
      expect(cursor).toBeGreaterThan(0);
      const upTo = await sandbox.sql('select id from public.courses where ws = $1 and rev <= $2', [ws, cursor]);
      expect(upTo.length).toBeGreaterThanOrEqual(1_000);
      expect(upTo.length).toBeLessThan(3_500);
      for (const { id } of upTo) expect(next.titleOf(String(id))).toBeTypeOf('string');
      // What it had pushed itself stays in sight until a pull up to the head has shown it.
      expect(next.outbox().map(({ state }) => state)).toEqual(Array.from({ length: 10 }, () => 'acked'));
      await next.signIn(person);
      expect(await next.sync()).toBe('ok');
      expect(next.outbox()).toEqual([]);
      expect(next.dump()).toEqual(await serverDump(sandbox, ws));
    },
  );
});

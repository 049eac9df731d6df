import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anyDriver,
  comparable,
  createDevice,
  newInstructor,
  startSandbox,
  type MemoryVault,
} from '../integration/sync-rig.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { createWorld, replay, type Fate, type Step, type World } from './sync-world.ts';

/** More by hand (SYNC_SIM_RUNS=500), and then without shrinking. */
const RUNS = Number(process.env['SYNC_SIM_RUNS'] ?? 30);
const fate = fc.constantFrom<Fate>('ok', 'ok', 'lose-request', 'lose-answer', 'duplicate', 'zombie');
/** How often what happens: without rows, and without syncs among the edits, nothing could go wrong. */
const kind = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Step['kind']>('new-course', 'new-chapter') },
  { weight: 5, arbitrary: fc.constantFrom<Step['kind']>('rename', 'describe', 'move', 'delete', 'restore') },
  { weight: 1, arbitrary: fc.constantFrom<Step['kind']>('too-long', 'orphan') },
  { weight: 6, arbitrary: fc.constant<Step['kind']>('sync') },
  { weight: 2, arbitrary: fc.constantFrom<Step['kind']>('restart', 'snapshot', 'rollback', 'clock', 'fire-zombie') },
);
const steps = fc.array(fc.record({ device: fc.nat(1), kind, a: fc.nat(50), b: fc.nat(50), fate, nth: fc.nat(2) }), {
  minLength: 10,
  maxLength: 45,
  size: 'max',
});

describe('two computers and one server, at random', () => {
  let sandbox: SupabaseSandbox;
  let vault: MemoryVault;
  let ws: string;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
    const first = createDevice(sandbox);
    await first.signIn(await newInstructor(sandbox));
    await first.sync();
    vault = first.vault;
    ws = first.state.get('workspace_id') ?? '';
    first.close();
  });
  afterAll(() => sandbox.stop());

  /** The same person starts with an empty workspace again. */
  async function wipe(): Promise<void> {
    for (const table of ['public.chapters', 'public.courses', 'sync.mutation', 'sync.conflict', 'sync.audit'])
      await sandbox.sql(`delete from ${table} where ws = $1`, [ws]);
    await sandbox.sql('update sync.workspace set rev = 0, epoch = gen_random_uuid() where id = $1', [ws]);
  }
  const ledger = async () =>
    (await sandbox.sql(
      "select client_id, seq::int, mid, status, rev::int, detail ->> 'of' as of from sync.mutation where ws = $1 order by client_id, seq",
      [ws],
    )) as { client_id: string; seq: number; mid: string; status: string; rev: number }[];

  async function check(world: World): Promise<void> {
    const server = await world.dump(ws);
    const taken = await ledger();
    const dead = new Set(world.computers.flatMap(({ device }) => device.deadLetters().map(({ mid }) => mid)));
    for (const { device } of world.computers) {
      expect(device.dump(), 'I1: quiet computers equal the server').toEqual(server);
      expect(device.outbox(), 'I2: the outbox drains').toEqual([]);
      expect(device.db.prepare('SELECT count(*) FROM base_rows').pluck().get(), 'no base is left behind').toBe(0);
    }
    for (const rows of Map.groupBy(taken, ({ client_id: client }) => client).values())
      expect(
        rows.map(({ seq }) => seq),
        'I3: the ledger is contiguous',
      ).toEqual(rows.map((_, index) => index + 1));
    const verdicts = new Map(
      taken.filter(({ status }) => status !== 'duplicate').map(({ mid, status }) => [mid, status]),
    );
    for (const mid of world.written.keys())
      expect(verdicts.has(mid) || dead.has(mid) || world.forgotten.has(mid), `I4: ${mid} has an end`).toBe(true);
    for (const [mid, status] of verdicts)
      if (status === 'rejected') expect(dead.has(mid) || world.forgotten.has(mid), `I4: ${mid} is shown`).toBe(true);
    const accepted = [...world.written].flatMap(([mid, ops]) =>
      ['applied', 'superseded'].includes(verdicts.get(mid) ?? '') ? ops : [],
    );
    checkLastWriter(server, replay(accepted));
    const revs = [...new Set(taken.flatMap(({ status, rev }) => (status === 'applied' ? [rev] : [])))].toSorted(
      (a, b) => a - b,
    );
    const [head] = await sandbox.sql('select rev::int as rev from sync.workspace where id = $1', [ws]);
    expect(revs.length, 'I8: revisions have no gaps').toBeLessThanOrEqual(Number(head?.['rev']));
    expect(revs.at(-1) ?? 0).toBeLessThanOrEqual(Number(head?.['rev']));
  }

  /** I5: every field holds the accepted write with the highest stamp. */
  function checkLastWriter(server: Record<string, unknown>, expected: ReturnType<typeof replay>): void {
    for (const [key, row] of expected) {
      const [table = '', id = ''] = key.split(' ');
      const held = (server[table] as Record<string, unknown>)[id];
      expect(held, `I5: ${key}`).toEqual(comparable(row));
    }
  }

  test(
    `${RUNS} lives with lost, doubled and late requests, restarts, rollbacks and wrong clocks`,
    async () => {
      const seen = { writes: 0, mutations: 0, rejected: 0, duplicates: 0, clients: 0 };
      await fc.assert(
        fc.asyncProperty(steps, async (life) => {
          await wipe();
          const world = createWorld(sandbox, vault, 2);
          try {
            await world.start();
            for (const step of life) await world.act(step);
            await world.settle();
            await check(world);
          } finally {
            world.close();
          }
          const taken = await ledger();
          seen.writes += world.written.size;
          seen.mutations += taken.length;
          seen.rejected += taken.filter(({ status }) => status === 'rejected').length;
          seen.duplicates += taken.filter(({ status }) => status === 'duplicate').length;
          seen.clients += new Set(taken.map(({ client_id: client }) => client)).size;
        }),
        { numRuns: RUNS, endOnFailure: process.env['SYNC_SIM_RUNS'] !== undefined },
      );
      // A simulation in which nothing happens proves nothing.
      expect(seen.mutations).toBeGreaterThan(RUNS * 3);
      expect(seen.rejected).toBeGreaterThan(0);
      expect(seen.clients).toBeGreaterThan(RUNS);
    },
    RUNS * 10_000,
  );
});

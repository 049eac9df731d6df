import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createSyncEngine } from '../../src/main/sync/engine.ts';
import { courseOp } from '../integration/sync-http.ts';
import { createDevice } from '../integration/sync-rig.ts';
import { actAs, type BenchServer } from './sync-server.ts';

/** Milliseconds of `sync_pull` in the database when nothing is new, by its own account. Empty on PGlite. */
export async function idlePulls({ connect, caller }: BenchServer, rounds: number): Promise<number[]> {
  const connection = connect();
  if (!connection) return [];
  const samples = await connection.begin(async (sql) => {
    await actAs(sql, caller);
    const pull = (cursor: number): string =>
      `public.sync_pull('${caller.clientId}', '${caller.ws}', ${cursor}, '${caller.epoch}', 1000)`;
    const [first] = await sql.unsafe(`select (${pull(0)} ->> 'head')::int as head`);
    const taken: number[] = [];
    for (let n = 0; n < rounds; n += 1) {
      const plan = await sql.unsafe(
        `explain (analyze, timing off, format json) select ${pull(Number(first?.['head']))}`,
      );
      const told = plan[0]?.['QUERY PLAN'] as { 'Execution Time': number }[] | undefined;
      taken.push(told?.[0]?.['Execution Time'] ?? Number.NaN);
    }
    return taken;
  });
  await connection.end();
  return samples;
}

/**
 * Milliseconds from `resume` until what another device has changed meanwhile shows: the running engine was without
 * its server before, and waits out a pause.
 */
export async function wakes(server: BenchServer, url: string, rounds: number): Promise<number[]> {
  const { sandbox, caller } = server;
  const device = createDevice({ ...sandbox, url });
  await device.signIn(server.credentials);
  const delay = (ms: number, signal: AbortSignal): Promise<void> =>
    wait(ms, undefined, { signal }).catch(() => undefined);
  const engine = createSyncEngine({ ...device.deps, clock: { nowMs: Date.now, delay } });
  const events = new EventEmitter();
  engine.onStatus(({ state }) => events.emit(state));
  engine.onApplied(() => events.emit('applied'));
  const idle = once(events, 'idle');
  engine.start();
  await idle;
  const courseId = randomUUID();
  const samples: number[] = [];
  for (let seq = 1; seq <= rounds; seq += 1) {
    await sandbox.setOffline(true);
    const offline = once(events, 'offline');
    engine.poke('user');
    await offline;
    await sandbox.setOffline(false);
    await caller.push([{ seq, mid: randomUUID(), ops: [courseOp(caller, courseId, `Round ${seq}`)] }]);
    const applied = once(events, 'applied');
    const startedMs = performance.now();
    engine.poke('resume');
    await applied;
    samples.push(performance.now() - startedMs);
  }
  await engine.stop();
  device.close();
  return samples;
}

/** What SQLite's log takes for one local write: about 17 pages of 4 KB with their headers. */
const COMMIT_BYTES = 17 * 4_120;

/** Milliseconds that the disk takes for the bytes of one commit, appended and synced: no durable write is faster. */
export function diskWrites(rounds: number): number[] {
  const path = join(tmpdir(), `lectern-bench-${randomUUID()}`);
  const file = openSync(path, 'w');
  const bytes = Buffer.alloc(COMMIT_BYTES, 1);
  const samples = Array.from({ length: rounds }, () => {
    const startedMs = performance.now();
    writeSync(file, bytes);
    fdatasyncSync(file);
    return performance.now() - startedMs;
  });
  closeSync(file);
  rmSync(path);
  return samples;
}

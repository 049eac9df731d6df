import { parseArgs } from 'node:util';
import { percentile, report, round, type Figures } from './report.ts';
import { openOurs, openTheirs, type Engine } from './sync-engines.ts';
import { lostToAnswers, lostToConcurrency, writers } from './sync-losses.ts';
import { diskWrites, idlePulls, wakes } from './sync-own.ts';
import { loadPeer, openPersistent, PEER, type Kit } from './sync-peer.ts';
import { startBenchServer, type BenchServer } from './sync-server.ts';
import { losingAnswers, seeded, startWire, type Wire } from './sync-wire.ts';

/*
 * Our sync beside RxDB's Supabase replication: in turns, in one run, on the same sandbox server, the same lessons and
 * the same line, where latency is injected and bytes are counted. Ours is durable (SQLite, synchronous=FULL); theirs
 * is on its memory storage, the only free one in Node that takes this much.
 *
 *   npm run bench:sync [-- --rows 50000 --edits 10000 --rounds 3 --json FILE]
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '50000' },
    edits: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    /** How many rows RxDB pushes at once (each in a request of its own); 100 is its default. */
    batch: { type: 'string', default: '100' },
    json: { type: 'string' },
  },
});
const RTTS_MS = [0, 40];
const LOST_SHARE = 0.05;
/** Of RxDB in the runs with losses: it sends all of a batch again when one answer of it is lost, and so never ends with 100. */
const CAREFUL_BATCH = 10;
/** Lessons made and renamed while answers are lost. */
const TYPED = 100;

type Name = 'ours' | 'theirs';
interface Bench {
  readonly server: BenchServer;
  readonly wire: Wire;
  readonly kit: Kit | null;
}
/** By row of the table: what each came to. Less is better in all of them. */
type Table = Map<string, Partial<Record<Name, number>> & { goal?: number }>;

function note(table: Table, row: string, name: Name, value: number, goal?: number): void {
  table.set(row, { ...table.get(row), [name]: value, ...(goal === undefined ? {} : { goal }) });
  console.log(`${name}: ${row}: ${round(value)}`); // as it comes: a run takes minutes
}

const names = ({ kit }: Bench): Name[] => (kit ? ['ours', 'theirs'] : ['ours']);

function open({ server, wire, kit }: Bench, name: Name, fetch?: typeof globalThis.fetch): Promise<Engine> {
  const options = { url: wire.url, ...(fetch ? { fetch } : {}) };
  if (name === 'ours' || !kit) return openOurs(server, options);
  return openTheirs(kit, server, { ...options, pushBatch: fetch ? CAREFUL_BATCH : Number(values.batch) });
}

/** Time and CPU of this thread (the client's), and what went over the line. */
async function measure<T>({ wire }: Bench, run: () => Promise<T>) {
  const [startedMs, cpu, bytes] = [performance.now(), process.threadCpuUsage(), wire.bytes()];
  const answer = await run();
  const used = process.threadCpuUsage(cpu);
  const { up, down } = wire.bytes();
  return {
    answer,
    seconds: (performance.now() - startedMs) / 1_000,
    cpuSeconds: (used.user + used.system) / 1e6,
    mb: (up - bytes.up + down - bytes.down) / 1e6,
  };
}

const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** New devices pull everything, in turns; answers the last of each, which go on. */
async function measurePulls(bench: Bench, table: Table): Promise<Map<Name, Engine>> {
  const engines = new Map<Name, Engine>();
  const runs: Record<Name, Awaited<ReturnType<typeof measure>>[]> = { ours: [], theirs: [] };
  for (let turn = 1; turn <= Number(values.rounds); turn += 1) {
    for (const name of names(bench)) {
      await engines.get(name)?.close();
      const engine = await open(bench, name);
      engines.set(name, engine);
      runs[name].push(await measure(bench, () => engine.pull()));
    }
  }
  const what = `first pull of ${values.rows} rows`;
  for (const name of names(bench)) {
    note(table, `${what}, s`, name, median(runs[name].map(({ seconds }) => seconds)), 5);
    note(table, `${what}, client CPU s`, name, median(runs[name].map(({ cpuSeconds }) => cpuSeconds)));
    note(table, `${what}, MB on the wire`, name, median(runs[name].map(({ mb }) => mb)));
  }
  return engines;
}

async function measurePush(bench: Bench, table: Table, name: Name, engine: Engine): Promise<void> {
  const ids = (await engine.ids()).slice(0, Number(values.edits));
  const writes: number[] = [];
  for (const rttMs of RTTS_MS) {
    for (const [n, id] of ids.entries()) writes.push(await engine.rename(id, `Renamed ${rttMs} ${n}`));
    bench.wire.setRtt(rttMs);
    const { answer: drainedMs, cpuSeconds, mb } = await measure(bench, () => engine.push());
    bench.wire.setRtt(0);
    const what = `push of ${values.edits} edits at ${rttMs} ms RTT`;
    note(table, `${what}, s`, name, drainedMs / 1_000, rttMs > 0 ? 15 : undefined);
    note(table, `${what}, client CPU s`, name, cpuSeconds);
    note(table, `${what}, MB on the wire`, name, mb);
  }
  const where = name === 'ours' ? 'durable' : 'memory';
  console.log(`local write of ${name}: ${where}, ${writes.length} samples`);
  note(table, 'local write p50, ms (RxDB: memory, not durable)', name, percentile(writes, 0.5), 0.3);
  note(table, 'local write p99, ms (RxDB: memory, not durable)', name, percentile(writes, 0.99), 5);
  if (name !== 'ours') return;
  note(table, 'the disk alone for the same bytes p50, ms', name, percentile(diskWrites(writes.length / 10), 0.5));
  note(table, 'local write p50, ms, both durable', name, percentile(writes, 0.5));
  note(table, 'local write p99, ms, both durable', name, percentile(writes, 0.99));
}

/** RxDB on a disk, as far as that is free. Its trial storage takes 500 operations. */
async function measurePersistent(kit: Kit, table: Table): Promise<void> {
  const { lessons, close } = await openPersistent(kit);
  const ids = Array.from({ length: 10 }, (_, n) => `lesson-${n}`);
  const rest = { chapter_id: 'one', pos: 'a0', kind: 'video', body: 'What it is about.', free_preview: false };
  await lessons.bulkInsert(ids.map((id) => ({ id, title: id, ...rest })));
  const docs = await lessons.find({}).exec();
  const samples: number[] = [];
  for (let n = 0; n < 300; n += 1) {
    const startedMs = performance.now();
    const doc = await docs[n % docs.length]?.patch({ title: `Renamed ${n}` });
    samples.push(performance.now() - startedMs);
    if (doc) docs[n % docs.length] = doc;
  }
  await close();
  note(table, 'local write p50, ms, both durable', 'theirs', percentile(samples, 0.5));
  note(table, 'local write p99, ms, both durable', 'theirs', percentile(samples, 0.99));
}

async function measureLosses(bench: Bench, table: Table): Promise<void> {
  for (const name of names(bench)) {
    let share = 0;
    const fetch = losingAnswers(() => share, seeded(7));
    const engine = await open(bench, name, fetch);
    const write = name === 'ours' ? writers.ours(bench.server.caller) : writers.theirs();
    if (bench.server.sandbox.driver === 'postgres') {
      const lost = await lostToConcurrency(bench.server, engine, write, { writers: 12, commits: 50 });
      note(table, 'rows lost of 600 that 12 writers commit at once', name, lost);
    }
    share = LOST_SHARE;
    const at = name === 'ours' ? 'lessons' : 'bench_lessons';
    const loss = await lostToAnswers(bench.server, engine, at, { rows: TYPED, edits: 3 });
    console.log(`5 % of answers lost, ${name}:`, loss);
    note(table, `rows of ${TYPED} whose last edit is lost, 5 % of answers lost`, name, loss.missing + loss.stale);
    note(table, `rows of ${TYPED} duplicated, 5 % of answers lost`, name, loss.duplicated);
    note(table, `rows of ${TYPED} apart from the server, 5 % of answers lost`, name, loss.apart);
    await engine.close();
  }
}

async function measureOwn({ server, wire }: Bench, table: Table): Promise<void> {
  const idle = await idlePulls(server, 50);
  if (idle.length > 0) note(table, 'idle pull on the server, ms', 'ours', median(idle), 3);
  wire.setRtt(40);
  note(table, 'first pull after wake at 40 ms RTT, s', 'ours', median(await wakes(server, wire.url, 5)) / 1_000, 2);
  wire.setRtt(0);
}

function toFigures({ ours, theirs, goal }: { ours?: number; theirs?: number; goal?: number }): Figures {
  const ratio = ours === undefined || theirs === undefined || ours === 0 ? '' : round(ours / theirs);
  return {
    Lectern: round(ours ?? Number.NaN),
    RxDB: theirs === undefined ? '' : round(theirs),
    'ours / theirs': ratio,
    goal: goal === undefined ? '' : `≤ ${goal}`,
  };
}

async function run(bench: Bench): Promise<Table> {
  const table: Table = new Map();
  await bench.server.seed(Number(values.rows));
  const engines = await measurePulls(bench, table);
  for (const [name, engine] of engines) {
    await measurePush(bench, table, name, engine);
    await engine.close();
  }
  if (bench.kit) await measurePersistent(bench.kit, table);
  await measureLosses(bench, table);
  await measureOwn(bench, table);
  return table;
}

const kit = loadPeer();
if (!kit) console.log(`${PEER} cannot be fetched: ours alone`);
const server = await startBenchServer();
const wire = await startWire(server.sandbox.url);
try {
  const table = await run({ server, wire, kit });
  const rows = Object.fromEntries([...table].map(([row, figures]) => [row, toFigures(figures)]));
  report(`Lectern beside ${PEER} on ${server.sandbox.driver}`, rows);
} finally {
  await wire.stop();
  await server.stop();
}

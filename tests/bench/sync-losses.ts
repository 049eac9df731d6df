import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type postgres from 'postgres';
import type { Caller } from '../integration/sync-http.ts';
import type { Engine } from './sync-engines.ts';
import type { Lesson } from './sync-peer.ts';
import { actAs, type BenchServer } from './sync-server.ts';
import { seeded } from './sync-wire.ts';

const newLesson = (chapterId: string, title: string): Lesson => ({
  id: randomUUID(),
  chapter_id: chapterId,
  pos: 'a0',
  title,
  kind: 'video',
  body: 'What this lesson is about, in a sentence or two.',
  free_preview: false,
});

const PATIENCE_MS = 30_000;

type Write = (sql: postgres.TransactionSql, lesson: Lesson, seq: number, clientId: string) => Promise<unknown>;

/** A row as our clients send it. */
const writeOurs =
  (caller: Caller): Write =>
  (sql, { id, chapter_id, pos, title }, seq, clientId) => {
    const v = { place: { chapter_id, pos }, title: { title } };
    const batch = [{ seq, mid: randomUUID(), ops: [{ t: 'lessons', id, k: 'put', h: caller.stamp(), v }] }];
    return sql`select public.sync_push(${clientId}, ${caller.ws}, ${caller.userId}, ${sql.json(batch)})`;
  };
/** A row as the peer's plugin sends it. */
const writeTheirs: Write = (sql, lesson) => sql`insert into public.bench_lessons ${sql({ ...lesson })}`;

export const writers = { ours: writeOurs, theirs: (): Write => writeTheirs };

/** As in prototypes/sync/gap.mjs: one transaction in ten is held open for up to 40 ms before it commits. */
async function runWriter(server: BenchServer, write: Write, commits: number, seed: number): Promise<void> {
  const connection = server.connect();
  if (!connection) return;
  const random = seeded(seed);
  const clientId = randomUUID();
  for (let seq = 1; seq <= commits; seq += 1) {
    const heldMs = random() < 0.1 ? random() * 40 : 0;
    await connection.begin(async (sql) => {
      await actAs(sql, server.caller);
      await write(sql, newLesson(server.chapterId, `Written ${seed} ${seq}`), seq, clientId);
      if (heldMs > 0) await wait(heldMs);
    });
  }
  await connection.end();
}

/** Writers commit while a device polls; how many of their rows it has not when all is quiet. */
export async function lostToConcurrency(
  server: BenchServer,
  engine: Engine,
  write: Write,
  { writers: count, commits }: { writers: number; commits: number },
): Promise<number> {
  await engine.pull();
  const before = (await engine.ids()).length;
  let isDone = false;
  const reading = engine.keepUp(() => isDone, PATIENCE_MS);
  await Promise.all(Array.from({ length: count }, (_, n) => runWriter(server, write, commits, n + 1)));
  isDone = true;
  await reading;
  return before + count * commits - (await engine.ids()).length;
}

export interface Loss {
  /** Rows made here that the server has not. */
  readonly missing: number;
  /** Rows whose last edit is not what the server has. */
  readonly stale: number;
  readonly duplicated: number;
  /** Rows of which device and server have different titles. */
  readonly apart: number;
}

/**
 * A person makes lessons and renames each `edits` times while the device syncs over a line that loses answers; then
 * everything comes to rest and the server is compared with what was typed last.
 */
export async function lostToAnswers(
  server: BenchServer,
  engine: Engine,
  table: string,
  { rows, edits }: { rows: number; edits: number },
): Promise<Loss> {
  const mark = randomUUID();
  const typed = new Map<string, string>();
  let isDone = false;
  const syncing = engine.keepUp(() => isDone, PATIENCE_MS);
  const lessons = Array.from({ length: rows }, (_, n) => newLesson(server.chapterId, `${mark} ${n} made`));
  for (const lesson of lessons) {
    await engine.insert(lesson);
    typed.set(lesson.id, lesson.title);
    await wait(1);
  }
  for (let edit = 1; edit <= edits; edit += 1) {
    for (const [n, { id }] of lessons.entries()) {
      const title = `${mark} ${n} edit ${edit}`;
      await engine.rename(id, title);
      typed.set(id, title);
      await wait(1);
    }
  }
  isDone = true;
  await syncing;
  const found = await server.sandbox.sql(`select id, title from public.${table} where title like $1`, [`${mark}%`]);
  const stored = new Map(found.map(({ id, title }) => [String(id), String(title)]));
  const here = await engine.titles();
  const ids = [...typed.keys()];
  return {
    missing: ids.filter((id) => !stored.has(id)).length,
    stale: ids.filter((id) => stored.has(id) && stored.get(id) !== typed.get(id)).length,
    duplicated: found.length - ids.filter((id) => stored.has(id)).length,
    apart: ids.filter((id) => stored.get(id) !== here.get(id)).length,
  };
}

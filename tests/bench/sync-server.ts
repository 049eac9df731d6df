import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { migrationsDir, newInstructor } from '../integration/sync-rig.ts';
import { signInByHttp, type Caller } from '../integration/sync-http.ts';
import { findPostgres, startCluster } from '../sandbox/supabase/pg-cluster.ts';
import type { Credentials } from '../sandbox/supabase/seed.ts';
import { startSupabaseSandbox, type SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

/** The table that RxDB's documentation asks for, beside ours; its row security lets every signed-in user through. */
const PEER_TABLE = [
  `create table public.bench_lessons (id uuid primary key, chapter_id uuid not null, pos text not null,
     title text not null, kind text not null, body text not null, free_preview boolean not null,
     _deleted boolean not null default false, _modified timestamptz not null default now())`,
  'create index bench_lessons_by_modified on public.bench_lessons (_modified, id)',
  `create function public.bench_modified() returns trigger language plpgsql as
     'begin new._modified := now(); return new; end'`,
  `create trigger modified before update on public.bench_lessons
     for each row execute function public.bench_modified()`,
  'alter table public.bench_lessons enable row level security',
  'create policy everybody on public.bench_lessons to authenticated using (true) with check (true)',
  'grant select, insert, update on public.bench_lessons to authenticated',
];
const BODY = `repeat('What this lesson is about, in a sentence or two. ', 4) || n`;
/** Rows per transaction: one revision of ours, one time stamp of the peer's. */
const PER_COMMIT = 100;

export interface BenchServer {
  readonly sandbox: SupabaseSandbox;
  readonly credentials: Credentials;
  readonly caller: Caller;
  /** A chapter to make lessons in. */
  readonly chapterId: string;
  /** The same lessons for both. */
  seed(rows: number): Promise<void>;
  /** A connection of its own to the database, past row security; null on PGlite, which has one for all. */
  connect(): postgres.Sql | null;
  stop(): Promise<void>;
}

/** PostgreSQL as long as its binaries are here; a cluster of ours, so that the bench may connect past the API. */
async function startServer() {
  const bin = findPostgres();
  const base = { migrationsDir, seed: false };
  if (!bin)
    return { sandbox: await startSupabaseSandbox({ ...base, driver: 'pglite' }), url: null, end: async () => {} };
  const cluster = await startCluster(bin);
  let url: string | null = null;
  const clone: typeof cluster.clone = async (key, prepare) => {
    const name = await cluster.clone(key, prepare);
    url = cluster.adminUrl(name);
    return name;
  };
  const sandbox = await startSupabaseSandbox({ ...base, driver: 'postgres', cluster: { ...cluster, clone } });
  return { sandbox, url: url as string | null, end: () => cluster.stop() };
}

async function makeChapter({ sql }: SupabaseSandbox, ws: string): Promise<string> {
  const [courseId, chapterId] = [randomUUID(), randomUUID()];
  await sql(`insert into public.courses (id, ws, title) values ($1, $2, 'Cells')`, [courseId, ws]);
  await sql('insert into public.chapters (id, ws, course_id) values ($1, $2, $3)', [chapterId, ws, courseId]);
  return chapterId;
}

export async function startBenchServer(): Promise<BenchServer> {
  const { sandbox, url, end } = await startServer();
  for (const statement of PEER_TABLE) await sandbox.sql(statement);
  const credentials = await newInstructor(sandbox);
  const caller = await signInByHttp(sandbox, credentials);
  const chapterId = await makeChapter(sandbox, caller.ws);
  // UUIDv7, as clients make them: rising.
  const id = `(lpad(to_hex(1764000000000 + n), 12, '0') || '7000' || '8' || substr(md5(random()::text || n), 1, 15))::uuid`;
  const lesson = `${id}, $1::uuid, 'a0', 'Lesson ' || n, 'video', ${BODY}, false`;
  // As an import stamps: one after the other, all fields of a row alike.
  const stamp = `'1764000000000-' || lpad(to_hex(row_number() over () % 65536), 4, '0') || '-0000abcd'`;
  const fv = `jsonb_build_object('place', ${stamp}, 'title', ${stamp}, 'body', ${stamp})`;
  return {
    sandbox,
    credentials,
    caller,
    chapterId,
    async seed(rows) {
      for (let done = 0; done < rows; done += PER_COMMIT) {
        const numbers = `generate_series(${done + 1}, ${done + PER_COMMIT}) n`;
        const columns = 'id, chapter_id, pos, title, kind, body, free_preview';
        await sandbox.sql(
          `with given as (insert into public.bench_lessons (${columns}) select ${lesson} from ${numbers} returning *)
           insert into public.lessons (ws, fv, ${columns}) select '${caller.ws}', ${fv}, ${columns} from given`,
          [chapterId],
        );
      }
      if (url) for (const table of ['lessons', 'bench_lessons']) await sandbox.sql(`vacuum analyze public.${table}`);
    },
    connect: () => (url ? postgres(url, { max: 1, onnotice: () => undefined }) : null),
    stop: () => sandbox.stop().finally(end),
  };
}

/** Lets the rest of the transaction be this user's, as PostgREST does. */
export async function actAs(sql: postgres.TransactionSql, { userId }: Caller): Promise<void> {
  const claims = JSON.stringify({ sub: userId, role: 'authenticated' });
  await sql`select set_config('request.jwt.claims', ${claims}, true),
    set_config('request.jwt.claim.sub', ${userId}, true)`;
  await sql`set local role authenticated`;
}

import { randomUUID } from 'node:crypto';
import { spawn, execFile } from 'node:child_process';
import { chownSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';

/** PostgreSQL never runs as root: there has to be somebody else to run it as. */
const canRun = (): boolean => process.getuid?.() !== 0 || readFileSync('/etc/passwd', 'utf8').includes('\npostgres:');

/**
 * Where the newest PostgreSQL's server binaries are, or those of `PG_BIN`; null when there are none that we may run.
 * A `PG_BIN` without binaries (`PG_BIN=/none`) therefore stands for a machine without PostgreSQL.
 */
export function findPostgres(): string | null {
  if (!canRun()) return null;
  const given = process.env['PG_BIN'];
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const bins = given ? [given] : versions.map((version) => join(DEBIAN, version, 'bin'));
  return bins.find((bin) => existsSync(join(bin, 'initdb'))) ?? null;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** PostgreSQL refuses to run as root: then it runs as the system's `postgres` user. */
async function runAs(dir: string): Promise<{ uid: number; gid: number } | Record<string, never>> {
  if (process.getuid?.() !== 0) return {};
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout);
  const who = { uid: await id('-u'), gid: await id('-g') };
  chownSync(dir, who.uid, who.gid);
  return who;
}

/**
 * Starts the server and waits on its own standard input. When that closes, because we closed it or because our
 * process was killed, the server is stopped and its folder removed: no cluster outlives its test run.
 */
const GUARD = `
trap '' TERM INT HUP
exec 3<&0
"$1/postgres" -D "$2/data" -p "$3" -h 127.0.0.1 -k "$2" \\
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 3<&- &
server=$!
( cat <&3 >/dev/null; kill -INT $server ) 2>/dev/null &
exec 3<&-
wait $server
rm -rf "$2"`;

export interface Cluster {
  readonly url: (database: string) => string;
  readonly adminUrl: (database: string) => string;
  /** A new empty database; answers its name. */
  create(): Promise<string>;
  /** A new copy of the template of this key, which `prepare` fills the first time. */
  clone(key: string, prepare: (url: string) => Promise<void>): Promise<string>;
  drop(database: string): Promise<void>;
  readonly port: number;
  stop(): Promise<void>;
}

function startServer(bin: string, dir: string, port: number, who: object) {
  const server = spawn('/bin/sh', ['-c', GUARD, 'guard', bin, dir, String(port)], {
    ...who,
    cwd: dir,
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true, // a group of its own: whoever kills ours leaves it the time to clean up
  });
  let log = '';
  const ready = new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`postgres did not start:\n${log}`)));
  });
  return { server, ready };
}

/** As on hosted Supabase, objects belong to a role that is no superuser. */
const ROLES = `create role anon nologin; create role authenticated nologin; create role service_role nologin bypassrls;
  create role app_owner login createrole createdb bypassrls; grant anon, authenticated, service_role to app_owner`;

function createDatabases(admin: (text: string) => Promise<void>, url: (database: string) => string) {
  const templates = new Map<string, Promise<string>>();
  async function create(template = 'template1'): Promise<string> {
    const name = `lectern_${randomUUID()}`; // several processes may share the cluster, and join it more than once
    await admin(`create database "${name}" owner app_owner template "${template}"`);
    return name;
  }
  async function makeTemplate(prepare: (url: string) => Promise<void>): Promise<string> {
    const name = await create();
    await prepare(url(name));
    return name;
  }
  return {
    templates,
    create: () => create(),
    async clone(key: string, prepare: (url: string) => Promise<void>) {
      const template = templates.get(key) ?? makeTemplate(prepare);
      templates.set(key, template);
      return create(await template);
    },
    drop: (database: string) => admin(`drop database if exists "${database}" with (force)`),
  };
}

/** What one needs to use the server on this port. */
function openServer(port: number) {
  const url = (user: string) => (database: string) => `postgres://${user}@127.0.0.1:${port}/${database}`;
  const adminUrl = url('postgres');
  const admin = async (text: string): Promise<void> => {
    const client = postgres(adminUrl('postgres'), { max: 1, onnotice: () => undefined });
    await client.unsafe(text).finally(() => client.end());
  };
  return { port, url: url('app_owner'), adminUrl, admin };
}

/** A cluster that another process has started and will stop, and the template that it has made there. */
export interface RunningCluster {
  readonly port: number;
  readonly key: string;
  readonly template: string;
}

export function joinCluster(running: RunningCluster): Cluster {
  const { admin, ...server } = openServer(running.port);
  const { templates, ...databases } = createDatabases(admin, server.url);
  templates.set(running.key, Promise.resolve(running.template));
  return { ...server, ...databases, stop: () => Promise.resolve() };
}

/** A throw-away PostgreSQL cluster on a free loopback port. */
export async function startCluster(bin: string): Promise<Cluster> {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-pg-'));
  const who = await runAs(dir);
  const initdb = [
    '-D',
    join(dir, 'data'),
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ];
  await run(join(bin, 'initdb'), initdb, { ...who, cwd: dir });
  const port = await freePort();
  const { server, ready } = startServer(bin, dir, port, who);
  await ready;
  const { admin, ...opened } = openServer(port);
  await admin(ROLES);
  const { templates: _none, ...databases } = createDatabases(admin, opened.url);
  return {
    ...opened,
    ...databases,
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.stdin.end();
      await gone;
    },
  };
}

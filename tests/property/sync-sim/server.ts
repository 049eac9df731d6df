import type { Rows, SimDatabase } from './database.ts';
import { createRandom, type Tally } from './random.ts';
import type { Role } from './steps.ts';
import { createWitness, type Answer, type Ask, type Witness } from './witness.ts';

export interface Look {
  readonly rows: Readonly<Record<string, readonly Record<string, unknown>[]>>;
  readonly head: number;
  readonly ledger: readonly {
    client: string;
    seq: number;
    mid: string;
    user: string;
    status: string;
    rev: number;
    of: string | null;
  }[];
  readonly conflicts: number;
  readonly foreign: string;
}
interface Revisions {
  readonly epoch: string;
  /** Table → id → revision. */
  readonly rows: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
export interface ServerDeps {
  readonly db: SimDatabase;
  readonly ws: string;
  /** The owner first. */
  readonly people: readonly { readonly user: string; readonly role: Role }[];
  readonly nowMs: () => number;
  readonly tally: Tally;
}

const CALL = 'select sim.call($1, $2::text::jsonb, $3, $4, $5) as answer';
interface DoorsDeps extends Pick<ServerDeps, 'db' | 'nowMs' | 'tally'> {
  readonly witness: Witness;
  /** Called when rows may change or have changed. */
  readonly touch: () => void;
}

/** Requests as they come over the wire. */
function createDoors({ db, nowMs, tally, witness, touch }: DoorsDeps) {
  const argsOf = (ask: Ask, fails: boolean) => [ask.door, JSON.stringify(ask.args), ask.user, nowMs(), fails];

  function arrive(ask: Ask): void {
    if (ask.door !== 'sync_push') return;
    witness.watchWire(ask);
    touch();
  }
  function leave(ask: Ask, [row]: Rows, atMs: number): Answer {
    const answer = row?.['answer'] as Answer;
    tally.bump(ask.door);
    if (ask.door === 'sync_push') witness.notePush(ask, answer, atMs);
    if (answer['reset']) tally.bump('pull answered reset');
    return answer;
  }

  /** One request in a transaction of its own, as the person whose token it carries. Throws the database's error. */
  async function call(ask: Ask, fails = false): Promise<Answer> {
    const atMs = nowMs();
    arrive(ask);
    return leave(ask, await db.sql(CALL, argsOf(ask, fails)), atMs);
  }

  /** The same, but committed only after `before`: others come in between and do not see it yet. */
  async function callHeld(ask: Ask, before: () => Promise<void>): Promise<Answer> {
    if (!db.held) throw new Error('this database has one connection');
    const atMs = nowMs();
    arrive(ask);
    let answer: Answer = {};
    await db.held(CALL, argsOf(ask, false), async (rows) => {
      answer = leave(ask, rows, atMs);
      await before();
    });
    touch();
    return answer;
  }

  return {
    call,
    callHeld,
    /** The database's own word on something that nobody honest does: its error, or that of the first mutation. */
    async attack(ask: Ask): Promise<string> {
      const [row] = await db.sql(CALL, argsOf(ask, false)).catch((error: { code?: unknown }) => [{ answer: error }]);
      const answer = row?.['answer'] as { code?: unknown; results?: { code: unknown }[] };
      return String(answer.code ?? answer.results?.[0]?.code ?? 'none');
    },
  };
}

/** The real functions, with a witness at the door. */
export function createServer({ db, ws, people, nowMs, tally }: ServerDeps) {
  const random = createRandom(`${ws} server`);
  const roles = new Map<string, Role | null>(people.map(({ user, role }) => [user, role]));
  const users = people.map(({ user }) => user);
  const witness = createWitness({ roles, tally });
  /** Rises with everything that may have changed a row. */
  let version = 0;
  let known: { readonly version: number; readonly found: Revisions } | null = null;

  const touch = (): void => void (version += 1);

  /** Whether some transaction waits for another. */
  async function isWaiting(): Promise<boolean> {
    const waiting = await db.sql(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return waiting.length > 0;
  }

  /** The revision of every row, read again only when something may have changed. */
  async function readRevisions(): Promise<Revisions> {
    if (known?.version === version) return known.found;
    const at = version;
    const [row] = await db.sql('select sim.revisions($1) as found', [ws]);
    known = { version: at, found: row?.['found'] as Revisions };
    return known.found;
  }

  async function setRole(user: string, role: Role | null): Promise<void> {
    roles.set(user, role);
    if (role === null) await db.sql('delete from sync.member where ws = $1 and user_id = $2', [ws, user]);
    else
      await db.sql(
        `insert into sync.member (ws, user_id, role) values ($1, $2, $3)
         on conflict (ws, user_id) do update set role = excluded.role, acl_rev = sync.member.acl_rev + 1`,
        [ws, user, role],
      );
  }

  /** Everything of the workspace as it is now; the answer puts it back, as an operator does, and says so by a new epoch. */
  async function backUp(): Promise<() => Promise<void>> {
    const [row] = await db.sql('select sim.backup($1, $2::uuid[])::text as kept', [ws, users]);
    const goBack = witness.keep();
    return async () => {
      touch();
      await db.sql('select sim.restore($1, $2::uuid[], $3::text::jsonb)', [ws, users, String(row?.['kept'])]);
      goBack();
    };
  }

  /** Lets go of all tombstones that nothing refers to; answers how many. */
  async function collect(): Promise<number> {
    touch();
    const [row] = await db.sql('select sim.collect($1) as found', [ws]);
    const found = row?.['found'] as { gone: string[]; head: number };
    witness.noteCollected(found.gone, found.head);
    return found.gone.length;
  }

  return {
    ...witness,
    ws,
    people,
    users,
    roles,
    ...createDoors({ db, nowMs, tally, witness, touch }),
    isWaiting,
    hasConnections: db.held !== null,
    readRevisions,
    version: () => version,
    setRole,
    backUp,
    collect,
    /** Some row that is there, by a number in [0, 1). */
    async anyRow(chance: number): Promise<{ t: string; id: string } | null> {
      const { rows } = await readRevisions();
      const all = Object.keys(rows)
        .toSorted()
        .flatMap((t) =>
          Object.keys(rows[t] ?? {})
            .toSorted()
            .map((id) => ({ t, id })),
        );
      return all[Math.floor(chance * all.length)] ?? null;
    },
    async look(): Promise<Look> {
      const [row] = await db.sql('select sim.look($1, $2::uuid[]) as look', [ws, users]);
      return row?.['look'] as Look;
    },
    start: () => db.sql('select sim.begin($1, $2::uuid[], $3::text[])', [ws, users, people.map(({ role }) => role)]),
    /** Leaves nothing behind: what is looked through for all workspaces would grow with every life. */
    end: () => db.sql('select sim.wipe($1, $2::uuid[])', [ws, users]),
    /** Past all doors and policies, as an operator might by mistake. */
    move: (table: string, id: string, to: string): Promise<string> =>
      db.sql(`update public.${table} set ws = $1 where id = $2`, [to, id]).then(
        () => 'none',
        (error: { code?: unknown }) => String(error.code),
      ),
    async newEpoch(): Promise<void> {
      touch();
      await db.sql('update sync.workspace set epoch = $2 where id = $1', [ws, random.uuid()]);
    },
  };
}
export type Server = ReturnType<typeof createServer>;

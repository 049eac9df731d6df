import { tableNames } from '../../shared/domain/registry.ts';
import { ok, type Result } from '../../shared/ipc/result.ts';
import type { Round } from './cycle.ts';
import type { ServerError } from './ports.ts';

/** Count and order-independent hash of one table's rows, as `sync.table_digest` makes it. */
export type TableDigest = readonly [count: number, hash: string];

const DAY_MS = 86_400_000;
/** Hashing these takes a few milliseconds. */
const SLICE_ROWS = 1_000;

async function digestTable(round: Round, table: (typeof tableNames)[number]): Promise<TableDigest> {
  let count = 0;
  let sum = 0n;
  for (let after = ''; ;) {
    const rows = round.store.revisions(table, after, SLICE_ROWS);
    for (const { id, rev } of rows) sum += BigInt(`0x${round.md5(`${id}:${rev}`).slice(0, 15)}`);
    count += rows.length;
    after = rows.at(-1)?.id ?? '';
    if (rows.length < SLICE_ROWS) return [count, String(sum)];
    await round.breathe();
  }
}

type Comparison =
  | { readonly kind: 'same' }
  | { readonly kind: 'moved-on' }
  | { readonly kind: 'differs'; readonly table: string };

/** Names the first table that differs from the server's, unless the server has moved on meanwhile. */
async function compare(round: Round): Promise<Result<Comparison, ServerError>> {
  const answer = await round.server.digest(round.at, round.signal);
  if (!answer.success) return answer;
  if (answer.data.kind === 'revoked' || answer.data.head !== round.position().cursor) return ok({ kind: 'moved-on' });
  for (const table of tableNames) {
    const ours = await digestTable(round, table);
    const theirs = answer.data.tables[table] ?? [0, '0'];
    if (ours[0] !== theirs[0] || ours[1] !== theirs[1]) return ok({ kind: 'differs', table });
  }
  return ok({ kind: 'same' });
}

function isDue({ store, clock }: Round): boolean {
  const last = store.digestedAtMs();
  if (last === null) store.noteDigest(clock.nowMs()); // the first pull has just brought all there is
  return last !== null && Math.abs(clock.nowMs() - last) >= DAY_MS;
}

/**
 * Once a day and after starting over, at the server's head: whether this computer has the very rows that the server has.
 * They can differ only by a fault of ours or of a disk; then everything is pulled again, and what waits to be sent stays.
 * What a repair in the same round (`hasRepaired`) could not mend is logged, and tried again a day later. Answers
 * whether to pull again.
 */
export async function checkDigest(round: Round, hasRepaired: boolean): Promise<Result<boolean, ServerError>> {
  if (!isDue(round)) return ok(false);
  const compared = await compare(round);
  if (!compared.success) return compared;
  if (compared.data.kind === 'moved-on') return ok(false); // the next round looks again
  round.store.noteDigest(round.clock.nowMs());
  if (compared.data.kind === 'same') return ok(false);
  round.log('sync.differs', { table: compared.data.table, again: hasRepaired });
  if (hasRepaired) return ok(false);
  round.store.beginRepair();
  return ok(true);
}

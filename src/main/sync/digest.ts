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

/** The first table that differs from the server's; null when none does, or the server has moved on meanwhile. */
async function firstDifference(round: Round): Promise<Result<string | null, ServerError>> {
  const answer = await round.server.digest(round.at, round.signal);
  if (!answer.success) return answer;
  if (answer.data.kind === 'revoked' || answer.data.head !== round.position().cursor) return ok(null);
  for (const table of tableNames) {
    const ours = await digestTable(round, table);
    const theirs = answer.data.tables[table] ?? [0, '0'];
    if (ours[0] !== theirs[0] || ours[1] !== theirs[1]) return ok(table);
  }
  return ok(null);
}

/**
 * Once a day, at the server's head: whether this computer has the very rows that the server has. They can differ only
 * by a fault of ours or of a disk; then everything is pulled again, and what waits to be sent stays. Answers whether
 * to pull again.
 */
export async function checkDigest(round: Round): Promise<Result<boolean, ServerError>> {
  const nowMs = round.clock.nowMs();
  const last = round.store.digestedAtMs();
  if (last !== null && Math.abs(nowMs - last) < DAY_MS) return ok(false);
  if (last === null) {
    round.store.noteDigest(nowMs); // the first pull has just brought all there is
    return ok(false);
  }
  const difference = await firstDifference(round);
  if (!difference.success) return difference;
  round.store.noteDigest(nowMs);
  if (difference.data === null) return ok(false);
  round.log('sync.differs', { table: difference.data });
  round.store.beginRepair();
  return ok(true);
}

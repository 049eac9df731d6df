import { later, type Hlc } from '../../shared/domain/hlc.ts';
import { tableNames } from '../../shared/domain/registry.ts';
import type { ChangedRow, FinishedPage, PulledConflict, PulledRow, SyncStore } from '../../shared/domain/sync-types.ts';
import type { Database } from './open.ts';
import { createFollowServer, isAhead } from './stamps-ahead.ts';
import type { Pending, PendingEntry } from './sync-pending.ts';
import type { SyncState } from './sync-state.ts';
import type { StoreParts } from './sync-store-push.ts';
import { upgradeQueued } from './upgrade-ops.ts';

/** How long the journal remembers what the server has taken, so that a restored server can be told again. */
const JOURNAL_MS = 30 * 86_400_000;

/**
 * Runs transactions of what the server has anyway without waiting for the disk after each: a power cut takes back the
 * latest of them (never one from before a later one that stayed: the log is read up to its first gap), and with them
 * the cursor, so they are pulled again. The next commit that matters waits for these, too.
 */
function withoutWaiting<A extends unknown[], R>(db: Database, run: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    db.pragma('synchronous = NORMAL');
    try {
      return run(...args);
    } finally {
      db.pragma('synchronous = FULL');
    }
  };
}

function latestStamp(last: Hlc, rows: readonly PulledRow[]): Hlc {
  return rows.reduce((found, { row }) => Object.values(row.fv).reduce(later, found), last);
}

/** The cells of a conflict's row; `own` is the client id of this computer. */
const conflictCells = ({ loserBy, winnerBy, loser, winner, ...rest }: PulledConflict, own: string | null) => ({
  ...rest,
  loser: JSON.stringify(loser),
  loserDevice: loserBy.device,
  loserAtMs: loserBy.atMs,
  winner: JSON.stringify(winner ?? null),
  winnerDevice: winnerBy.device,
  winnerAtMs: winnerBy.atMs,
  isMine: Number(loserBy.clientId !== null && loserBy.clientId === own),
});

/** The receiving half: pages into rows, and what happens at the server's head. */
export function createStorePull(
  db: Database,
  state: SyncState,
  pending: Pending,
): Pick<SyncStore, 'applyRows' | 'dropRows' | 'finishPage' | 'dropAcked'> {
  const followServer = createFollowServer(db, pending);
  const acked = db.prepare("SELECT n, mid FROM outbox WHERE state = 'acked' AND ack_rev <= ? ORDER BY n LIMIT 1");
  const addJournal = db.prepare(
    `INSERT OR REPLACE INTO journal (mid, ops, ack_rev, at_ms, part_of, ops_before, schema_v)
     SELECT mid, ops, ack_rev, ?, part_of, ops_before, schema_v FROM outbox WHERE n = ?`,
  );
  const pruneJournal = db.prepare('DELETE FROM journal WHERE at_ms < ?');
  const addConflict = db.prepare(
    `INSERT OR IGNORE INTO conflicts (id, tbl, row_id, grp, mid, loser, loser_h, loser_device, loser_at_ms,
       winner, winner_h, winner_device, winner_at_ms, is_mine, at_ms)
     SELECT @id, @table, @rowId, @group, @mid, @loser, @loserH, @loserDevice, @loserAtMs,
       @winner, @winnerH, @winnerDevice, @winnerAtMs, @isMine, @atMs WHERE NOT EXISTS
       (SELECT 1 FROM conflicts WHERE row_id = @rowId AND grp = @group AND mid = @mid AND loser_h = @loserH)`,
  );

  /** One slice of the oldest entry, which goes to the journal with its last row. Null when nothing is left to drop. */
  function dropSlice(upto: number, limit: number, atMs: number) {
    const entry = acked.get(upto) as PendingEntry | undefined;
    if (!entry) return null;
    if (isAhead(state.get('hlc') ?? '', atMs)) followServer(entry, limit);
    if (!pending.hasMoreRows(entry.n, limit)) addJournal.run(atMs, entry.n);
    return pending.dropSome(entry.n, limit);
  }

  function finishDrop(changed: ChangedRow[], atMs: number) {
    pruneJournal.run(atMs - JOURNAL_MS);
    return { changed, isDone: true };
  }

  const applyRows = db.transaction((rows: readonly PulledRow[]) => {
    // Later edits here must have later stamps than anything seen.
    state.set('hlc', latestStamp(state.get('hlc') ?? '', rows));
    const different = rows.filter(({ table, row, rev }) => pending.take(table, row, rev));
    return different.map(({ table, row }) => ({ table, id: row.id }));
  }).immediate;
  const dropRows = db.transaction((gone: readonly ChangedRow[]) =>
    gone.filter(({ table, id }) => pending.takeGone(table, id)),
  ).immediate;
  const finishPage = db.transaction((page: FinishedPage) => {
    const own = state.get('client_id');
    for (const conflict of page.conflicts) addConflict.run(conflictCells(conflict, own));
    if (state.getNumber('cursor') === 0) state.set('pulled_from', page.head);
    state.set('cursor', page.cursor);
    state.set('epoch', page.epoch);
  }).immediate;
  const dropAcked = db.transaction((upto: number, limit: number, atMs: number) => {
    const changed: ChangedRow[] = [];
    for (let left = limit; left > 0;) {
      const dropped = dropSlice(upto, left, atMs);
      if (!dropped) return finishDrop(changed, atMs);
      changed.push(...dropped.changed);
      left -= Math.max(1, dropped.rows);
    }
    return { changed, isDone: false };
  }).immediate;

  return {
    applyRows: withoutWaiting(db, applyRows),
    dropRows: withoutWaiting(db, dropRows),
    finishPage: withoutWaiting(db, finishPage),
    dropAcked: withoutWaiting(db, dropAcked),
  };
}

/** Starting over when the server's history is another one: mark, pull everything again, sweep what did not come. */
export function createStoreResync(
  { db, state, pending, notices, steps }: StoreParts,
  rotate: SyncStore['rotate'],
): Pick<SyncStore, 'beginResync' | 'beginRepair' | 'beginFirst' | 'isResyncing' | 'sweep'> {
  const lost = db.prepare(
    `SELECT j.mid, j.ops, j.part_of, j.ops_before, j.schema_v, j.at_ms AS atMs,
            coalesce(h.label, '{"code":"step.redo","count":1,"name":""}') AS label
     FROM journal j LEFT JOIN history h ON h.mid = coalesce(j.part_of, j.mid) WHERE j.ack_rev > ? GROUP BY j.mid
     ORDER BY j.ack_rev DESC, j.rowid DESC`,
  );
  const firstN = db.prepare('SELECT coalesce(min(n), 1) FROM outbox').pluck();
  const insert = db.prepare(
    `INSERT OR IGNORE INTO outbox (n, mid, state, ops, label, schema_v, at_ms, part_of, ops_before)
     VALUES (@n, @mid, 'queued', @ops, @label, @schema_v, @atMs, @part_of, @ops_before)`,
  );
  const insertRow = db.prepare('INSERT OR IGNORE INTO outbox_rows (tbl, id, n) VALUES (?, ?, ?)');
  const forget = db.prepare('DELETE FROM journal WHERE mid = ?');
  // A server that was restored gives the same numbers to other conflicts: ours make room.
  const renumberConflicts = db.prepare(
    'UPDATE conflicts SET id = (SELECT min(0, min(id)) FROM conflicts) - id WHERE id > 0',
  );
  const unseenBases = db.prepare('SELECT tbl AS "table", id FROM base_rows WHERE rev = -1');
  const emptyBases = db.prepare('UPDATE base_rows SET row = NULL, rev = 0 WHERE rev = -1');

  /** Before everything that waits: later mutations may build on these. */
  function requeueLost(lostAfter: number): void {
    let n = Number(firstN.get());
    for (const entry of lost.all(lostAfter) as { mid: string; ops: string; label: string; atMs: number }[]) {
      n -= 1;
      forget.run(entry.mid);
      if (insert.run({ ...entry, n }).changes === 0) continue; // waits already
      for (const op of JSON.parse(entry.ops) as { t: (typeof tableNames)[number]; id: string }[]) {
        insertRow.run(op.t, op.id, n);
        pending.keepBase(op.t, op.id, -1);
      }
    }
  }

  function removeUnseen(): ChangedRow[] {
    return tableNames.flatMap((table) => {
      const gone = db
        .prepare(
          `DELETE FROM ${table} WHERE rev = -1 AND id NOT IN (SELECT id FROM outbox_rows WHERE tbl = ?) RETURNING id`,
        )
        .pluck()
        .all(table) as string[];
      return gone.map((id) => ({ table, id }));
    });
  }

  /** From here on a revision other than this says that the row has come again. */
  function markAll(): void {
    for (const table of tableNames) db.prepare(`UPDATE ${table} SET rev = -1`).run();
    db.prepare('UPDATE base_rows SET rev = -1').run();
    state.set('cursor', 0);
    state.set('resync', 1);
    state.set('digested_at_ms', 0); // to be compared when it is through
  }

  const arePulled = tableNames.map((table) => db.prepare(`SELECT 1 FROM ${table} WHERE rev > 0 LIMIT 1`).pluck());

  return {
    beginFirst: db.transaction(() => {
      const wasCutOff = state.get('resync') === null && arePulled.some((rows) => rows.get() === 1);
      if (wasCutOff) markAll();
    }).immediate,
    beginResync: db.transaction((server: Parameters<SyncStore['beginResync']>[0]) => {
      const { epoch, lostAfter, newClientId, restoredAtMs } = server;
      rotate(newClientId);
      if (restoredAtMs !== null) notices.tell({ code: 'SERVER_RESTORED', detail: '', atMs: restoredAtMs });
      requeueLost(lostAfter);
      upgradeQueued(db, steps);
      renumberConflicts.run();
      state.set('epoch', epoch);
      markAll();
      pending.recomputeAll(unseenBases.all() as ChangedRow[]); // what is sent again shows, also where its row had gone
    }).immediate,
    beginRepair: db.transaction(markAll).immediate,
    isResyncing: () => state.get('resync') !== null,
    sweep: db.transaction(() => {
      const gone = removeUnseen();
      const unseen = unseenBases.all() as ChangedRow[];
      emptyBases.run();
      state.set('resync', null);
      return [...gone, ...pending.recomputeAll(unseen)];
    }).immediate,
  };
}

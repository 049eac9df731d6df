import type { SyncCounts, SyncPosition, SyncStore } from '../../shared/domain/sync-types.ts';
import { pullAgainIfMoreIsKnown } from './known-columns.ts';
import { migrations } from './migrate.ts';
import type { Database } from './open.ts';
import { learnOffset } from './clock-offset.ts';
import { createPending } from './sync-pending.ts';
import { createStoreDigest } from './sync-store-digest.ts';
import { createStorePull, createStoreResync } from './sync-store-pull.ts';
import { createStorePush, type StoreParts } from './sync-store-push.ts';
import { isAhead } from './stamps-ahead.ts';
import { createSyncState, type SyncState } from './sync-state.ts';
import { createSyncedRows } from './synced-rows.ts';
import { createNoticeTable, type NoticeTable } from './tables/notices.ts';

function createClock(db: Database, state: SyncState): Pick<SyncStore, 'learnClock' | 'settleClock'> {
  const anyWaiting = db.prepare('SELECT 1 FROM outbox LIMIT 1').pluck();
  return {
    learnClock: (offsetMs) => learnOffset(state, offsetMs),
    settleClock: db.transaction((serverNowMs: number) => {
      // Not while something waits: later edits would get earlier stamps than those, and lose to them.
      if (isAhead(state.get('hlc') ?? '', serverNowMs) && anyWaiting.get() === undefined) state.set('hlc', null);
    }).immediate,
  };
}

function createCounts(db: Database, state: SyncState): () => SyncCounts {
  const count = db.prepare(
    `SELECT (SELECT count(*) FROM outbox WHERE state <> 'acked') AS waiting,
            (SELECT count(*) FROM dead_letters) AS deadLetters,
            (SELECT count(*) FROM conflicts WHERE is_dismissed = 0) AS conflicts`,
  );
  const time = (key: 'saved_at_ms' | 'last_synced_at_ms'): number | null =>
    state.get(key) === null ? null : state.getNumber(key);
  return () => ({
    ...(count.get() as Pick<SyncCounts, 'waiting' | 'deadLetters' | 'conflicts'>),
    savedAtMs: time('saved_at_ms'),
    lastSyncedAtMs: time('last_synced_at_ms'),
  });
}

function createPosition(db: Database, state: SyncState): Pick<SyncStore, 'position' | 'adopt'> {
  const read = (newClientId: () => string): SyncPosition => {
    const clientId = state.get('client_id') ?? newClientId();
    if (state.get('client_id') === null) state.set('client_id', clientId);
    return {
      clientId,
      ownerId: state.get('owner_id'),
      workspaceId: state.get('workspace_id'),
      lastSeq: state.getNumber('last_seq'),
      cursor: state.getNumber('cursor'),
      epoch: state.get('epoch'),
      pulledFrom: state.getNumber('pulled_from'),
    };
  };
  return {
    position: db.transaction(read).immediate,
    adopt: db.transaction((ownerId: string, workspaceId: string) => {
      const owner = state.get('owner_id');
      if (owner !== null && owner !== ownerId) throw new Error('this file belongs to another account');
      state.set('owner_id', ownerId);
      state.set('workspace_id', workspaceId);
    }).immediate,
  };
}

/** What the account may do in the workspace, as far as it was heard. */
function createAccess(db: Database, state: SyncState, notices: NoticeTable): Pick<SyncStore, 'noteRole'> {
  return {
    noteRole: db.transaction((role: string | null, atMs: number) => {
      if (role === null) return void notices.hold({ code: 'ACCESS_REVOKED', detail: '', atMs });
      notices.end('ACCESS_REVOKED');
      const former = state.get('role');
      if (former === role) return;
      state.set('role', role);
      if (former !== null) notices.tell({ code: 'ROLE_CHANGED', detail: role, atMs });
    }).immediate,
  };
}

export interface SyncStoreOptions {
  /** There may be something new to be told to the user. */
  readonly onNotice?: () => void;
  readonly steps?: StoreParts['steps'];
}

/** The sync engine's store on the local database. Rows are written by nobody else but `mutate`. */
export function createSyncStore(
  db: Database,
  { onNotice = () => undefined, steps = migrations }: SyncStoreOptions = {},
): SyncStore {
  const state = createSyncState(db);
  const pending = createPending(db, createSyncedRows(db), steps);
  const notices = createNoticeTable(db, onNotice);
  const parts: StoreParts = { db, state, pending, notices, steps };
  const push = createStorePush(parts);
  const { position, adopt } = createPosition(db, state);
  const resync = createStoreResync(parts, push.rotate);
  pullAgainIfMoreIsKnown(db, state, resync.beginRepair);
  return {
    adopt,
    position(newClientId) {
      // A file that went back in time must not go on under numbers that the server has seen with other content.
      if (state.get('restored') !== null) push.rotate(newClientId());
      return position(newClientId);
    },
    ...push,
    ...createAccess(db, state, notices),
    ...createStorePull(db, state, pending),
    ...resync,
    ...createStoreDigest(db, state),
    ...createClock(db, state),
    counts: createCounts(db, state),
    noteSynced: (atMs) => state.set('last_synced_at_ms', atMs),
  };
}

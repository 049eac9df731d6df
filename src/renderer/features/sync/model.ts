import type { Conflict } from '../../../shared/ipc/contract/outbox.ts';
import type { SyncState, SyncStatus } from '../../../shared/domain/sync-status.ts';

/** The words (`status.<words>`, `status.<words>Hint`) of the cloud's part of the status bar. */
type CloudWords =
  | 'synced'
  | 'syncing'
  | 'localOnly'
  | 'signedOut'
  | 'offline'
  | 'needsAuth'
  | 'blocked'
  | 'stopped'
  | 'captive';

const cloudWords: Record<SyncState, CloudWords> = {
  'local-only': 'localOnly',
  'signed-out': 'signedOut',
  offline: 'offline',
  idle: 'synced',
  syncing: 'syncing',
  'needs-auth': 'needsAuth',
  blocked: 'blocked',
  stopped: 'stopped',
  captive: 'captive',
};

/** What the user can do about it: ask the server now, sign in, set a server up, or only wait. */
export type CloudAction = 'sync' | 'sign-in' | 'set-up' | null;

const actions: Record<SyncState, CloudAction> = {
  'local-only': 'set-up',
  'signed-out': 'sign-in',
  offline: 'sync',
  idle: 'sync',
  syncing: null,
  'needs-auth': 'sign-in',
  blocked: null,
  stopped: 'sync',
  captive: 'sync',
};

/** The computer to name: the one that won over words of this one, else the one whose words lost. */
export const otherSide = ({ isMine, winnerBy, loserBy }: Pick<Conflict, 'isMine' | 'winnerBy' | 'loserBy'>) =>
  isMine ? winnerBy : loserBy;

/** How the status bar tells of the cloud. */
export function cloudStatus({ state, lastSyncedAtMs }: Pick<SyncStatus, 'state' | 'lastSyncedAtMs'>) {
  const needsUser = ['needs-auth', 'blocked', 'stopped', 'captive'].includes(state);
  return { words: cloudWords[state], action: actions[state], needsUser, everSynced: lastSyncedAtMs !== null };
}

const COLUMNS = [
  'title',
  'subtitle',
  'description',
  'objectives',
  'audience',
  'requirements',
  'category',
  'language',
  'level',
  'price_minor',
  'currency',
  'status',
  'body',
  'name',
  'label',
  'kind',
  'free_preview',
  'deleted_at_ms',
  'pos',
] as const;

/** Under what a column is named in the messages (`changes.columnOf`). */
export function columnWords(column: string): (typeof COLUMNS)[number] | 'other' {
  return COLUMNS.find((known) => known === column) ?? 'other';
}

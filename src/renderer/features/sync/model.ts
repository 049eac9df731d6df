import type { Conflict, FieldChange } from '../../../shared/ipc/contract/outbox.ts';
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

/** A column of one row. */
export interface FieldPlace {
  readonly table: string;
  readonly rowId: string;
  readonly column: string;
}

/**
 * The open conflict to tell beside a field, and what it says of it; null when the field shows what lost anyway. Words that
 * were written here come first, then the newest.
 */
export function conflictAt(conflicts: readonly Conflict[], { table, rowId, column }: FieldPlace) {
  const found = conflicts.flatMap((conflict) => {
    const field = conflict.fields.find((one) => one.table === table && one.rowId === rowId && one.column === column);
    return field ? [{ conflict, field }] : [];
  });
  return found.find(({ conflict }) => conflict.isMine) ?? found[0] ?? null;
}
export type FieldConflict = NonNullable<ReturnType<typeof conflictAt>>;

const EXCERPT_CHARS = 240;
/** As much of a text as is read beside a field; all of it is on the page of changes. */
export function excerpt(text: string): string {
  const characters = [...text];
  return characters.length > EXCERPT_CHARS ? `${characters.slice(0, EXCERPT_CHARS).join('').trimEnd()}…` : text;
}

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
  'content',
  'name',
  'label',
  'kind',
  'free_preview',
  'drip_days',
  'flags',
  'alt',
  'deleted_at_ms',
  'pos',
] as const;

/** Under what a column is named in the messages (`changes.columnOf`). */
export function columnWords(column: string): (typeof COLUMNS)[number] | 'other' {
  return COLUMNS.find((known) => known === column) ?? 'other';
}

/**
 * What somebody reads of a refused change: not what the studio notes by itself (times, sizes, names in storage), and of a
 * row that stands nowhere not which kind it is and that its place would be another one. A change of nothing else shows
 * all of it.
 */
export function readFields(fields: readonly FieldChange[]): readonly FieldChange[] {
  const read = fields.filter(({ column, base, theirs }) => {
    const stands = base !== null || theirs !== null;
    return columnWords(column) !== 'other' && (stands || (column !== 'pos' && column !== 'kind'));
  });
  return read.length > 0 ? read : fields;
}

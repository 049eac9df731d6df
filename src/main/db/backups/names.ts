/** Why a backup was made. `replaced`: of the file that a restored one took the place of. */
export type BackupReason = 'daily' | 'manual' | 'migration' | 'replaced';

export interface BackupName {
  readonly name: string;
  readonly atMs: number;
  readonly reason: BackupReason;
}

/** How many of each kind are kept; of the daily ones a fortnight. */
const KEPT: Readonly<Record<BackupReason, number>> = { daily: 14, manual: 10, migration: 5, replaced: 5 };
const PATTERN = /^(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z)\.(daily|manual|migration|replaced)\.db$/;

export function backupName(atMs: number, reason: BackupReason): string {
  return `${new Date(atMs).toISOString().replaceAll(/[:.]/g, '-')}.${reason}.db`;
}

/** Null for a file that is none of ours. */
export function parseBackupName(name: string): BackupName | null {
  const [, time = '', reason = ''] = PATTERN.exec(name) ?? [];
  const atMs = Date.parse(time.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/, 'T$1:$2:$3.$4Z'));
  return Number.isNaN(atMs) ? null : { name, atMs, reason: reason as BackupReason };
}

/** Newest first. */
export function sortBackups(names: readonly string[]): BackupName[] {
  const ours = names.flatMap((name) => parseBackupName(name) ?? []);
  return ours.toSorted((a, b) => b.atMs - a.atMs || (a.name < b.name ? 1 : -1));
}

/** What is to be deleted so that the newest of each kind remain. */
export function surplusBackups(names: readonly string[]): string[] {
  const byReason = Map.groupBy(sortBackups(names), ({ reason }) => reason);
  return [...byReason].flatMap(([reason, those]) => those.slice(KEPT[reason]).map(({ name }) => name));
}

/** Whether a daily one is due: at most one per day of this computer's calendar. A clock that was set back does not hold it up. */
export function isDailyDue(names: readonly string[], nowMs: number): boolean {
  const today = new Date(nowMs).toDateString();
  return !sortBackups(names).some(({ reason, atMs }) => reason === 'daily' && new Date(atMs).toDateString() === today);
}

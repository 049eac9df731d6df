import type { GroupValues, Op } from '../../../shared/domain/merge.ts';
import type { StepLabel } from '../../../shared/domain/step-label.ts';
import type { Database } from '../open.ts';

export interface WaitingEntry {
  readonly mutationId: string;
  readonly label: StepLabel;
  readonly atMs: number;
  readonly attempts: number;
}
export interface RefusedEntry {
  readonly mutationId: string;
  readonly label: StepLabel;
  readonly atMs: number;
  readonly code: string;
  readonly detail: string;
  readonly ops: readonly Op[];
  /** How many ops of the same mutation the server had taken before. */
  readonly opsBefore: number;
  /** The server's rows at that time, by `table id`. */
  readonly base: Readonly<Record<string, GroupValues | null>>;
}
export interface ConflictWriter {
  /** Empty when it is not known. */
  readonly device: string;
  readonly atMs: number | null;
}
export interface ConflictEntry {
  readonly conflictId: number;
  readonly table: string;
  readonly rowId: string;
  readonly group: string;
  readonly loser: GroupValues;
  readonly loserBy: ConflictWriter;
  /** What won then; null for a conflict of before that was kept. */
  readonly winner: GroupValues | null;
  readonly winnerBy: ConflictWriter;
  /** What lost was written on this computer. */
  readonly isMine: boolean;
  readonly atMs: number;
}

type Cell = string | number | null | undefined;
type Raw = Record<string, string | number | null>;
const parse = <T>(value: unknown): T => JSON.parse(String(value)) as T;
const toRefused = (row: Raw): RefusedEntry => ({
  mutationId: String(row['mid']),
  label: parse(row['label']),
  atMs: Number(row['at_ms']),
  code: String(row['code']),
  detail: String(row['detail'] ?? ''),
  ops: parse(row['ops']),
  opsBefore: Number(row['ops_before']),
  base: parse(row['base'] ?? '{}'),
});
const writer = (device: Cell, atMs: Cell): ConflictWriter => ({
  device: String(device ?? ''),
  atMs: typeof atMs === 'number' ? atMs : null,
});
const toConflict = (row: Raw): ConflictEntry => ({
  conflictId: Number(row['id']),
  table: String(row['tbl']),
  rowId: String(row['row_id']),
  group: String(row['grp']),
  loser: parse(row['loser']),
  loserBy: writer(row['loser_device'], row['loser_at_ms']),
  winner: parse(row['winner'] ?? 'null'),
  winnerBy: writer(row['winner_device'], row['winner_at_ms']),
  isMine: row['is_mine'] === 1,
  atMs: Number(row['at_ms']),
});

/** What sync has left for somebody to look at. Sending is the engine's business. */
export function createOutboxView(db: Database) {
  const waiting = db.prepare("SELECT * FROM outbox WHERE state <> 'acked' ORDER BY n LIMIT ?");
  const total = db.prepare("SELECT count(*) FROM outbox WHERE state <> 'acked'").pluck();
  const letters = db.prepare('SELECT * FROM dead_letters ORDER BY at_ms, rowid');
  const letter = db.prepare('SELECT * FROM dead_letters WHERE mid = ?');
  const removeLetter = db.prepare('DELETE FROM dead_letters WHERE mid = ?');
  const conflicts = db.prepare('SELECT * FROM conflicts WHERE is_dismissed = 0 ORDER BY id DESC');
  const conflict = db.prepare('SELECT * FROM conflicts WHERE is_dismissed = 0 AND id = ?');
  const dismiss = db.prepare('UPDATE conflicts SET is_dismissed = 1 WHERE id = ? AND is_dismissed = 0');
  return {
    waiting: (limit: number): WaitingEntry[] =>
      (waiting.all(limit) as Raw[]).map((row) => ({
        mutationId: String(row['mid']),
        label: parse(row['label']),
        atMs: Number(row['at_ms']),
        attempts: Number(row['attempts']),
      })),
    total: (): number => Number(total.get()),
    refused: (): RefusedEntry[] => (letters.all() as Raw[]).map(toRefused),
    refusedOf(mutationId: string): RefusedEntry | null {
      const row = letter.get(mutationId) as Raw | undefined;
      return row ? toRefused(row) : null;
    },
    /** Answers whether it was there. */
    removeRefused: (mutationId: string): boolean => removeLetter.run(mutationId).changes > 0,
    conflicts: (): ConflictEntry[] => (conflicts.all() as Raw[]).map(toConflict),
    conflictOf(conflictId: number): ConflictEntry | null {
      const row = conflict.get(conflictId) as Raw | undefined;
      return row ? toConflict(row) : null;
    },
    /** Answers whether it was there. */
    dismiss: (conflictId: number): boolean => dismiss.run(conflictId).changes > 0,
  };
}
export type OutboxView = ReturnType<typeof createOutboxView>;

import { cellText } from '../../shared/domain/cell-text.ts';
import type { GroupValues, SyncedRow } from '../../shared/domain/merge.ts';
import type { CellValue } from '../../shared/domain/registry.ts';
import type { FieldChange } from '../../shared/ipc/contract/outbox.ts';
import { textOf } from './context.ts';

/** A cell as it is shown, a list line by line; null for none. */
export const readable = (value: CellValue | undefined): string | null => cellText(value, '\n');

export interface RowChange {
  readonly table: string;
  readonly rowId: string;
  /** What the change writes, by column. */
  readonly mine: GroupValues;
  /** The row that the server had; null for none. */
  readonly base: GroupValues | null;
  /** The row as it is here now; null for none. */
  readonly now: SyncedRow | null;
}

/** References say nothing to anybody; what they mean is the place that goes with them. */
const isReference = (column: string): boolean => column.endsWith('_id');

/** The columns in which a change says something else than what stands there now. */
export function fieldChanges({ table, rowId, mine, base, now }: RowChange): FieldChange[] {
  // A row that is nowhere yet is called as the change would have it.
  const named = now ?? mine;
  const name = textOf(named, 'title') || textOf(named, 'name');
  return Object.entries(mine).flatMap(([column, value]) => {
    const theirs = readable(now?.[column]);
    const change = { table, rowId, name, column, base: readable(base?.[column]), mine: readable(value), theirs };
    return change.mine === theirs || isReference(column) ? [] : [change];
  });
}

import type { Mutator } from '../db/mutate.ts';
import type { SyncedRow } from '../../shared/domain/merge.ts';
import type { GroupValues, Draft } from '../../shared/domain/merge.ts';
import type { TableName } from '../../shared/domain/registry.ts';
import { err } from '../../shared/ipc/result.ts';

/** What every action that edits needs: the one way to write, ids, clock and chance. */
export interface EditContext {
  readonly mutator: Mutator;
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly random: () => number;
}

/** The live row, or null when it does not exist or was deleted. */
export function liveRow(mutator: Mutator, table: TableName, id: string): SyncedRow | null {
  const row = mutator.rows.read(table, id)?.row ?? null;
  return row && (row['deleted_at_ms'] ?? null) === null ? row : null;
}

/** A text column of a row; empty when there is none. */
export function textOf(row: SyncedRow | GroupValues | null | undefined, column: string): string {
  const value = row?.[column];
  return typeof value === 'string' ? value : '';
}

/** A step over one row carries its title; over several, their number says it. */
export const nameOf = (rows: readonly (SyncedRow | null)[]): string =>
  rows.length === 1 ? textOf(rows[0], 'title') : '';

export const put = (t: TableName, id: string, v: Record<string, GroupValues>): Draft => ({ t, id, k: 'put', v });
export const set = (t: TableName, id: string, v: Record<string, GroupValues>): Draft => ({ t, id, k: 'set', v });
/** `over`: the title that it was typed over. */
export const retitled = (t: TableName, id: string, title: string, over: string | undefined): Draft => ({
  ...set(t, id, { title: { title } }),
  ...(over !== undefined && { over: { title: over } }),
});
export const remove = (t: TableName, id: string, atMs: number): Draft => set(t, id, { life: { deleted_at_ms: atMs } });

export const notFound = (what: string) => err('NOT_FOUND', `there is no such ${what}`);

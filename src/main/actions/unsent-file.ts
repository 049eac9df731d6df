import type { GroupValues, Op } from '../../shared/domain/merge.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { createMessages } from '../../shared/messages/words.ts';

export interface UnsentChange {
  readonly mutationId: string;
  readonly state: 'waiting' | 'sent, no answer yet' | 'refused';
  readonly label: StepLabel;
  readonly atMs: number;
  /** Why the server refused it, in its own words. */
  readonly reason?: string;
  readonly ops: readonly Op[];
  /** The server's row that an op is about; null when it has none. */
  readonly serverRow: (table: string, id: string) => GroupValues | null;
}
export interface UnsentFile {
  readonly account: string;
  readonly server: string;
  readonly savedAtMs: number;
  readonly changes: readonly UnsentChange[];
  /** Title or name of a row, as it is here now; empty when it has none. */
  readonly nameOf: (table: string, id: string) => string;
}

const ABOUT =
  'Changes made in Lectern that had not reached the server when this account was signed out. They were taken back on ' +
  'this computer once this file was written. Times are UTC; "set" is what a change writes, "server" what stood there.';

const time = (ms: number): string => new Date(ms).toISOString();

function rowOf(op: Op, { serverRow }: UnsentChange, nameOf: UnsentFile['nameOf']) {
  const set = Object.assign({}, ...Object.values(op.v)) as GroupValues;
  const row = serverRow(op.t, op.id);
  const server = row && Object.fromEntries(Object.keys(set).map((column) => [column, row[column] ?? null]));
  return { table: op.t, id: op.id, name: nameOf(op.t, op.id), kind: op.k, stamp: op.h, set, server };
}

/** The text of the file: JSON with line breaks, complete, and readable without Lectern. */
export function unsentFile({ account, server, savedAtMs, changes, nameOf }: UnsentFile): string {
  // English, whatever the language of the screen: the file may be read anywhere.
  const { t } = createMessages('en');
  const listed = changes.map((change) => ({
    what: t(`step.${change.label.code}`, { count: change.label.count, name: change.label.name }),
    madeAt: time(change.atMs),
    state: change.state,
    ...(change.reason === undefined ? {} : { reason: change.reason }),
    mutation: change.mutationId,
    rows: change.ops.map((op) => rowOf(op, change, nameOf)),
  }));
  const head = { format: 'lectern-unsent-changes', version: 1, about: ABOUT };
  const file = { ...head, savedAt: time(savedAtMs), account, server, count: listed.length, changes: listed };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What the save dialog proposes. */
export const unsentFileName = (atMs: number): string =>
  `Lectern unsent changes ${time(atMs).slice(0, 16).replace('T', ' ').replace(':', '.')}.json`;

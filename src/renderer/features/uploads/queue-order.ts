import type { UploadId } from '../../../shared/domain/ids.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';
import { isWorking, type RowState } from './state.ts';

/** A line of the queue: an upload, or the one that stands for all finished ones. */
export type QueueEntry =
  | { readonly kind: 'upload'; readonly row: UploadRow }
  | { readonly kind: 'finished'; readonly count: number };

function rankOf(state: RowState): number {
  if (state === 'failed' || state === 'gone' || state === 'altered') return 0;
  if (state === 'waiting') return 1;
  return isWorking(state) ? 2 : 3;
}

/**
 * What needs somebody first, then what moves, then what is still to come, each in sending order; finished uploads are
 * one line, below which they stand when it is open.
 */
export function queueEntries(
  rows: readonly UploadRow[],
  stateOf: (row: UploadRow) => RowState,
  isFinishedOpen: boolean,
): readonly QueueEntry[] {
  const finished = rows.filter((row) => stateOf(row) === 'ready');
  const others = rows
    .filter((row) => stateOf(row) !== 'ready')
    .toSorted((a, b) => rankOf(stateOf(a)) - rankOf(stateOf(b)));
  const entry = (row: UploadRow): QueueEntry => ({ kind: 'upload', row });
  return [
    ...others.map(entry),
    ...(finished.length > 0 ? [{ kind: 'finished', count: finished.length } as const] : []),
    ...(isFinishedOpen ? finished.map(entry) : []),
  ];
}

/** The key of a line: the same wherever it moves to. */
export const entryKey = (entry: QueueEntry | undefined): UploadId | 'finished' =>
  entry?.kind === 'upload' ? entry.row.snapshot.uploadId : 'finished';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { UploadId } from '../../../shared/domain/ids.ts';
import type { UploadSnapshot } from '../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import type { Direction } from '../../lib/list-keys.ts';
import { moveUploads } from './mutations.ts';
import { placeBefore, stepBefore } from './queue-page-model.ts';
import type { VerbFailure } from './use-upload-verbs.ts';

export interface QueueMoves {
  /** What is still to be sent, in sending order: only that has a place. */
  readonly order: () => readonly UploadId[];
  /** Moves uploads one place, as a block. */
  readonly step: (direction: Direction, ids: ReadonlySet<UploadId>) => void;
  /** Moves uploads before another one; null: to the end. */
  readonly moveBefore: (ids: ReadonlySet<UploadId>, beforeId: UploadId | null) => void;
  /** Where the last move led to, to be read out. */
  readonly spoken: string;
}

/** Moving uploads in the order in which they are sent. `rows` is the whole queue in that order. */
export function useQueueMoves(
  rows: readonly UploadRow[],
  look: (row: UploadRow) => UploadSnapshot,
  onFailure: (failure: VerbFailure) => void,
): QueueMoves {
  const { t } = useTranslation();
  const [spoken, setSpoken] = useState('');
  const move = useMutation(moveUploads);
  const order = () => rows.filter((row) => look(row).state !== 'ready').map(({ snapshot }) => snapshot.uploadId);

  function moveBefore(ids: ReadonlySet<UploadId>, beforeId: UploadId | null): void {
    const now = order();
    const moving = now.filter((id) => ids.has(id));
    if (moving.length === 0 || (beforeId !== null && moving.includes(beforeId) && moving.length === 1)) return;
    const rest = now.filter((id) => !ids.has(id));
    const target = placeBefore(now, ids, beforeId);
    move.mutate({ uploadIds: moving, beforeId: target }, { onError: (error) => onFailure({ verb: 'move', error }) });
    const position = (target === null ? rest.length : rest.indexOf(target)) + 1;
    const name = rows.find(({ snapshot }) => snapshot.uploadId === moving[0])?.fileName ?? '';
    setSpoken(t('uploads.page.moved', { count: moving.length, name, position, total: now.length }));
  }
  function step(direction: Direction, ids: ReadonlySet<UploadId>): void {
    const beforeId = stepBefore(order(), ids, direction);
    if (beforeId === undefined) setSpoken(t(direction === 'up' ? 'uploads.page.atTheTop' : 'uploads.page.atTheEnd'));
    else moveBefore(ids, beforeId);
  }
  return { order, step, moveBefore, spoken };
}

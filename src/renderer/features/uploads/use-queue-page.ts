import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { UploadId } from '../../../shared/domain/ids.ts';
import type { UploadSnapshot } from '../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import type { Direction } from '../../lib/list-keys.ts';
import { moveUploads } from './mutations.ts';
import { placeBefore, stepBefore } from './queue-page-model.ts';
import type { Verb } from './state.ts';
import { queueSelected } from './uploads-ui-store.ts';
import {
  namedUpload,
  useUploadVerbs,
  type NamedUpload,
  type UploadVerbs,
  type VerbFailure,
} from './use-upload-verbs.ts';

export interface QueuePage {
  readonly run: UploadVerbs['run'];
  readonly chosen: readonly NamedUpload[];
  /** Does a verb to what is selected. */
  readonly runChosen: (verb: Verb | 'reveal' | 'copyDetails') => void;
  /** Moves uploads one place; by default what is selected. */
  readonly step: (direction: Direction, uploads?: readonly NamedUpload[]) => void;
  /** Whether it has a place among those that are still to be sent. */
  readonly canMove: (uploadId: UploadId) => boolean;
  /** Moves what is selected before another upload; null: to the end. */
  readonly moveBefore: (beforeId: UploadId | null) => void;
  readonly spoken: string;
  readonly failure: VerbFailure | null;
  readonly hideFailure: () => void;
}

/** What one can do on the page of the queue. `rows` is the whole queue in sending order. */
export function useQueuePage(
  rows: readonly UploadRow[],
  look: (row: UploadRow) => UploadSnapshot,
  selected: ReadonlySet<UploadId>,
): QueuePage {
  const { t } = useTranslation();
  const { run, failure, setFailure } = useUploadVerbs();
  const [spoken, setSpoken] = useState('');
  const move = useMutation(moveUploads);
  const isToSend = (row: UploadRow) => look(row).state !== 'ready';
  const order = () => rows.filter(isToSend).map(({ snapshot }) => snapshot.uploadId);
  const chosen = rows
    .filter(({ snapshot }) => selected.has(snapshot.uploadId))
    .map((row) => namedUpload(row, look(row)));

  function place(ids: ReadonlySet<UploadId>, beforeId: UploadId | null): void {
    const now = order();
    const moving = now.filter((id) => ids.has(id));
    if (moving.length === 0 || (beforeId !== null && moving.includes(beforeId) && moving.length === 1)) return;
    const rest = now.filter((id) => !ids.has(id));
    const target = placeBefore(now, ids, beforeId);
    move.mutate({ uploadIds: moving, beforeId: target }, { onError: (error) => setFailure({ verb: 'move', error }) });
    const position = (target === null ? rest.length : rest.indexOf(target)) + 1;
    const name = rows.find(({ snapshot }) => snapshot.uploadId === moving[0])?.fileName ?? '';
    setSpoken(t('uploads.page.moved', { count: moving.length, name, position, total: now.length }));
  }
  function step(direction: Direction, uploads?: readonly NamedUpload[]): void {
    const ids = uploads ? new Set(uploads.map(({ snapshot }) => snapshot.uploadId)) : queueSelected();
    const beforeId = stepBefore(order(), ids, direction);
    if (beforeId === undefined) setSpoken(t(direction === 'up' ? 'uploads.page.atTheTop' : 'uploads.page.atTheEnd'));
    else place(ids, beforeId);
  }
  return {
    run,
    chosen,
    runChosen: (verb) => run(verb, chosen),
    step,
    canMove: (id) => rows.some((row) => row.snapshot.uploadId === id && isToSend(row)),
    moveBefore: (beforeId) => place(queueSelected(), beforeId),
    spoken,
    failure,
    hideFailure: () => setFailure(null),
  };
}

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { UploadId } from '../../../shared/domain/ids.ts';
import type { UploadSnapshot } from '../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import type { Direction } from '../../lib/list-keys.ts';
import { moveUploads } from './mutations.ts';
import { stepBefore } from './queue-page-model.ts';
import type { Verb } from './state.ts';
import { queueSelection } from './uploads-ui-store.ts';
import { useUploadVerbs, type NamedUpload, type UploadVerbs, type VerbFailure } from './use-upload-verbs.ts';

export interface QueuePage {
  readonly run: UploadVerbs['run'];
  readonly chosen: readonly NamedUpload[];
  /** Does a verb to what is selected. */
  readonly runChosen: (verb: Verb | 'reveal' | 'copyDetails') => void;
  /** Moves what is selected one place. */
  readonly step: (direction: Direction) => void;
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
    .map((row) => ({ snapshot: look(row), name: row.fileName }));

  function moveBefore(beforeId: UploadId | null): void {
    const now = order();
    const moving = now.filter((id) => queueSelection().selected.has(id));
    if (moving.length === 0 || (beforeId !== null && moving.includes(beforeId) && moving.length === 1)) return;
    const rest = now.filter((id) => !moving.includes(id));
    // A target that moves itself: the next one that stays.
    const target =
      beforeId === null ? null : (now.slice(now.indexOf(beforeId)).find((id) => rest.includes(id)) ?? null);
    move.mutate({ uploadIds: moving, beforeId: target }, { onError: (error) => setFailure({ verb: 'move', error }) });
    const position = (target === null ? rest.length : rest.indexOf(target)) + 1;
    const name = chosen[0]?.name ?? '';
    setSpoken(t('uploads.page.moved', { count: moving.length, name, position, total: now.length }));
  }
  function step(direction: Direction): void {
    const beforeId = stepBefore(order(), queueSelection().selected, direction);
    if (beforeId === undefined) setSpoken(t(direction === 'up' ? 'uploads.page.atTheTop' : 'uploads.page.atTheEnd'));
    else moveBefore(beforeId);
  }
  return {
    run,
    chosen,
    runChosen: (verb) => run(verb, chosen),
    step,
    moveBefore,
    spoken,
    failure,
    hideFailure: () => setFailure(null),
  };
}

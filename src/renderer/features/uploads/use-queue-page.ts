import type { UploadId } from '../../../shared/domain/ids.ts';
import type { UploadSnapshot } from '../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';
import type { Direction } from '../../lib/list-keys.ts';
import type { Verb } from './state.ts';
import { queueChosen } from './uploads-ui-store.ts';
import { useQueueMoves, type QueueMoves } from './use-queue-moves.ts';
import {
  namedUpload,
  useUploadVerbs,
  type NamedUpload,
  type UploadVerbs,
  type VerbFailure,
} from './use-upload-verbs.ts';

export interface QueuePage extends Pick<QueueMoves, 'order' | 'moveBefore' | 'spoken'> {
  readonly run: UploadVerbs['run'];
  readonly chosen: readonly NamedUpload[];
  /** Does a verb to what is selected, else to the row with the keyboard. */
  readonly runChosen: (verb: Verb | 'reveal' | 'copyDetails') => void;
  /** Moves uploads one place; by default what is selected, else the row with the keyboard. */
  readonly step: (direction: Direction, ids?: ReadonlySet<UploadId>) => void;
  readonly failure: VerbFailure | null;
  readonly hideFailure: () => void;
}

/** What one can do on the page of the queue. `rows` is the whole queue in sending order. */
export function useQueuePage(
  rows: readonly UploadRow[],
  look: (row: UploadRow) => UploadSnapshot,
  selected: ReadonlySet<UploadId>,
): QueuePage {
  const { run, failure, setFailure } = useUploadVerbs();
  const { step, ...moves } = useQueueMoves(rows, look, setFailure);
  const named = (ids: ReadonlySet<UploadId>) =>
    rows.filter(({ snapshot }) => ids.has(snapshot.uploadId)).map((row) => namedUpload(row, look(row)));
  return {
    ...moves,
    run,
    chosen: named(selected),
    runChosen: (verb) => run(verb, named(queueChosen())),
    step: (direction, ids) => step(direction, ids ?? queueChosen()),
    failure,
    hideFailure: () => setFailure(null),
  };
}

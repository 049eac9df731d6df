import type { UploadRow } from '../../../../shared/ipc/contract/upload.ts';
import { ContextMenu } from '../../../components/menu.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { namedUpload, type UploadVerbs } from '../use-upload-verbs.ts';
import { QueueCells, useLiveUpload } from './queue-cells.tsx';
import type { QueueMoves } from '../use-queue-moves.ts';
import { moveItems, verbItems } from './verb-items.ts';

interface QueueRowProps {
  readonly row: UploadRow;
  readonly top: number;
  readonly position: number;
  readonly setSize: number;
  readonly run: UploadVerbs['run'];
  readonly step: QueueMoves['step'];
}

/** One upload in the dock's list. */
export function QueueRow({ row, top, position, setSize, run, step }: QueueRowProps) {
  const { t } = useTranslation();
  const upload = useLiveUpload(row);
  const own = new Set([upload.uploadId]);
  const moves = upload.state === 'ready' ? [] : [null, ...moveItems(t, (direction) => step(direction, own), null)];
  const items = [...verbItems(t, run, [namedUpload(row, upload)]), ...moves];
  return (
    <ContextMenu items={items}>
      <li
        aria-posinset={position}
        aria-setsize={setSize}
        style={{ top }}
        className="absolute inset-x-0 flex h-11 items-center gap-4 border-b border-line/60 ps-4 pe-2 hover:bg-hover"
      >
        <QueueCells row={row} upload={upload} items={items} run={run} />
      </li>
    </ContextMenu>
  );
}

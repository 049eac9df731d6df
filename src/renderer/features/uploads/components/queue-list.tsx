import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { UploadRow } from '../../../../shared/ipc/contract/upload.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { entryKey, queueEntries } from '../queue-order.ts';
import { uploadListQuery } from '../queries.ts';
import { rowStateOf } from '../state.ts';
import { useIsFinishedOpen } from '../uploads-ui-store.ts';
import { useLiveLook } from '../use-live-look.ts';
import { useQueueMoves } from '../use-queue-moves.ts';
import { useUploadVerbs, type UploadVerbs } from '../use-upload-verbs.ts';
import { FinishedLine } from './finished-line.tsx';
import { QueueRow } from './queue-row.tsx';
import { ReadyTimes } from './ready-times.tsx';
import { VerbFailureNote } from './verb-failure-note.tsx';

const ROW_PX = 44;

/** The queue: what needs somebody first, what is finished folded into one line. */
export function QueueList() {
  const { t } = useTranslation();
  const { data: rows, error, refetch } = useQuery(uploadListQuery);
  const verbs = useUploadVerbs();
  const retry = (
    <Button size="compact" onClick={() => void refetch()}>
      {t('app.retry')}
    </Button>
  );
  return (
    <div className="flex flex-col border-t border-line bg-surface">
      {verbs.failure ? <VerbFailureNote failure={verbs.failure} onHide={() => verbs.setFailure(null)} /> : null}
      <FailureNote error={error} action={retry} />
      {rows ? (
        <ReadyTimes>
          <Entries rows={rows} verbs={verbs} />
        </ReadyTimes>
      ) : null}
      {rows || error ? null : <SkeletonRows rows={5} label={t('uploads.reading')} />}
    </div>
  );
}

/** As many whole lines as there is room for; only those in sight are in the page. */
function Entries({ rows, verbs }: { readonly rows: readonly UploadRow[]; readonly verbs: UploadVerbs }) {
  const { t } = useTranslation();
  const look = useLiveLook();
  const isFinishedOpen = useIsFinishedOpen();
  const entries = queueEntries(rows, (row) => rowStateOf(row, look(row)), isFinishedOpen);
  const { step, spoken } = useQueueMoves(rows, look, verbs.setFailure);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => entryKey(entries[index]),
    overscan: 6,
  });
  return (
    <div ref={scroller} className="max-h-[round(down,min(264px,34vh),44px)] overflow-y-auto">
      <ul aria-label={t('uploads.queue')} style={{ height: virtual.getTotalSize() }} className="relative">
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const entry = entries[index];
          const place = { top: start, position: index + 1, setSize: entries.length };
          if (!entry) return null;
          return entry.kind === 'finished' ? (
            <FinishedLine key={key} count={entry.count} {...place} />
          ) : (
            <QueueRow key={key} row={entry.row} run={verbs.run} step={step} {...place} />
          );
        })}
      </ul>
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { ErrorNote } from '../../../components/error-note.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { useErrorWords } from '../../../hooks/use-error-words.ts';
import { uploadListQuery } from '../queries.ts';
import { useUploadVerbs } from '../use-upload-verbs.ts';
import { QueueRow } from './queue-row.tsx';
import { VerbFailureNote } from './verb-failure-note.tsx';

const ROW_PX = 44;

/** The queue in sending order, only the rows in sight in the page. */
export function QueueList() {
  const { t } = useTranslation();
  const { data: rows, error } = useQuery(uploadListQuery);
  const words = useErrorWords(error);
  const verbs = useUploadVerbs();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows?.length ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows?.[index]?.snapshot.uploadId ?? index,
    overscan: 6,
  });
  return (
    <div className="flex h-[min(264px,34vh)] flex-col border-t border-line bg-surface">
      {verbs.failure ? <VerbFailureNote failure={verbs.failure} onHide={() => verbs.setFailure(null)} /> : null}
      {words ? <ErrorNote title={words.title} hint={words.hint} /> : null}
      <div ref={scroller} className="min-h-0 grow overflow-y-auto">
        {rows ? (
          <ul aria-label={t('uploads.queue')} style={{ height: virtual.getTotalSize() }} className="relative">
            {virtual.getVirtualItems().map(({ index, key, start }) => {
              const row = rows[index];
              return row ? (
                <QueueRow key={key} row={row} top={start} position={index + 1} setSize={rows.length} run={verbs.run} />
              ) : null;
            })}
          </ul>
        ) : (
          <SkeletonRows rows={5} label={t('uploads.reading')} />
        )}
      </div>
    </div>
  );
}

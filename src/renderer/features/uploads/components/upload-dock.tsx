import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { uploadListQuery, uploadSummaryQuery } from '../queries.ts';
import { useIsQueueOpen } from '../uploads-ui-store.ts';
import { DockLine } from './dock-line.tsx';
import { QueueList } from './queue-list.tsx';

const nothing: [] = [];

/** The line at the bottom that tells of the uploads, only while there is something to tell; opens into the queue. */
export function UploadDock() {
  const { t } = useTranslation();
  const { data: summary } = useQuery(uploadSummaryQuery);
  // Keeps the list read: with it comes the snapshot of every version that rows elsewhere listen to.
  useQuery({ ...uploadListQuery, notifyOnChangeProps: nothing });
  const isOpen = useIsQueueOpen();
  if (!summary || summary.total === 0) return null;
  return (
    <section aria-label={t('uploads.label')} className="shrink-0 bg-frame">
      <DockLine summary={summary} isOpen={isOpen} />
      {isOpen ? <QueueList /> : null}
    </section>
  );
}

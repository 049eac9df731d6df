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
  // Not the figures: with each progress event the whole queue would be worked through again.
  const { data: isShown } = useQuery({ ...uploadSummaryQuery, select: ({ total }) => total > 0 });
  // Keeps the list read: with it comes the snapshot of every version that rows elsewhere listen to.
  useQuery({ ...uploadListQuery, notifyOnChangeProps: nothing });
  const isOpen = useIsQueueOpen();
  if (!isShown) return null;
  return (
    <section aria-label={t('uploads.label')} className="shrink-0 bg-frame">
      <LiveLine isOpen={isOpen} />
      {isOpen ? <QueueList /> : null}
    </section>
  );
}

/** The line alone is drawn again with each progress event. */
function LiveLine({ isOpen }: { readonly isOpen: boolean }) {
  const { data: summary } = useQuery(uploadSummaryQuery);
  return summary ? <DockLine summary={summary} isOpen={isOpen} /> : null;
}

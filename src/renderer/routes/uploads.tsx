import { useQuery } from '@tanstack/react-query';
import { createRoute } from '@tanstack/react-router';
import { Button } from '../components/button.tsx';
import { Shortfall } from '../features/storage/components/shortfall.tsx';
import { UploadsPage } from '../features/uploads/components/uploads-page.tsx';
import { useOverQuota } from '../features/uploads/over-quota.ts';
import { uploadListQuery } from '../features/uploads/queries.ts';
import { useLiveLook } from '../features/uploads/use-live-look.ts';
import { selectUploads } from '../features/uploads/uploads-ui-store.ts';
import { useTranslation } from '../hooks/use-translation.ts';
import { rootRoute } from './root.tsx';

export const uploadsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/uploads',
  component: Uploads,
});

function Uploads() {
  return <UploadsPage notice={<QueueShortfall />} />;
}

/** Why a queue over the quota waits, where it stands, with what could be taken off it. */
function QueueShortfall() {
  const { t } = useTranslation();
  const quota = useOverQuota();
  const { data: rows = [] } = useQuery(uploadListQuery);
  const look = useLiveLook();
  if (!quota) return null;
  function selectTooLarge(): void {
    const fits = new Set(quota?.fittingIds);
    const toSend = rows.map(look).filter(({ state }) => !['ready', 'failed'].includes(state));
    const ids = toSend.map(({ uploadId }) => uploadId).filter((id) => !fits.has(id));
    selectUploads(ids);
  }
  return (
    <div className="px-4 py-2">
      <Shortfall quota={quota} action={<Button onClick={selectTooLarge}>{t('uploads.page.selectTooLarge')}</Button>} />
    </div>
  );
}

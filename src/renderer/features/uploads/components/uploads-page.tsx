import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { SelectionCount } from '../../../components/selection-count.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { filtered, queueFilters, type QueueFilter } from '../queue-page-model.ts';
import { uploadListQuery } from '../queries.ts';
import { rowStateOf } from '../state.ts';
import { setQueueFilter, useQueueFilter, useQueueSelected } from '../uploads-ui-store.ts';
import { useLiveLook } from '../use-live-look.ts';
import { useQueueOffer } from '../use-queue-offer.ts';
import { useQueuePage } from '../use-queue-page.ts';
import { ReadyAt } from './course-ready.tsx';
import { QueuePageList } from './queue-page-list.tsx';
import { ReadyTimes } from './ready-times.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { VerbFailureNote } from './verb-failure-note.tsx';

const none: [] = [];

/** The whole queue: filtered by state, several selected, their verbs by toolbar, menu and keyboard. */
export function UploadsPage({ notice }: { readonly notice: ReactNode }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(uploadListQuery);
  const look = useLiveLook();
  const filter = useQueueFilter();
  const selected = useQueueSelected();
  const rows = data ?? none;
  const { shown, counts } = filtered(rows, (row) => rowStateOf(row, look(row)), filter);
  const page = useQueuePage(rows, look, selected);
  useQueueOffer(page);
  const hidden = page.chosen.length - shown.filter(({ snapshot }) => selected.has(snapshot.uploadId)).length;
  return (
    <div className="flex h-full flex-col">
      <Toolbar title={t('uploads.page.title')} facts={<ReadyAt courseId={null} />}>
        {rows.length > 0 ? <Filters filter={filter} counts={counts} /> : null}
      </Toolbar>
      {notice}
      {rows.length > 0 ? <SelectionBar page={page} hidden={hidden} /> : null}
      {page.failure ? <VerbFailureNote failure={page.failure} onHide={page.hideFailure} /> : null}
      <FailureNote error={error} action={<Button onClick={() => void refetch()}>{t('app.retry')}</Button>} />
      {data || error ? null : <SkeletonRows rows={8} label={t('uploads.reading')} />}
      {data && rows.length === 0 ? <NothingToSend /> : null}
      {rows.length > 0 && shown.length === 0 ? <NoneShown filter={filter} /> : null}
      <SelectionCount count={page.chosen.length} />
      {shown.length > 0 ? (
        <ReadyTimes>
          <QueuePageList rows={shown} all={rows} page={page} />
        </ReadyTimes>
      ) : null}
      <p role="status" className="sr-only">
        {page.spoken}
      </p>
    </div>
  );
}

function NothingToSend() {
  const { t } = useTranslation();
  const action = (
    <Button asChild>
      <Link to="/">{t('uploads.page.toCourses')}</Link>
    </Button>
  );
  return <EmptyState words={t('uploads.page.empty')} hint={t('uploads.page.emptyHint')} action={action} />;
}

function NoneShown({ filter }: { readonly filter: QueueFilter }) {
  const { t } = useTranslation();
  const words = t('uploads.page.noneShown', { filter: t(`uploads.page.filter.${filter}`) });
  const action = <Button onClick={() => setQueueFilter('all')}>{t('uploads.page.showAll')}</Button>;
  return <EmptyState words={words} action={action} />;
}

interface FiltersProps {
  readonly filter: QueueFilter;
  readonly counts: Readonly<Record<QueueFilter, number>>;
}

function Filters({ filter, counts }: FiltersProps) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const words = (one: QueueFilter) =>
    t('uploads.page.filterCount', { filter: t(`uploads.page.filter.${one}`), count: count(counts[one]) });
  return (
    <Segmented
      label={t('uploads.page.show')}
      value={filter}
      onChange={setQueueFilter}
      segments={queueFilters.map((one) => ({ value: one, label: words(one) }))}
    />
  );
}

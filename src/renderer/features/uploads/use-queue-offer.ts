import { useShortcuts } from '../../hooks/shortcuts-context.ts';
import { useOffer } from '../../hooks/use-offer.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import { moveItems, verbItems } from './components/verb-items.ts';
import { queueFilters } from './queue-page-model.ts';
import { setQueueFilter } from './uploads-ui-store.ts';
import type { QueuePage } from './use-queue-page.ts';

/** The palette has what can be done with the selected uploads, and what the page can show. */
export function useQueueOffer({ chosen, run, step }: QueuePage): void {
  const { t } = useTranslation();
  const shortcuts = useShortcuts();
  const isToSend = chosen.some(({ snapshot }) => snapshot.state !== 'ready');
  useOffer([
    ...(chosen.length > 0 ? verbItems(t, run, chosen) : []),
    ...(isToSend ? moveItems(t, (direction) => step(direction), shortcuts) : []),
    {
      id: 'queue-show',
      label: t('uploads.page.show'),
      items: queueFilters.map((filter) => ({
        id: `queue-show-${filter}`,
        label: t(`uploads.page.filter.${filter}`),
        onSelect: () => setQueueFilter(filter),
      })),
    },
  ]);
}

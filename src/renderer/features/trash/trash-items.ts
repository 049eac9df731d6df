import type { MenuEntries } from '../../components/menu.tsx';
import type { Words } from '../../../shared/messages/words.ts';
import type { TrashItem } from './queries.ts';

interface TrashActs {
  readonly restore: (item: TrashItem) => void;
  readonly purge: (ids: readonly string[]) => void;
}
/** Of the latest: nobody looks for more by their titles, and the palette is read anew for every letter. */
const OFFERED = 100;

/** What can be done in the trash, for the palette. */
export function trashItems(t: Words, items: readonly TrashItem[], { restore, purge }: TrashActs): MenuEntries {
  if (items.length === 0) return [];
  const latest = items.slice(0, OFFERED);
  return [
    { id: 'trash-empty', label: t('trash.empty'), onSelect: () => purge(items.map(({ id }) => id)) },
    ...latest.map((item) => ({
      id: `trash-restore-${item.id}`,
      label: t('trash.restoreOf', { title: item.title }),
      onSelect: () => restore(item),
    })),
    ...latest.map(({ id, title }) => ({
      id: `trash-purge-${id}`,
      label: t('trash.purgeOf', { title }),
      onSelect: () => purge([id]),
    })),
  ];
}

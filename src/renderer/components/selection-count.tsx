import { useTranslation } from '../hooks/use-translation.ts';

/** How many rows of a list are selected, for those who do not see it; of one row its name says enough. */
export function SelectionCount({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  return (
    <p role="status" className="sr-only">
      {count > 1 ? t('list.selected', { count }) : null}
    </p>
  );
}

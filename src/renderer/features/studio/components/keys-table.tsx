import type { ReactNode } from 'react';
import { useTranslation } from '../../../hooks/use-translation.ts';

interface KeysTableProps {
  readonly title: string;
  /** Rows of two cells: what it does, and its keys. */
  readonly children: ReactNode;
}

/** Commands with their keys, under one title. */
export function KeysTable({ title, children }: KeysTableProps) {
  const { t } = useTranslation();
  return (
    <table className="w-full text-13">
      <caption className="pb-1 text-start text-12 font-semibold text-ink-muted">{title}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('shortcuts.what')}</th>
          <th scope="col">{t('shortcuts.keys')}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

import { useState, type ReactNode } from 'react';
import { Button } from '../../../components/button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { SheetDiff } from '../queries.ts';

/** So many are drawn; the rest when it is asked for. */
const AT_ONCE = 100;

interface RowsProps<Row> {
  readonly label: string;
  readonly all: readonly Row[];
  readonly children: (row: Row) => ReactNode;
}
function Rows<Row>({ label, all, children }: RowsProps<Row>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(AT_ONCE);
  const more = all.length - shown;
  return (
    <section aria-label={label}>
      <h3 className="pb-1 text-12 font-medium text-ink-muted">{label}</h3>
      <ul>{all.slice(0, shown).map(children)}</ul>
      {more > 0 ? (
        <Button look="quiet" onClick={() => setShown(shown + AT_ONCE)}>
          {t('sheet.more', { count: more })}
        </Button>
      ) : null}
    </section>
  );
}

/** What cannot be taken, by its line in the file. */
export function FaultRows({ faults }: { readonly faults: SheetDiff['faults'] }) {
  const { t } = useTranslation();
  return (
    <Rows label={t('sheet.faults')} all={faults}>
      {({ line, code, value, isRow }) => (
        <li key={`${String(line)} ${code}`} className="border-t border-line py-1 wrap-anywhere">
          <span className="font-medium">{t('sheet.line', { line })}</span>{' '}
          <span className="text-danger">
            {t(`sheet.fault.${code}`, { value })} {t(isRow ? 'sheet.rowStays' : 'sheet.fieldStays')}
          </span>
        </li>
      )}
    </Rows>
  );
}

/** What is new, changed or moved, in the order of the table. */
export function ChangeRows({ changes }: { readonly changes: SheetDiff['changes'] }) {
  const { t } = useTranslation();
  const moveWords = (to: string) => (to === '' ? t('sheet.movedHere') : t('sheet.movedTo', { title: to }));
  return (
    <Rows label={t('sheet.changes')} all={changes}>
      {({ line, type, title, isNew, movedTo, edits }) => (
        <li key={line} className="border-t border-line py-1 wrap-anywhere">
          <p>
            <span className="text-12 text-ink-muted">{t(`sheet.type.${type}`)}</span>{' '}
            <bdi className="font-medium">{title}</bdi>
            {isNew ? <span className="text-accent-text"> {t('sheet.isNew')}</span> : null}
            {movedTo === null ? null : <span className="text-accent-text"> {moveWords(movedTo)}</span>}
          </p>
          {edits.map(({ field, from, to }) => (
            <p key={field} className="ps-4">
              <span className="text-ink-muted">{t(`sheet.field.${field}`)}:</span>{' '}
              <del className="rounded-sm bg-danger-soft decoration-danger">
                <bdi>{from}</bdi>
              </del>{' '}
              <ins className="rounded-sm bg-success-soft no-underline">
                <bdi>{to}</bdi>
              </ins>
            </p>
          ))}
        </li>
      )}
    </Rows>
  );
}

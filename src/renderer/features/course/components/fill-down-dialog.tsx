import { TITLE_MAX_LENGTH, type Outline } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { cx } from '../../../components/cx.ts';
import { Dialog } from '../../../components/dialog.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { previewOf, type FilledRow, type Filling } from '../fill-down.ts';
import { useOutlineStore, useOutlineUi } from '../outline-ui.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';

interface FillDownProps {
  readonly outline: Outline;
  readonly verbs: OutlineVerbs;
}

/** Lines that were pasted over titles: what they would make of them, before they do. */
export function FillDownDialog({ outline, verbs }: FillDownProps) {
  const filling = useOutlineUi((ui) => ui.filling);
  return filling ? <OpenDialog outline={outline} verbs={verbs} filling={filling} /> : null;
}

function OpenDialog({ outline, verbs, filling }: FillDownProps & { readonly filling: Filling }) {
  const { t } = useTranslation();
  const store = useOutlineStore();
  const { rows, changes, unused } = previewOf(outline, filling);
  const close = () => store.setState({ filling: null });
  const what = t(rows[0]?.isChapter ? 'unit.chapters' : 'unit.lessons', { count: changes });
  const notes = [
    changes === 0 && t('coursePage.fill.none'),
    unused > 0 && t('coursePage.fill.unused', { count: unused }),
  ];
  return (
    <Dialog
      open
      onOpenChange={close}
      title={t('coursePage.fill.title')}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={close}>{t('app.cancel')}</Button>
          <Button
            look="primary"
            data-start
            disabled={changes === 0}
            onClick={() => {
              void verbs.fillTitles(filling);
              close();
            }}
          >
            {t('coursePage.fill.apply', { what })}
          </Button>
        </>
      }
    >
      <div role="status" className="text-13 text-ink-muted">
        {notes.filter(Boolean).map((note) => (
          <p key={String(note)} className="pb-2">
            {note}
          </p>
        ))}
      </div>
      <Titles rows={rows} />
    </Dialog>
  );
}

function Titles({ rows }: { readonly rows: readonly FilledRow[] }) {
  const { t } = useTranslation();
  const cell = 'py-1 text-start align-top font-normal wrap-anywhere';
  return (
    <table className="w-full table-fixed text-13">
      <thead className="text-12 text-ink-muted">
        <tr>
          <th scope="col" className={cx(cell, 'pe-3')}>
            {t('coursePage.fill.now')}
          </th>
          <th scope="col" className={cell}>
            {t('coursePage.fill.next')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, over, title, isTooLong }) => (
          <tr key={id} className="border-t border-line">
            <td className={cx(cell, 'pe-3 text-ink-muted')}>
              <bdi>{over}</bdi>
            </td>
            {title === null ? (
              <td className={cx(cell, isTooLong ? 'text-danger' : 'text-ink-muted italic')}>
                {isTooLong ? t('coursePage.fill.tooLong', { max: TITLE_MAX_LENGTH }) : t('coursePage.fill.stays')}
              </td>
            ) : (
              <td className={cell}>
                <bdi>{title}</bdi>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

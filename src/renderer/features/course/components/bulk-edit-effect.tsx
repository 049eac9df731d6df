import { tagsAfter } from '../../../../shared/domain/tag.ts';
import { isChanged, type BulkField, type BulkRow, type BulkSettings } from '../../../../shared/domain/bulk-edit.ts';
import { TITLE_MAX_LENGTH, type Outline } from '../../../../shared/domain/course.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useBulkWords } from './use-bulk-words.ts';

/** So many are read through; more would only be drawn. */
const MAX_SHOWN = 100;

interface EffectProps {
  readonly outline: Outline;
  readonly rows: readonly BulkRow[];
  readonly settings: BulkSettings;
}

/** What becomes of each lesson; those of which something stays that was to change come first. */
export function BulkEditEffect({ outline, rows, settings }: EffectProps) {
  const { t } = useTranslation();
  const told = [
    ...rows.filter(({ refused }) => refused.length > 0),
    ...rows.filter((row) => row.refused.length === 0 && isChanged(row)),
  ];
  const more = told.length - MAX_SHOWN;
  return (
    <section aria-label={t('coursePage.bulk.effect')} className="text-13">
      <p role="status" className="text-ink-muted">
        {rows.some(isChanged) ? null : t('coursePage.bulk.none')}
      </p>
      <ul>
        {told.slice(0, MAX_SHOWN).map((row) => (
          <EffectOfOne key={row.lesson.lessonId} outline={outline} row={row} settings={settings} />
        ))}
      </ul>
      {more > 0 ? <p className="pt-1 text-ink-muted">{t('coursePage.bulk.more', { count: more })}</p> : null}
    </section>
  );
}

interface OneProps {
  readonly outline: Outline;
  readonly row: BulkRow;
  readonly settings: BulkSettings;
}
function EffectOfOne({ outline, row: { lesson, title, changes, refused }, settings }: OneProps) {
  const { t } = useTranslation();
  const words = useBulkWords(outline);
  const { kind, status, freePreview, dripDays, chapterId, tags } = settings;
  const values: Readonly<Record<BulkField, string>> = {
    kind: kind ? words.kind(kind) : '',
    status: status ? words.status(status) : '',
    freePreview: words.preview(freePreview ?? false),
    dripDays: words.drip(dripDays ?? null),
    chapterId: chapterId ? words.chapter(chapterId) : '',
    tags: words.tags(tags ? tagsAfter(lesson.tags, tags) : lesson.tags),
  };
  const change = (field: BulkField | 'title', value: string) =>
    t('coursePage.bulk.change', { field: words.field(field), value });
  return (
    <li className="border-t border-line py-1 wrap-anywhere">
      <p dir="auto" className="text-ink-muted">
        {lesson.title}
      </p>
      {title === null ? null : <p>{change('title', title)}</p>}
      {changes.length > 0 ? <p>{changes.map((field) => change(field, values[field])).join(' · ')}</p> : null}
      {refused.map((why) => (
        <p key={why} className="text-danger">
          {t(`coursePage.bulk.refused.${why}`, { max: TITLE_MAX_LENGTH })}
        </p>
      ))}
    </li>
  );
}

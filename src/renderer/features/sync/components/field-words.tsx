import { useTranslation } from '../../../hooks/use-translation.ts';
import type { FieldChange } from '../../../../shared/ipc/contract/outbox.ts';
import { contentWords } from '../../../lib/content-words.ts';
import { columnWords } from '../model.ts';

interface FieldWordsProps {
  readonly field: FieldChange;
  /** What the change says, by whose words they are. */
  readonly mineLabel: string;
}

/** What a change says about one field, beside what was there and what shows now. */
export function FieldWords({ field, mineLabel }: FieldWordsProps) {
  const { t } = useTranslation();
  const read = (value: string | null): string | null => {
    if (field.column === 'pos') return t('changes.moved');
    if (field.column === 'content') return value && contentWords(value);
    if (field.column !== 'deleted_at_ms') return value;
    return t(value === null ? 'changes.alive' : 'changes.deleted');
  };
  const rows = [
    ...(field.base === null ? [] : [[t('changes.before'), read(field.base)] as const]),
    [mineLabel, read(field.mine)] as const,
    ...(field.column === 'pos' ? [] : [[t('changes.shows'), read(field.theirs)] as const]),
  ];
  return (
    <div className="rounded-md border border-line px-3 py-2">
      <p className="pb-1 text-12 font-medium text-ink-muted">
        {[field.name, t(`changes.columnOf.${columnWords(field.column)}`)].filter(Boolean).join(' · ')}
      </p>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1" data-selectable>
        {rows.map(([label, words]) => (
          <div key={label} className="contents">
            <dt className="text-ink-muted">{label}</dt>
            <dd
              dir="auto"
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is to be reached by keyboard
              tabIndex={isLong(words) ? 0 : undefined}
              className="max-h-40 overflow-y-auto break-words whitespace-pre-wrap"
            >
              {words || <span className="text-ink-muted italic">{t('changes.nothing')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** What *Copy* puts on the clipboard. */
export const wordsOf = (fields: readonly FieldChange[]): string => fields.map(({ mine }) => mine ?? '').join('\n\n');

/** As much as may not fit into eight lines of a narrow window. */
const isLong = (words: string | null): boolean =>
  words !== null && (words.length > 200 || words.split('\n').length > 6);

import { Button } from '../../../components/button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';

export interface ChangedField {
  readonly field: string;
  readonly name: string;
  /** What it holds by now, as it is read; empty: nothing. */
  readonly text: string;
}
interface ChangedSinceProps {
  /** What was typed over and has been changed elsewhere since. */
  readonly changed: readonly ChangedField[];
  readonly onTake: (field: string) => void;
}

/** Says quietly which fields of a draft somebody has changed since it was begun, and what they hold now. */
export function ChangedSince({ changed, onTake }: ChangedSinceProps) {
  const { t } = useTranslation();
  return (
    <div role="status" className="text-12">
      {changed.map(({ field, name, text }) => (
        <div key={field} className="flex items-center gap-2 border-b border-line bg-info-soft px-4 py-1.5">
          <p className="line-clamp-2 min-w-0 grow wrap-anywhere" data-selectable>
            {text === ''
              ? t('courseDetails.emptiedSince', { field: name })
              : t('courseDetails.changedSince', { field: name, text })}
          </p>
          <Button
            look="quiet"
            size="compact"
            aria-label={t('courseDetails.useSavedOf', { field: name })}
            onClick={() => onTake(field)}
            className="px-2 text-12"
          >
            {t('courseDetails.useSaved')}
          </Button>
        </div>
      ))}
    </div>
  );
}

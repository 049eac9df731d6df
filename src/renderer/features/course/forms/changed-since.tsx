import { Button } from '../../../components/button.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { DetailsForm } from './details-fields.tsx';
import type { DetailsField, DetailsValues } from './details-form.ts';

interface ChangedSinceProps {
  readonly form: DetailsForm;
  /** What was typed over and has been changed elsewhere since. */
  readonly fields: readonly DetailsField[];
  /** As it is saved now. */
  readonly saved: DetailsValues;
}

/** Says quietly which fields of a draft somebody has changed since it was begun, and what they hold now. */
export function ChangedSince({ form, fields, saved }: ChangedSinceProps) {
  const { t } = useTranslation();
  const words = useSavedWords();
  const nameOf = (field: DetailsField) => t(`courseDetails.field.${field === 'priceText' ? 'price' : field}`);
  const take = (field: DetailsField) => form.setValue(field, saved[field], { shouldDirty: true, shouldValidate: true });
  return (
    <div role="status" className="text-12">
      {fields.map((field) => (
        <div key={field} className="flex items-center gap-2 border-b border-line bg-info-soft px-4 py-1.5">
          <p className="line-clamp-2 min-w-0 grow wrap-anywhere" data-selectable>
            {saved[field] === ''
              ? t('courseDetails.emptiedSince', { field: nameOf(field) })
              : t('courseDetails.changedSince', { field: nameOf(field), text: words(field, saved) })}
          </p>
          <Button
            look="quiet"
            size="compact"
            aria-label={t('courseDetails.useSavedOf', { field: nameOf(field) })}
            onClick={() => take(field)}
            className="px-2 text-12"
          >
            {t('courseDetails.useSaved')}
          </Button>
        </div>
      ))}
    </div>
  );
}

function useSavedWords() {
  const { t } = useTranslation();
  const { language } = useFormats();
  return (field: DetailsField, saved: DetailsValues): string => {
    if (field === 'level') return t(`courseDetails.level.${saved.level}`);
    if (field === 'language') return language(saved.language) ?? saved.language;
    return saved[field].replaceAll('\n', ' · ');
  };
}

import type { FieldError } from 'react-hook-form';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { limitOf, objectiveLimits, type DetailsField } from './details-form.ts';

/** The words of a field's fault; the schema's own message is not for people. */
export function useFault(name: Exclude<DetailsField, 'priceText'>, error: FieldError | undefined): string | undefined {
  const { t } = useTranslation();
  if (!error) return undefined;
  if (name === 'objectives') {
    return t('courseDetails.fault.objectives', { count: objectiveLimits.count, limit: objectiveLimits.characters });
  }
  if (name === 'tags') return t('tags.fault');
  if (name === 'language') return t('courseDetails.fault.language');
  const limit = limitOf(name);
  if (error.type === 'too_small') return t('courseDetails.fault.required');
  return error.type === 'too_big' && limit !== null
    ? t('courseDetails.fault.tooLong', { limit })
    : t('courseDetails.fault.other');
}

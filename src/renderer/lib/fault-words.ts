import type { FieldError } from 'react-hook-form';
import type { Words } from '../../shared/messages/words.ts';

/** The words of a zod issue in a form field; undefined when the field is fine. `type` is the code. */
export function faultWords(t: Words, error: FieldError | undefined): string | undefined {
  if (!error) return undefined;
  if (error.type === 'too_small' || error.type === 'invalid_type') return t('fault.needed');
  if (error.type === 'too_big') return t('fault.tooLong');
  return t('fault.invalid');
}

import { createContext, use } from 'react';
import type { Control } from 'react-hook-form';
import { useWatch } from 'react-hook-form';
import { courseLevel } from '../../../../shared/domain/course.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
import type { DetailsField, DetailsValues } from './details-form.ts';
import { formatPrice } from './price.ts';

/** The course whose details are in the form. */
export const DetailsCourseContext = createContext('');

interface FieldConflictProps {
  readonly control: Control<DetailsValues>;
  readonly name: DetailsField;
}

/** Below a field of the form: what was written in it on two computers. What is being typed stays as it is. */
export function FieldConflict({ control, name }: FieldConflictProps) {
  const { ConflictHint } = useCourseParts();
  const rowId = use(DetailsCourseContext);
  const read = useReader(control)[name];
  const column = name === 'priceText' ? 'price_minor' : name;
  return <ConflictHint table="courses" rowId={rowId} column={column} {...(read && { read })} />;
}

/** How the values of the fields that are no text are read. */
function useReader(control: Control<DetailsValues>): Partial<Record<DetailsField, (value: string) => string>> {
  const { t } = useTranslation();
  const { language, locale } = useFormats();
  const currency = useWatch({ control, name: 'currency' });
  return {
    objectives: (lines) => lines.replaceAll('\n', ' · '),
    language: (tag) => language(tag) ?? tag,
    level(value) {
      const { data } = courseLevel.safeParse(value);
      return data ? t(`courseDetails.level.${data}`) : value;
    },
    priceText: (minor) => formatPrice(Number(minor), currency, locale),
  };
}

import { useQuery } from '@tanstack/react-query';
import { useFormState, useWatch, type Control, type UseFormReturn } from 'react-hook-form';
import type { ReactNode } from 'react';
import { limitedText } from '../../../../shared/domain/publish-rules.ts';
import { cx } from '../../../components/cx.ts';
import { Field, type FieldControl } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { Textarea } from '../../../components/textarea.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { limitOf, type DetailsField, type DetailsValues } from './details-form.ts';
import { publishLimitsQuery } from '../queries.ts';
import { FieldConflict } from './field-conflict.tsx';
import { useFault } from './use-fault.ts';

export type DetailsForm = UseFormReturn<DetailsValues>;
type TextName = Exclude<DetailsField, 'objectives' | 'language' | 'level' | 'currency' | 'priceText' | 'tags'>;

interface TextFieldProps {
  readonly form: DetailsForm;
  readonly name: TextName;
  readonly hint?: string;
  readonly lines?: number;
}

/** A field of text with what it may hold; typing in it draws nothing else again. */
export function TextField({ form, name, hint, lines = 1 }: TextFieldProps) {
  const limit = usePublishLimit(name);
  const isLong = useWatch({ control: form.control, name, compute: (text: string) => text.trim().length > limit });
  return (
    <LabelledField
      control={form.control}
      name={name}
      hint={isLong ? <LongHint limit={limit} /> : hint}
      aside={<Counter control={form.control} name={name} />}
    >
      {(control) =>
        lines === 1 ? (
          <Input {...control} {...form.register(name)} />
        ) : (
          <Textarea {...control} rows={lines} {...form.register(name)} />
        )
      }
    </LabelledField>
  );
}

interface LabelledFieldProps {
  readonly control: Control<DetailsValues>;
  readonly name: Exclude<DetailsField, 'priceText'>;
  readonly hint?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: (control: FieldControl) => ReactNode;
}

/** Label, control, and the field's own fault. */
export function LabelledField({ control, name, hint, aside, children }: LabelledFieldProps) {
  const { t } = useTranslation();
  const { errors } = useFormState({ control, name });
  const fault = useFault(name, errors[name]);
  return (
    <Field
      label={t(`courseDetails.field.${name}`)}
      hint={hint}
      error={fault}
      aside={aside}
      name={name}
      className="group"
    >
      {(wired) => (
        <>
          {children(wired)}
          <FieldConflict control={control} name={name} />
        </>
      )}
    </Field>
  );
}

/** How much of a field can be published; Infinity when there is no such rule, or it is not read yet. */
function usePublishLimit(name: TextName): number {
  const { data: limits = {} } = useQuery(publishLimitsQuery);
  const limited = limitedText.safeParse(name);
  return (limited.success ? limits[limited.data] : undefined) ?? Infinity;
}

/** It can be saved as it is, but not be published. */
function LongHint({ limit }: { readonly limit: number }) {
  const { t } = useTranslation();
  return <span className="text-warning">{t('courseDetails.hint.tooLongToPublish', { limit })}</span>;
}

/** "42 / 500": while one types, and from then on when it gets close. */
function Counter({ control, name }: { readonly control: Control<DetailsValues>; readonly name: TextName }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const text = useWatch({ control, name });
  const most = limitOf(name);
  const published = usePublishLimit(name);
  if (most === null || text === '') return null;
  const limit = Math.min(published, most);
  const used = text.trim().length;
  const near = used > most ? 'text-danger' : used > limit * 0.9 ? 'text-warning' : null;
  return (
    <span className={cx('numeric text-11', near ?? 'text-ink-faint opacity-0 group-focus-within:opacity-100')}>
      {t('courseDetails.of', { used: count(used), limit: count(limit) })}
    </span>
  );
}

import { useFormState, useWatch, type Control, type Path, type UseFormReturn } from 'react-hook-form';
import type { ReactNode } from 'react';
import { cx } from '../../../components/cx.ts';
import { Field } from '../../../components/field.tsx';
import { Textarea } from '../../../components/textarea.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { FormTexts } from '../unsaved/form-kind.ts';

interface InspectorTextProps<Values extends FormTexts> {
  readonly form: UseFormReturn<Values, unknown, Values>;
  readonly name: Path<Values>;
  readonly label: string;
  readonly limit: number;
  /** What was written in it on two computers. */
  readonly conflict: ReactNode;
}

/** A text of several lines in the inspector, with what it may hold; typing in it draws nothing else again. */
export function InspectorText<Values extends FormTexts>(props: InspectorTextProps<Values>) {
  const { form, name, label, limit, conflict } = props;
  const { t } = useTranslation();
  const { errors } = useFormState({ control: form.control, name });
  const fault = errors[name] ? t('courseDetails.fault.tooLong', { limit }) : undefined;
  return (
    <Field
      label={label}
      error={fault}
      aside={<Counter control={form.control} name={name} limit={limit} />}
      className="group"
    >
      {(wired) => (
        <>
          <Textarea {...wired} rows={3} {...form.register(name)} />
          {conflict}
        </>
      )}
    </Field>
  );
}

interface CounterProps<Values extends FormTexts> {
  readonly control: Control<Values, unknown, Values>;
  readonly name: Path<Values>;
  readonly limit: number;
}

/** "42 / 500": while one types, and from then on when it gets close. */
export function Counter<Values extends FormTexts>({ control, name, limit }: CounterProps<Values>) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const used = String(useWatch({ control, name })).length;
  if (used === 0) return null;
  const near = used > limit ? 'text-danger' : used > limit * 0.9 ? 'text-warning' : null;
  return (
    <span className={cx('numeric text-11', near ?? 'text-ink-faint opacity-0 group-focus-within:opacity-100')}>
      {t('courseDetails.of', { used: count(used), limit: count(limit) })}
    </span>
  );
}

import type { UseFormReturn } from 'react-hook-form';
import { Checkbox } from '../../../components/checkbox.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { LimitValues, TypedLimit } from './limit-form.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 0];

/** From when to when, on which days, and how fast then. */
export function LimitHoursFields({ form }: { readonly form: UseFormReturn<LimitValues, unknown, TypedLimit> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { errors } = form.formState;
  const chosen = form.watch('weekdays');
  const choose = (day: number, isChosen: boolean) => {
    const next = isChosen ? [...chosen, day] : chosen.filter((one) => one !== day);
    form.setValue(
      'weekdays',
      next.toSorted((a, b) => a - b),
      { shouldDirty: true, shouldValidate: form.formState.isSubmitted },
    );
  };
  const time = (name: 'from' | 'to') => (
    <Field label={t(`settings.uploads.${name}`)} error={errors[name] ? t('fault.needed') : undefined}>
      {(control) => <Input {...control} {...form.register(name)} type="time" dir="ltr" className="w-32" />}
    </Field>
  );
  return (
    <>
      <div className="flex flex-wrap items-start gap-3">
        {time('from')}
        {time('to')}
        <LimitField form={form} name="hoursLimit" />
      </div>
      <fieldset className="flex flex-col gap-1">
        <legend className="pb-1 text-12 font-medium text-ink-muted">{t('settings.uploads.days')}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {weekdays.map((day) => (
            <span key={day} className="flex items-center gap-1.5">
              <Checkbox
                checked={chosen.includes(day)}
                onChange={(isChosen) => choose(day, isChosen)}
                label={formats.weekday(day, 'long')}
              />
              <span aria-hidden>{formats.weekday(day, 'short')}</span>
            </span>
          ))}
        </div>
        {errors.weekdays ? (
          <p role="alert" className="text-12 text-danger">
            {t('settings.uploads.noDay')}
          </p>
        ) : null}
      </fieldset>
    </>
  );
}

interface LimitFieldProps {
  readonly form: UseFormReturn<LimitValues, unknown, TypedLimit>;
  readonly name: 'limit' | 'hoursLimit';
}

/** A speed in MB/s; empty is no limit. */
export function LimitField({ form, name }: LimitFieldProps) {
  const { t } = useTranslation();
  const isWrong = form.formState.errors[name] !== undefined;
  return (
    <Field
      label={t(`settings.uploads.${name}`)}
      hint={t('settings.uploads.limitHint')}
      error={isWrong ? t('settings.uploads.limitFault') : undefined}
    >
      {(control) => (
        <span className="flex items-center gap-2">
          <Input {...control} {...form.register(name)} inputMode="decimal" dir="ltr" className="w-24" />
          <span className="text-ink-muted">{t('settings.uploads.perSecond')}</span>
        </span>
      )}
    </Field>
  );
}

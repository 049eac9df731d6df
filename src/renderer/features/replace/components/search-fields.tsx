import { Controller, useFormContext } from 'react-hook-form';
import { searchedTexts } from '../../../../shared/domain/find-replace.ts';
import { Checkbox } from '../../../components/checkbox.tsx';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { SearchForm } from '../search-form.ts';

/** What is looked for, what comes instead, and where. */
export function SearchFields({ hasCourse }: { readonly hasCourse: boolean }) {
  const { t } = useTranslation();
  const { register, control, formState } = useFormContext<SearchForm>();
  const fault = formState.errors.find;
  return (
    <div className="flex flex-col gap-3">
      <Field
        label={t('replace.find')}
        error={fault && t(fault.type === 'custom' ? 'error.PATTERN_INVALID.title' : 'replace.findEmpty')}
      >
        {(props) => <Input {...props} {...register('find')} autoComplete="off" spellCheck={false} />}
      </Field>
      <Field label={t('replace.replacement')}>
        {(props) => <Input {...props} {...register('replacement')} autoComplete="off" />}
      </Field>
      <div className="flex flex-wrap gap-x-4 gap-y-1.5 text-13">
        {(['matchesCase', 'wholeWord', 'isRegex'] as const).map((name) => (
          <Controller
            key={name}
            control={control}
            name={name}
            render={({ field }) => (
              <Option label={t(`replace.option.${name}`)} checked={field.value} onChange={field.onChange} />
            )}
          />
        ))}
      </div>
      <Controller
        control={control}
        name="texts"
        render={({ field }) => (
          <fieldset className="flex flex-wrap gap-x-4 gap-y-1.5 text-13">
            <legend className="pb-1 text-12 font-medium text-ink-muted">{t('replace.where')}</legend>
            {searchedTexts.options.map((one) => (
              <Option
                key={one}
                label={t(`replace.texts.${one}`)}
                checked={field.value.includes(one)}
                onChange={(isOn) =>
                  field.onChange(searchedTexts.options.filter((at) => (at === one ? isOn : field.value.includes(at))))
                }
              />
            ))}
            {formState.errors.texts ? (
              <p role="alert" className="w-full text-12 text-danger">
                {t('replace.textsEmpty')}
              </p>
            ) : null}
          </fieldset>
        )}
      />
      {hasCourse ? (
        <Controller
          control={control}
          name="scope"
          render={({ field }) => (
            <Segmented
              label={t('replace.scope.label')}
              segments={(['course', 'all'] as const).map((value) => ({ value, label: t(`replace.scope.${value}`) }))}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        />
      ) : null}
    </div>
  );
}

interface OptionProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}
function Option({ label, checked, onChange }: OptionProps) {
  return (
    <label className="flex items-center gap-2">
      <Checkbox checked={checked} onChange={onChange} label={label} />
      <span aria-hidden>{label}</span>
    </label>
  );
}

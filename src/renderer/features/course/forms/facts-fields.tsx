import { useController } from 'react-hook-form';
import { courseLevel } from '../../../../shared/domain/course.ts';
import { Select } from '../../../components/select.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useLanguageOptions } from '../language-options.ts';
import { TagsField } from './tags-field.tsx';
import { LabelledField, TextField, type DetailsForm } from './details-fields.tsx';

/** Where the course belongs in a catalogue. */
export function FactsFields({ form }: { readonly form: DetailsForm }) {
  const { t } = useTranslation();
  return (
    <>
      <TextField form={form} name="category" hint={t('courseDetails.hint.category')} />
      <div className="flex gap-3">
        <LanguageField form={form} />
        <LevelField form={form} />
      </div>
      <TagsField control={form.control} name="tags" />
    </>
  );
}

function LanguageField({ form: { control } }: { readonly form: DetailsForm }) {
  const { field } = useController({ control, name: 'language' });
  const options = useLanguageOptions(field.value);
  return (
    <div className="w-56">
      <LabelledField control={control} name="language">
        {(wired) => (
          <Select
            {...wired}
            ref={field.ref}
            value={field.value}
            onChange={field.onChange}
            onBlur={field.onBlur}
            options={options}
          />
        )}
      </LabelledField>
    </div>
  );
}

function LevelField({ form: { control } }: { readonly form: DetailsForm }) {
  const { t } = useTranslation();
  const { field } = useController({ control, name: 'level' });
  return (
    <div className="w-44">
      <LabelledField control={control} name="level">
        {(wired) => (
          <Select
            {...wired}
            ref={field.ref}
            value={field.value}
            onChange={field.onChange}
            onBlur={field.onBlur}
            options={courseLevel.options.map((level) => ({ value: level, label: t(`courseDetails.level.${level}`) }))}
          />
        )}
      </LabelledField>
    </div>
  );
}

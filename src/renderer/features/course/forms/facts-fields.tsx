import { use } from 'react';
import { useWatch } from 'react-hook-form';
import { courseLevel } from '../../../../shared/domain/course.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useLanguageOptions } from '../language-options.ts';
import { DetailsCourseContext } from './field-conflict.tsx';
import { SelectField } from './select-field.tsx';
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
      <TagsField control={form.control} name="tags" entityId={use(DetailsCourseContext)} />
    </>
  );
}

function LanguageField({ form: { control } }: { readonly form: DetailsForm }) {
  const options = useLanguageOptions(useWatch({ control, name: 'language' }));
  return (
    <div className="w-56">
      <LabelledField control={control} name="language">
        {(wired) => <SelectField {...wired} control={control} name="language" options={options} />}
      </LabelledField>
    </div>
  );
}

function LevelField({ form: { control } }: { readonly form: DetailsForm }) {
  const { t } = useTranslation();
  return (
    <div className="w-44">
      <LabelledField control={control} name="level">
        {(wired) => (
          <SelectField
            {...wired}
            control={control}
            name="level"
            options={courseLevel.options.map((level) => ({ value: level, label: t(`courseDetails.level.${level}`) }))}
          />
        )}
      </LabelledField>
    </div>
  );
}

import { useController } from 'react-hook-form';
import { courseLevel } from '../../../../shared/domain/course.ts';
import { Select } from '../../../components/select.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { LabelledField, TextField, type DetailsForm } from './details-fields.tsx';

const languages =
  'ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ' +
  'ro ru sk sl sr sv sw ta te th tr uk ur vi zh-Hans zh-Hant';

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
    </>
  );
}

function LanguageField({ form: { control } }: { readonly form: DetailsForm }) {
  const { language } = useFormats();
  const { field } = useController({ control, name: 'language' });
  const tags = [...new Set([field.value, ...languages.split(' ')])];
  const options = tags.map((tag) => ({ value: tag, label: language(tag) ?? tag }));
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
            options={options.toSorted((a, b) => a.label.localeCompare(b.label))}
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

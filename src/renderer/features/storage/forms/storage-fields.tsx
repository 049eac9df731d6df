import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { faultWords } from '../../../lib/fault-words.ts';
import type { StorageValues } from '../mutations.ts';

interface StorageFieldsProps {
  readonly form: UseFormReturn<StorageValues>;
  readonly locked: boolean;
  readonly keySaved: boolean;
}

/** The five settings of the storage. */
export function StorageFields({ form, locked, keySaved }: StorageFieldsProps) {
  const { t } = useTranslation();
  const { errors } = form.formState;
  // How to fill a field in is of no use where it cannot be.
  const hint = (words: string) => (locked ? undefined : words);
  const hints = {
    keyId: undefined,
    bucket: undefined,
    prefix: hint(t('settings.storage.prefixHint')),
    endpoint: hint(t('settings.storage.endpointHint')),
  };
  const text = (name: keyof typeof hints) => (
    <Field label={t(`settings.storage.${name}`)} hint={hints[name]} error={faultWords(t, errors[name])}>
      {(control) => (
        <Input
          {...control}
          {...form.register(name)}
          dir="ltr"
          readOnly={locked}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </Field>
  );
  return (
    <>
      {text('keyId')}
      <Field
        label={t('settings.storage.applicationKey')}
        hint={hint(t(keySaved ? 'settings.storage.keySaved' : 'settings.storage.keyHint'))}
        error={faultWords(t, errors.applicationKey)}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('applicationKey')}
            type="password"
            dir="ltr"
            readOnly={locked}
            autoComplete="off"
            placeholder={keySaved ? '••••••••••••' : undefined}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        {text('bucket')}
        {text('prefix')}
      </div>
      {text('endpoint')}
    </>
  );
}

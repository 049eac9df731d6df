import { useMutation } from '@tanstack/react-query';
import type { UploadSettings } from '../../../../shared/domain/upload-settings.ts';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Section } from '../../../components/section.tsx';
import { Switch } from '../../../components/switch.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { saveUploadSettings } from '../mutations.ts';

/** Whether films are stored so that they start at once in a browser; holds for what is sent from now on. */
export function IndexFirstSection({ settings }: { readonly settings: UploadSettings }) {
  const { t } = useTranslation();
  const save = useMutation(saveUploadSettings);
  return (
    <Section title={t('settings.uploads.stored')}>
      <div className="flex flex-col gap-1">
        <Switch
          checked={settings.indexFirst}
          onChange={(indexFirst) => save.mutate({ indexFirst })}
          label={t('settings.uploads.indexFirst')}
        />
        <p className="ps-9 text-12 text-ink-faint">{t('settings.uploads.indexFirstHint')}</p>
      </div>
      <FailureNote error={save.error} />
    </Section>
  );
}

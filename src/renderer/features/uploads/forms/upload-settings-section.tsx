import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import type { UploadSettings } from '../../../../shared/domain/upload-settings.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Section } from '../../../components/section.tsx';
import { Switch } from '../../../components/switch.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { saveUploadSettings } from '../mutations.ts';
import { uploadSettingsQuery } from '../queries.ts';
import { IndexFirstSection } from './index-first-switch.tsx';
import { limitForm, limitValuesOf, settingsOf } from './limit-form.ts';
import { LimitField, LimitHoursFields } from './limit-hours-fields.tsx';

/** When and how fast this computer uploads. */
export function UploadSettingsSection() {
  const { t } = useTranslation();
  const { data: settings, error } = useQuery(uploadSettingsQuery);
  return (
    <>
      <Section title={t('settings.uploads.speed')} hint={t('settings.uploads.hint')}>
        <FailureNote error={error} />
        {settings ? <LimitForm settings={settings} /> : null}
      </Section>
      {settings ? <WhenSection settings={settings} /> : null}
      {settings ? <IndexFirstSection settings={settings} /> : null}
    </>
  );
}

/** What uploads wait for; takes effect at once. */
function WhenSection({ settings }: { readonly settings: UploadSettings }) {
  const { t } = useTranslation();
  const save = useMutation(saveUploadSettings);
  return (
    <Section title={t('settings.uploads.when')}>
      <Switch
        checked={settings.pauseOnBattery}
        onChange={(pauseOnBattery) => save.mutate({ pauseOnBattery })}
        label={t('settings.uploads.pauseOnBattery')}
      />
      <div className="flex flex-col gap-1">
        <Switch
          checked={settings.pauseOnMetered}
          onChange={(pauseOnMetered) => save.mutate({ pauseOnMetered })}
          label={t('settings.uploads.pauseOnMetered')}
        />
        <p className="ps-9 text-12 text-ink-faint">{t('settings.uploads.pauseOnMeteredHint')}</p>
      </div>
      <FailureNote error={save.error} />
    </Section>
  );
}

function LimitForm({ settings }: { readonly settings: UploadSettings }) {
  const { t } = useTranslation();
  const save = useMutation(saveUploadSettings);
  const form = useForm({
    resolver: zodResolver(limitForm),
    values: limitValuesOf(settings),
    resetOptions: { keepDirtyValues: true },
  });
  const hasHours = form.watch('hasHours');
  const submit = form.handleSubmit((values) =>
    save.mutate(settingsOf(values), {
      onSuccess: (saved) => {
        form.reset(limitValuesOf(saved));
        toast(t('settings.uploads.saved'));
      },
    }),
  );
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <LimitField form={form} name="limit" />
      <Switch
        checked={hasHours}
        onChange={(isOn) => form.setValue('hasHours', isOn, { shouldDirty: true })}
        label={t('settings.uploads.hasHours')}
      />
      {hasHours ? <LimitHoursFields form={form} /> : null}
      <FailureNote error={save.error} />
      <div>
        <Button type="submit" busy={save.isPending} disabled={!form.formState.isDirty}>
          {t('settings.uploads.save')}
        </Button>
      </div>
    </form>
  );
}

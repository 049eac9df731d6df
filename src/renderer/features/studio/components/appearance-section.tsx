import { useMutation, useQuery } from '@tanstack/react-query';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Section } from '../../../components/section.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { saveSettings } from '../mutations.ts';
import { settingsQuery } from '../queries.ts';

/** How the studio looks; takes effect at once, in every window. */
export function AppearanceSection() {
  const { t } = useTranslation();
  const { data: settings } = useQuery(settingsQuery);
  const save = useMutation(saveSettings);
  if (!settings) return null;
  return (
    <Section title={t('settings.appearance.title')}>
      <div className="flex items-center justify-between gap-4">
        <div>
          <p className="font-medium">{t('settings.appearance.theme')}</p>
          <p className="text-12 text-ink-muted">{t('settings.appearance.themeHint')}</p>
        </div>
        <Segmented
          label={t('settings.appearance.theme')}
          value={settings.theme}
          onChange={(theme) => save.mutate({ theme })}
          segments={[
            { value: 'system', label: t('settings.appearance.themeOf.system'), icon: Monitor },
            { value: 'light', label: t('settings.appearance.themeOf.light'), icon: Sun },
            { value: 'dark', label: t('settings.appearance.themeOf.dark'), icon: Moon },
          ]}
        />
      </div>
      <FailureNote error={save.error} />
    </Section>
  );
}

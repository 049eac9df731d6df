import { useMutation, useQuery } from '@tanstack/react-query';
import { Monitor, Moon, Rows2, Rows4, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { languageNames, languages } from '../../../../shared/messages/locale.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Section } from '../../../components/section.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { Select } from '../../../components/select.tsx';
import { saveSettings } from '../mutations.ts';
import { settingsQuery } from '../queries.ts';

interface RowProps {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}
function Row({ title, hint, children }: RowProps) {
  return (
    <div className="flex items-center justify-between gap-4">
      <div>
        <p className="font-medium">{title}</p>
        <p className="text-12 text-ink-muted">{hint}</p>
      </div>
      {children}
    </div>
  );
}

/** How the studio looks and speaks; takes effect at once, in every window. */
export function AppearanceSection() {
  const { t } = useTranslation();
  const { data: settings } = useQuery(settingsQuery);
  const save = useMutation(saveSettings);
  if (!settings) return null;
  return (
    <Section title={t('settings.appearance.title')}>
      <Row title={t('settings.appearance.language')} hint={t('settings.appearance.languageHint')}>
        <Select
          aria-label={t('settings.appearance.language')}
          className="w-40"
          value={settings.locale}
          onChange={(locale) => save.mutate({ locale })}
          options={[
            { value: 'system', label: t('settings.appearance.languageOf.system') },
            ...languages.map((language) => ({ value: language, label: languageNames[language] })),
          ]}
        />
      </Row>
      <Row title={t('settings.appearance.theme')} hint={t('settings.appearance.themeHint')}>
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
      </Row>
      <Row title={t('settings.appearance.density')} hint={t('settings.appearance.densityHint')}>
        <Segmented
          label={t('settings.appearance.density')}
          value={settings.density}
          onChange={(density) => save.mutate({ density })}
          segments={[
            { value: 'comfortable', label: t('settings.appearance.densityOf.comfortable'), icon: Rows2 },
            { value: 'compact', label: t('settings.appearance.densityOf.compact'), icon: Rows4 },
          ]}
        />
      </Row>
      <FailureNote error={save.error} />
    </Section>
  );
}

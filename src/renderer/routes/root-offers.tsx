import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { saveSettings } from '../features/studio/mutations.ts';
import { useErrorToast } from '../hooks/use-error-toast.ts';
import { useOffer } from '../hooks/use-offer.ts';
import { useTranslation } from '../hooks/use-translation.ts';
import { settingsSections } from './settings-sections.ts';

const densities = ['comfortable', 'compact'] as const;
const themes = ['system', 'light', 'dark'] as const;

/** What the palette has of the settings, from anywhere: their pages, and how the studio looks. Draws nothing. */
export function RootOffers() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const sayError = useErrorToast();
  const { mutate: save } = useMutation(saveSettings);
  useOffer([
    {
      id: 'settings-of',
      label: t('settings.title'),
      items: settingsSections.map((section) => ({
        id: `settings-${section}`,
        label: t(`settings.${section}.title`),
        onSelect: () => void navigate({ to: '/settings/$section', params: { section } }),
      })),
    },
    {
      id: 'theme',
      label: t('settings.appearance.theme'),
      items: themes.map((theme) => ({
        id: `theme-${theme}`,
        label: t(`settings.appearance.themeOf.${theme}`),
        onSelect: () => save({ theme }, { onError: sayError }),
      })),
    },
    {
      id: 'density',
      label: t('settings.appearance.density'),
      items: densities.map((density) => ({
        id: `density-${density}`,
        label: t(`settings.appearance.densityOf.${density}`),
        onSelect: () => save({ density }, { onError: sayError }),
      })),
    },
  ]);
  return null;
}

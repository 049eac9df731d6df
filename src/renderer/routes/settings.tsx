import { useQuery } from '@tanstack/react-query';
import { createRoute, Link } from '@tanstack/react-router';
import { ArrowUpFromLine, Cloud, HardDriveUpload, History, Keyboard, SunMoon } from 'lucide-react';
import { useTranslation } from '../hooks/use-translation.ts';
import { z } from 'zod';
import { Icon } from '../components/icon.tsx';
import { navEntry } from '../components/nav-entry.ts';
import { Toolbar } from '../components/toolbar.tsx';
import { AccountSection } from '../features/account/components/account-section.tsx';
import { BackupsSection } from '../features/backups/components/backups-section.tsx';
import { StorageSection } from '../features/storage/components/storage-section.tsx';
import { AppearanceSection } from '../features/studio/components/appearance-section.tsx';
import { KeyboardSection } from '../features/studio/components/keyboard-section.tsx';
import { infoQuery } from '../features/studio/queries.ts';
import { DeviceSection } from '../features/sync/forms/device-form.tsx';
import { UploadSettingsSection } from '../features/uploads/forms/upload-settings-section.tsx';
import { UnsentList } from '../features/sync/components/unsent-list.tsx';
import { syncStatusQuery } from '../features/sync/queries.ts';
import { rootRoute } from './root.tsx';
import { settingsSections } from './settings-sections.ts';

const section = z.enum(settingsSections).catch('account');
const icons = {
  account: Cloud,
  storage: HardDriveUpload,
  uploads: ArrowUpFromLine,
  backups: History,
  appearance: SunMoon,
  keyboard: Keyboard,
};

export const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/$section',
  params: { parse: (params) => ({ section: section.parse(params.section) }) },
  component: SettingsScreen,
});

function SettingsScreen() {
  const { t } = useTranslation();
  const { section } = settingsRoute.useParams();
  return (
    <div className="flex h-full flex-col">
      <Toolbar title={t('settings.title')} />
      <div className="flex min-h-0 grow">
        <SectionList />
        <div className="min-w-0 grow overflow-y-auto px-8 py-6">
          <div className="max-w-130">
            <Content section={section} />
          </div>
        </div>
      </div>
    </div>
  );
}

function SectionList() {
  const { t } = useTranslation();
  const { data: info } = useQuery(infoQuery);
  return (
    <nav aria-label={t('settings.sections')} className="flex w-44 shrink-0 flex-col gap-0.5 border-e border-line p-2">
      {settingsSections.map((name) => (
        <Link key={name} to="/settings/$section" params={{ section: name }} className={navEntry}>
          <Icon of={icons[name]} />
          {t(`settings.${name}.title`)}
        </Link>
      ))}
      <p className="mt-auto px-2 pb-1 text-11 text-ink-faint">
        {info ? t('settings.version', { version: info.version }) : null}
      </p>
    </nav>
  );
}

function Content({ section }: { readonly section: (typeof settingsSections)[number] }) {
  const { data: sync } = useQuery(syncStatusQuery);
  if (section === 'storage') return <StorageSection />;
  if (section === 'uploads') return <UploadSettingsSection />;
  if (section === 'backups') return <BackupsSection waiting={sync?.waiting ?? 0} />;
  if (section === 'appearance') return <AppearanceSection />;
  if (section === 'keyboard') return <KeyboardSection />;
  const unsent = { waiting: sync?.waiting ?? 0, refused: sync?.deadLetters ?? 0, list: <UnsentList /> };
  return (
    <>
      <AccountSection unsent={unsent} />
      <DeviceSection />
    </>
  );
}

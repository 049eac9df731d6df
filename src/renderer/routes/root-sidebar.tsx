import { Link } from '@tanstack/react-router';
import { GraduationCap, Settings, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/icon.tsx';
import { useStudio } from '../hooks/studio-context.ts';
import { commandShortcut } from '../lib/shortcuts.ts';

/** The places of the studio. */
export function Sidebar() {
  const { t } = useTranslation();
  const { platform } = useStudio();
  return (
    <div className="flex h-full flex-col justify-between gap-1 p-2">
      <Link to="/" activeOptions={{ exact: true }} className={entry}>
        <Entry icon={GraduationCap} words={t('nav.courses')} />
      </Link>
      <Link
        to="/settings/$section"
        params={{ section: 'account' }}
        activeOptions={{ exact: false }}
        title={commandShortcut('settings', platform)}
        className={entry}
      >
        <Entry icon={Settings} words={t('nav.settings')} />
      </Link>
    </div>
  );
}

const entry =
  'flex h-7 items-center gap-2 rounded-md px-2 text-13 text-ink-muted hover:bg-hover aria-[current=page]:bg-pressed ' +
  'aria-[current=page]:font-medium aria-[current=page]:text-ink';

function Entry({ icon, words }: { readonly icon: LucideIcon; readonly words: string }) {
  return (
    <>
      <Icon of={icon} />
      <span className="truncate">{words}</span>
    </>
  );
}

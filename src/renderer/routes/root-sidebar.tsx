import { Link, useRouterState } from '@tanstack/react-router';
import { CloudUpload, GraduationCap, Settings, Trash2 } from 'lucide-react';
import { useTranslation } from '../hooks/use-translation.ts';
import { cx } from '../components/cx.ts';
import { Icon } from '../components/icon.tsx';
import { navEntry } from '../components/nav-entry.ts';
import { useShortcuts } from '../hooks/shortcuts-context.ts';

/** The places of the studio. */
export function Sidebar() {
  const { t } = useTranslation();
  const shortcuts = useShortcuts();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const inSettings = path.startsWith('/settings');
  const isInside = ['/course', '/import', '/archive'].some((part) => path.startsWith(part));
  return (
    <div className="flex h-full flex-col gap-1 p-2">
      <Link
        to="/"
        activeOptions={{ exact: true }}
        {...(isInside ? { 'aria-current': 'true' as const } : {})}
        className={navEntry}
      >
        <Icon of={GraduationCap} />
        <span className="truncate max-[720px]:sr-only">{t('nav.courses')}</span>
      </Link>
      <Link to="/uploads" title={shortcuts.of('uploads')} className={navEntry}>
        <Icon of={CloudUpload} />
        <span className="truncate max-[720px]:sr-only">{t('nav.uploads')}</span>
      </Link>
      <Link to="/trash" className={navEntry}>
        <Icon of={Trash2} />
        <span className="truncate max-[720px]:sr-only">{t('nav.trash')}</span>
      </Link>
      <Link
        to="/settings/$section"
        params={{ section: 'account' }}
        title={shortcuts.of('settings')}
        {...(inSettings ? { 'aria-current': 'page' as const } : {})}
        className={cx(navEntry, 'mt-auto')}
      >
        <Icon of={Settings} />
        <span className="truncate max-[720px]:sr-only">{t('nav.settings')}</span>
      </Link>
    </div>
  );
}

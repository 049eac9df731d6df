import { Link } from '@tanstack/react-router';
import { ChevronRight, PanelLeft, Search } from 'lucide-react';
import { cx } from '../components/cx.ts';
import { IconButton } from '../components/icon-button.tsx';
import { useStudio } from '../hooks/studio-context.ts';
import { toggleSidebar, useIsSidebarShown } from '../hooks/use-sidebar.ts';
import { useShortcuts } from '../hooks/shortcuts-context.ts';
import { HistoryButtons } from '../features/studio/components/history-buttons.tsx';
import { useTranslation } from '../hooks/use-translation.ts';
import { useCrumbs, type Crumb } from './crumbs.ts';

/** Moves the window, says where one is, and names the window for the task bar. */
export function TitleBar() {
  const { t } = useTranslation();
  const { commands } = useStudio();
  const shortcuts = useShortcuts();
  const isShown = useIsSidebarShown();
  const crumbs = useCrumbs();
  const here = crumbs.at(-1);
  return (
    <div data-drag className="titlebar-area flex h-10 shrink-0 items-center gap-3 border-b border-line">
      <title>{here ? `${here.words} – ${t('app.name')}` : t('app.name')}</title>
      <IconButton
        icon={PanelLeft}
        label={t(isShown ? 'nav.hideSidebar' : 'nav.showSidebar')}
        shortcut={shortcuts.of('sidebar')}
        aria-expanded={isShown}
        onClick={toggleSidebar}
        className="-ms-1"
      />
      <nav aria-label={t('nav.breadcrumb')} className="min-w-0 flex-1">
        <ol className="flex min-w-0 items-center gap-1 text-12 text-ink-muted">
          {crumbs.map((crumb, index) => (
            <li key={crumb.id} className={cx('flex items-center gap-1', isTitle(crumb) ? 'min-w-0' : 'shrink-0')}>
              {index > 0 ? <ChevronRight aria-hidden size={12} className="shrink-0 rtl:rotate-180" /> : null}
              {crumb === here ? (
                <span aria-current="page" dir="auto" className="truncate font-medium text-ink">
                  {crumb.words}
                </span>
              ) : (
                <Link {...crumb.link} dir="auto" className="truncate rounded-sm hover:text-ink">
                  {crumb.words}
                </Link>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <IconButton
        icon={Search}
        label={t('command.palette')}
        shortcut={shortcuts.of('palette')}
        aria-haspopup="dialog"
        onClick={() => commands.run('palette')}
      />
      <HistoryButtons />
    </div>
  );
}

/** Somebody's words may be long, and give way; the studio's own are short. */
const isTitle = ({ id }: Crumb): boolean => id === 'course';

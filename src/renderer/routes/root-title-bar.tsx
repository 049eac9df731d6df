import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from '../hooks/use-translation.ts';
import { useCrumbs } from './crumbs.ts';

/** Moves the window, says where one is, and names the window for the task bar. */
export function TitleBar() {
  const { t } = useTranslation();
  const crumbs = useCrumbs();
  const here = crumbs.at(-1);
  return (
    <div data-drag className="titlebar-area flex h-10 shrink-0 items-center border-b border-line">
      <title>{here ? `${here.words} – ${t('app.name')}` : t('app.name')}</title>
      <nav aria-label={t('nav.breadcrumb')} className="min-w-0">
        <ol className="flex min-w-0 items-center gap-1 text-12 text-ink-muted">
          {crumbs.map((crumb, index) => (
            <li key={crumb.id} className="flex min-w-0 items-center gap-1">
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
    </div>
  );
}

import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { SplitPanes } from './split-panes.tsx';

interface AppShellProps {
  readonly titleBar: ReactNode;
  /** What must be known for as long as it holds. */
  readonly notices: ReactNode;
  readonly sidebar: ReactNode;
  /** Names the sidebar, and the handle that sets its width. */
  readonly navigationLabel: string;
  readonly sidebarLabel: string;
  readonly isSidebarShown: boolean;
  /** Only while there is something. */
  readonly dock: ReactNode;
  readonly statusBar: ReactNode;
  readonly skipLabel: string;
  readonly children: ReactNode;
}

/** The window: title bar, sidebar, main, dock, status bar. */
export function AppShell(props: AppShellProps) {
  const sidebar = {
    label: props.sidebarLabel,
    navigation: props.navigationLabel,
    stripBelow720: true,
    isHidden: !props.isSidebarShown,
    minWidth: 148,
    maxWidth: 320,
    initialWidth: 184,
  };
  return (
    <div className="flex h-full flex-col bg-frame">
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('main')?.focus();
        }}
        className={cx(
          'sr-only focus:not-sr-only focus:absolute focus:inset-s-2 focus:top-2 focus:z-50 focus:rounded-md',
          'focus:bg-raised focus:px-3 focus:py-1',
        )}
      >
        {props.skipLabel}
      </a>
      {props.titleBar}
      {props.notices}
      <div className="min-h-0 grow">
        <SplitPanes id="shell" start={{ ...sidebar, content: props.sidebar }}>
          <main id="main" tabIndex={-1} className="h-full min-h-0 bg-surface outline-none">
            {props.children}
          </main>
        </SplitPanes>
      </div>
      {props.dock}
      {props.statusBar}
    </div>
  );
}

import type { ReactNode } from 'react';
import { cx } from './cx.ts';

interface ToolbarProps {
  /** The screen's name; its one `h1`. */
  readonly title: ReactNode;
  /** Facts about what is shown, after the title. */
  readonly facts?: ReactNode;
  /** Controls at the end, the primary action last; what can give way (a search box) does so before the title. */
  readonly children?: ReactNode;
}

/** The 44 px line at the top of a screen. */
export function Toolbar({ title, facts, children }: ToolbarProps) {
  return (
    <header
      className={cx(
        'flex min-h-11 shrink-0 items-center max-[720px]:flex-wrap gap-x-3 gap-y-1 border-b border-line',
        'py-1.5 ps-4 pe-3',
      )}
    >
      <h1 dir="auto" className="min-w-0 truncate text-15 font-semibold">
        {title}
      </h1>
      {facts ? <div className="numeric shrink-0 text-12 text-ink-muted">{facts}</div> : null}
      <div className="flex shrink-0 grow items-center justify-end gap-2 max-[720px]:shrink max-[720px]:flex-wrap">
        {children}
      </div>
    </header>
  );
}

import type { ReactNode } from 'react';

interface ToolbarProps {
  /** The screen's name; its one `h1`. */
  readonly title: ReactNode;
  /** Facts about what is shown, after the title. */
  readonly facts?: ReactNode;
  /** Controls at the end, the primary action last. */
  readonly children?: ReactNode;
}

/** The 44 px line at the top of a screen. */
export function Toolbar({ title, facts, children }: ToolbarProps) {
  return (
    <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line ps-4 pe-3">
      <h1 dir="auto" className="min-w-0 truncate text-15 font-semibold">
        {title}
      </h1>
      {facts ? <div className="numeric shrink-0 text-12 text-ink-muted">{facts}</div> : null}
      <div className="ms-auto flex shrink-0 items-center gap-2">{children}</div>
    </header>
  );
}

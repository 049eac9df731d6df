import type { ReactNode } from 'react';
import { cx } from './cx.ts';

interface EmptyStateProps {
  /** One sentence. */
  readonly words: string;
  readonly hint?: string;
  /** One button. */
  readonly action?: ReactNode;
  /** Draws the dashed edge of a place where things can be dropped. */
  readonly dropTarget?: boolean;
}

/** What an empty list shows: what to do, in words; no picture (look.md). */
export function EmptyState({ words, hint, action, dropTarget = false }: EmptyStateProps) {
  return (
    <div className="flex h-full items-center justify-center p-6">
      <div
        className={cx(
          'flex w-full max-w-120 flex-col items-center gap-3 rounded-lg px-8 py-12 text-center',
          dropTarget && 'border border-dashed border-line-control',
        )}
      >
        <p className="text-15 text-balance">{words}</p>
        {hint ? <p className="text-13 text-balance text-ink-muted">{hint}</p> : null}
        {action ? <div className="pt-1">{action}</div> : null}
      </div>
    </div>
  );
}

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../../components/cx.ts';
import { Popover } from '../../../components/popover.tsx';

interface StatusItemProps {
  readonly icon: LucideIcon;
  readonly tone?: 'plain' | 'success' | 'warning' | 'danger';
  readonly words: string;
  readonly hint: string;
  /** The way on. */
  readonly action?: ReactNode;
}

const tones = { plain: '', success: 'text-success', warning: 'text-warning', danger: 'text-danger' };

/** One part of the status bar: a picture and a few words; pressed, what they mean. */
export function StatusItem({ icon: Picture, tone = 'plain', words, hint, action }: StatusItemProps) {
  const trigger = (
    <button
      type="button"
      data-focus-inset
      className={cx(
        'flex h-5 items-center gap-1 rounded-sm px-1.5 whitespace-nowrap hover:bg-hover hover:text-ink',
        'data-[state=open]:bg-pressed',
      )}
    >
      <Picture aria-hidden size={12} strokeWidth={2} className={cx('shrink-0', tones[tone])} />
      {words}
    </button>
  );
  return (
    <Popover trigger={trigger} label={words}>
      <p className="font-medium">{words}</p>
      <p className="pt-0.5 text-ink-muted">{hint}</p>
      <div className="not-empty:pt-3">{action}</div>
    </Popover>
  );
}

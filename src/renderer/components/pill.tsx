import type { LucideIcon } from 'lucide-react';
import { cx } from './cx.ts';

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'info';
interface PillProps {
  readonly icon?: LucideIcon;
  readonly tone?: Tone;
  readonly words: string;
  /** The reason and the next action, on hover. */
  readonly title?: string | undefined;
  /** Without the tinted ground: for rows, where many stand together. */
  readonly bare?: boolean;
}

const grounds: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-muted',
  accent: 'bg-selected text-accent-text',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
  info: 'bg-info-soft text-info',
};
const inks: Record<Tone, string> = {
  neutral: 'text-ink-muted',
  accent: 'text-accent-text',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
  info: 'text-info',
};

/** A state: an icon and a word, never colour alone. */
export function Pill({ icon: Picture, tone = 'neutral', words, title, bare = false }: PillProps) {
  return (
    <span
      title={title}
      className={cx(
        'numeric inline-flex min-w-0 shrink-0 items-center gap-1 align-middle text-11 font-medium whitespace-nowrap',
        bare ? inks[tone] : cx('h-5 rounded-sm px-1.5', grounds[tone]),
      )}
    >
      {Picture ? <Picture aria-hidden size={12} strokeWidth={2} className="shrink-0" /> : null}
      {words}
    </span>
  );
}

import type { LucideIcon } from 'lucide-react';
import { cx } from '../../../components/cx.ts';

interface NoteProps {
  readonly icon?: LucideIcon;
  readonly tone?: 'plain' | 'warning' | 'danger';
  /** One or several; all of them on hover. */
  readonly words: readonly string[];
}

const tones = { plain: 'text-ink-muted', warning: 'text-warning', danger: 'text-danger' };

/** A remark in words, cut at the end of its column. */
export function Note({ icon: Picture, tone = 'plain', words }: NoteProps) {
  return (
    <span title={words.join('\n')} className={cx('flex min-w-0 items-center gap-1 text-12', tones[tone])}>
      {Picture ? <Picture aria-hidden size={13} strokeWidth={2} className="shrink-0" /> : null}
      <span className="truncate">{words.join(' · ')}</span>
    </span>
  );
}

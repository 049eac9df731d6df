import type { LucideIcon } from 'lucide-react';
import { cx } from './cx.ts';

/** 16 px, 1.5 px strokes, hidden from screen readers: a word always goes with it. */
export function Icon({ of: Picture, className }: { readonly of: LucideIcon; readonly className?: string | undefined }) {
  return <Picture aria-hidden size={16} strokeWidth={1.5} className={cx('shrink-0', className)} />;
}

import { ExternalLink, ListTree, type LucideIcon, PanelLeft, PanelRight, Redo2, Undo2 } from 'lucide-react';
import { cx } from './cx.ts';

/** Pictures with a direction: they look the other way where the language is written from the right. */
export const mirrored: ReadonlySet<LucideIcon> = new Set([ExternalLink, ListTree, PanelLeft, PanelRight, Redo2, Undo2]);

/** 16 px, 1.5 px strokes, hidden from screen readers: a word always goes with it. */
export function Icon({ of: Picture, className }: { readonly of: LucideIcon; readonly className?: string | undefined }) {
  const turned = mirrored.has(Picture) && 'rtl:-scale-x-100';
  return <Picture aria-hidden size={16} strokeWidth={1.5} className={cx('shrink-0', turned, className)} />;
}

import { cx } from '../../../components/cx.ts';
import { lookOf } from '../state-words.ts';
import type { VideoState } from '../state.ts';

interface StateMarkProps {
  readonly state: VideoState;
  readonly words: string;
  /** Why, and the way on, on hover. */
  readonly hint?: string;
  /** Where it stands for itself, not among the facts of a row. */
  readonly isMain?: boolean;
}

/** A state: its icon and its words. */
export function StateMark({ state, words, hint, isMain = false }: StateMarkProps) {
  const { icon: Picture, ink } = lookOf(state);
  return (
    <span
      title={hint}
      className={cx('numeric flex min-w-0 items-center gap-1.5', isMain ? 'text-13' : 'text-12 text-ink-muted')}
    >
      <Picture aria-hidden size={14} strokeWidth={1.75} className={cx('shrink-0', ink)} />
      <span className="truncate">{words}</span>
    </span>
  );
}

import { useState } from 'react';
import { cx } from './cx.ts';

type Tone = 'accent' | 'success' | 'warning' | 'danger';
interface ProgressBarProps {
  /** What progresses, for screen readers. */
  readonly label: string;
  /** 0 to 1; null while nobody knows. */
  readonly fraction: number | null;
  readonly tone?: Tone;
  /** Another id is another piece of work and starts anew; within one the bar never goes back. */
  readonly workId?: string;
  readonly className?: string;
}

const tones: Record<Tone, string> = {
  accent: 'bg-accent',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
};

/** A 4 px bar. */
export function ProgressBar({ label, fraction, tone = 'accent', workId = '', className }: ProgressBarProps) {
  const shown = useHighest(fraction, workId);
  const width = shown === null ? undefined : { width: `${String(shown * 100)}%` };
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={shown === null ? undefined : Math.floor(shown * 100)}
      className={cx('relative h-1 w-full overflow-hidden rounded-full bg-pressed', className)}
    >
      <div
        style={width}
        className={cx(
          'absolute inset-y-0 rounded-full',
          tones[tone],
          shown === null ? 'w-2/5 animate-indeterminate' : 'inset-s-0 transition-[width] duration-100 ease-linear',
        )}
      />
    </div>
  );
}

/** The highest fraction seen of this piece of work (state adjusted while rendering, so never a frame late). */
function useHighest(fraction: number | null, workId: string): number | null {
  const [seen, setSeen] = useState({ workId, highest: fraction });
  if (seen.workId !== workId) {
    setSeen({ workId, highest: fraction });
    return fraction;
  }
  if (fraction === null) return seen.highest;
  const next = Math.min(1, Math.max(seen.highest ?? 0, fraction));
  if (next !== seen.highest) setSeen({ workId, highest: next });
  return next;
}

import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  readonly icon: LucideIcon;
  /** The verb: read out, and shown on hover and on keyboard focus. */
  readonly label: string;
  readonly shortcut?: string;
  readonly size?: 'regular' | 'compact';
}

/** A verb as a 16 px picture, 28 px (compact: 24 px) to hit. */
export function IconButton({ icon, label, shortcut, size = 'regular', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip words={label} shortcut={shortcut}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={cx(
          'inline-flex shrink-0 items-center justify-center rounded-md text-ink-muted transition-colors',
          'hover:not-disabled:bg-hover hover:not-disabled:text-ink active:not-disabled:bg-pressed disabled:opacity-45',
          'aria-disabled:pointer-events-none aria-disabled:opacity-45',
          'aria-pressed:bg-pressed aria-pressed:text-ink data-[state=open]:bg-pressed data-[state=open]:text-ink',
          size === 'regular' ? 'size-7' : 'size-6',
          className,
        )}
      >
        <Icon of={icon} />
      </button>
    </Tooltip>
  );
}

import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';
interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: Look;
  readonly size?: 'regular' | 'compact';
  /** Something is under way: the button stays where it is, cannot be pressed again, and says so. */
  readonly busy?: boolean;
  /** Gives way where there is little room; its words are then to be cut. */
  readonly shrinks?: boolean;
  /** Puts the looks on the only child (a link, say) instead of on a button. */
  readonly asChild?: boolean;
}

const looks: Record<Look, string> = {
  primary: 'bg-accent text-accent-ink hover:not-disabled:bg-accent-hover',
  plain: 'border border-line-control/50 bg-raised hover:not-disabled:bg-hover active:not-disabled:bg-pressed',
  quiet: 'hover:not-disabled:bg-hover active:not-disabled:bg-pressed',
  danger: 'border border-line-control/50 bg-raised text-danger hover:not-disabled:bg-danger-soft',
};

/** A verb in a box. One `primary` per screen. */
export function Button(props: ButtonProps) {
  const { look = 'plain', size = 'regular', busy = false, shrinks = false, asChild, className, ...rest } = props;
  const Tag = asChild ? Slot.Root : 'button';
  return (
    <Tag
      {...(asChild ? {} : { type: 'button' as const })}
      aria-busy={busy || undefined}
      {...rest}
      disabled={rest.disabled === true || busy}
      className={cx(
        'inline-flex items-center justify-center gap-1.5 rounded-md px-3 text-13 font-medium whitespace-nowrap',
        'transition-colors disabled:opacity-50 aria-busy:opacity-70',
        size === 'regular' ? 'h-8' : 'h-7',
        shrinks ? 'max-w-full' : 'shrink-0',
        looks[look],
        className,
      )}
    />
  );
}

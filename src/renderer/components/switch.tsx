import { Switch as Radix } from 'radix-ui';
import { useId } from 'react';
import { cx } from './cx.ts';

interface SwitchProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly label: string;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** A setting that takes effect at once, with its words beside it. */
export function Switch({ checked, onChange, label, hint, disabled }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-2">
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={cx(
          'inline-flex h-4 w-7 shrink-0 items-center rounded-full border border-line-control',
          'bg-line-control p-px transition-colors data-[state=checked]:border-accent',
          'data-[state=checked]:bg-accent disabled:opacity-45',
        )}
      >
        <Radix.Thumb
          className={cx(
            'size-3 rounded-full bg-accent-ink transition-transform data-[state=checked]:translate-x-3',
            'rtl:data-[state=checked]:-translate-x-3',
          )}
        />
      </Radix.Root>
      <label htmlFor={id} className="text-13 whitespace-nowrap">
        {label}
      </label>
      {hint ? (
        <span id={`${id}-hint`} className="text-12 text-ink-faint">
          {hint}
        </span>
      ) : null}
    </div>
  );
}

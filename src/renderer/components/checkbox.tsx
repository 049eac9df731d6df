import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { cx } from './cx.ts';

interface CheckboxProps {
  /** `indeterminate`: some of what it stands for is checked. */
  readonly checked: boolean | 'indeterminate';
  readonly onChange: (checked: boolean) => void;
  readonly label: string;
  readonly disabled?: boolean;
  readonly tabIndex?: number;
  readonly className?: string;
}

/** A box that names itself; for a visible label use it inside a `<label>` or a `SwitchRow`. */
export function Checkbox({ checked, onChange, label, disabled, tabIndex, className }: CheckboxProps) {
  const Mark = checked === 'indeterminate' ? Minus : Check;
  return (
    <Radix.Root
      checked={checked}
      onCheckedChange={(next) => onChange(next === true)}
      aria-label={label}
      disabled={disabled}
      tabIndex={tabIndex}
      className={cx(
        'inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-control bg-raised',
        'transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent',
        'data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent disabled:opacity-45',
        className,
      )}
    >
      <Radix.Indicator className="text-accent-ink">
        <Mark aria-hidden size={12} strokeWidth={2.5} />
      </Radix.Indicator>
    </Radix.Root>
  );
}

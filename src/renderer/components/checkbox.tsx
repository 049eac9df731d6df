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

/** A box that names itself. The browser's own, because long lists have many. */
export function Checkbox({ checked, onChange, label, disabled, tabIndex, className }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      ref={(input) => {
        if (input) input.indeterminate = checked === 'indeterminate';
      }}
      checked={checked === true}
      onChange={(event) => onChange(event.target.checked)}
      aria-label={label}
      disabled={disabled}
      tabIndex={tabIndex}
      className={cx('checkbox', className)}
    />
  );
}

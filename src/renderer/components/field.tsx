import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

/** What the control must spread so that its label, hint and error are read out with it. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}
interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Shown at the end of the label's line: a counter, a lock. */
  readonly aside?: ReactNode;
  readonly className?: string;
  /** By which an address can name it (`useFocusField`). */
  readonly name?: string;
  readonly children: (control: FieldControl) => ReactNode;
}

/** Label above, control, then the error or the hint; wired by ids. */
export function Field({ label, hint, error, aside, className, name, children }: FieldProps) {
  const id = useId();
  const describedBy = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div data-field={name ?? ''} className={cx('flex flex-col gap-1', className)}>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-12 font-medium text-ink-muted">
          {label}
        </label>
        {aside}
      </div>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
      {error ? (
        <p id={`${id}-error`} role="alert" className="flex items-center gap-1 text-12 text-danger">
          <Icon of={CircleAlert} className="size-3.5" />
          {error}
        </p>
      ) : hint ? (
        <p id={`${id}-hint`} className="text-12 text-ink-faint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

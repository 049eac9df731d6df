import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import { textControl } from './text-control.ts';

/** One line of text. Inside a `Field` its label, hint and error are wired by the field. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={cx(textControl, 'h-8', className)} />;
}

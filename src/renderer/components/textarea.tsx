import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import { textControl } from './text-control.ts';

/** Several lines; grows with what is typed (`field-sizing`), up to a limit, then scrolls. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      {...rest}
      className={cx(textControl, 'field-sizing-content max-h-80 min-h-16 resize-y py-1.5', className)}
    />
  );
}

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { useDialogFocus } from './dialog-focus.ts';
import { Icon } from './icon.tsx';

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: string;
  /** `wide`: for what is compared line by line. `full`: to work in, as large as the window lets it. */
  readonly size?: keyof typeof sizes;
  readonly closeLabel: string;
  /** Takes the focus when the dialog has closed, and answers whether it did; else it goes back to where it was. */
  readonly onClosed?: () => boolean;
  /** Buttons, the primary one last. */
  readonly footer: ReactNode;
  readonly children?: ReactNode;
}

const sizes = {
  regular: 'top-[18%] max-h-[70vh] w-105',
  wide: 'top-[18%] max-h-[70vh] w-160',
  full: 'top-[4%] max-h-[92vh] w-290',
} as const;

/** Modal: traps focus, Esc closes, focus goes back to where it was. For input, and for what cannot be undone. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, size = 'regular', closeLabel, onClosed, footer, children } = props;
  const focus = useDialogFocus(onClosed);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-shade" />
        <Radix.Content
          {...focus}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cx(
            'fixed inset-s-1/2 z-50 flex max-w-[calc(100vw-32px)]',
            sizes[size],
            // A low or enlarged window: as much of it as can be read at once.
            '[@media(max-height:767px)]:top-[5%] [@media(max-height:767px)]:max-h-[90vh]',
            '-translate-x-1/2 animate-appear flex-col rounded-lg bg-raised shadow-raised',
            'rtl:translate-x-1/2',
          )}
        >
          <header className="flex items-start justify-between gap-4 ps-4 pe-2 pt-3">
            <Radix.Title title={title} className="line-clamp-3 min-w-0 pt-1 text-15 font-semibold break-words">
              {title}
            </Radix.Title>
            <Radix.Close
              aria-label={closeLabel}
              className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-muted hover:bg-hover"
            >
              <Icon of={X} />
            </Radix.Close>
          </header>
          {description ? (
            <Radix.Description className="px-4 pt-1 text-13 text-ink-muted">{description}</Radix.Description>
          ) : null}
          <div className="min-h-0 overflow-y-auto px-4 py-3">{children}</div>
          <footer className="flex justify-end gap-2 border-t border-line px-4 py-3">{footer}</footer>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

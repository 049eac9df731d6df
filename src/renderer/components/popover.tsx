import { Popover as Radix } from 'radix-ui';
import { useState, type ReactElement, type ReactNode } from 'react';

interface PopoverProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  /** What it is about, for screen readers. */
  readonly label: string;
  readonly align?: 'start' | 'center' | 'end';
  readonly children: ReactNode;
}

/** A small panel beside the button that opened it; Esc, a click elsewhere or a link in it that is followed closes it. */
export function Popover({ trigger, label, align = 'start', children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Radix.Root open={isOpen} onOpenChange={setOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          // Opened from a row of a list, it is no part of it: its keys and clicks are not the row's.
          onKeyDown={(event) => event.stopPropagation()}
          onClick={(event) => {
            // It would lie over what the link leads to.
            if (event.target instanceof Element && event.target.closest('a')) setOpen(false);
          }}
          onContextMenu={(event) => event.stopPropagation()}
          className="z-50 w-80 animate-appear rounded-lg bg-raised p-3 text-13 shadow-raised outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

import type { KeyboardEvent } from 'react';
import { Toaster as Sonner } from 'sonner';

/** Above the dock: a toast that stays while an archive is written would lie over its buttons all the time. */
const OFFSET = { bottom: 72, left: 16, right: 16 };

const TAB_STOPS = 'a[href], button, input, select, textarea, video[controls], [tabindex]';
const isTabStop = (element: HTMLElement): boolean =>
  element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true });

/** Tab leaves a toast as it leaves anything else: sonner would turn it back to where it came from, for ever. */
function leaveByTab(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab' || !(event.target instanceof HTMLElement)) return;
  const stops = [...document.querySelectorAll<HTMLElement>(TAB_STOPS)].filter(isTabStop);
  const next = stops.at((stops.indexOf(event.target) + (event.shiftKey ? -1 : 1)) % stops.length);
  if (!next) return;
  event.preventDefault();
  next.focus();
  // The first time sonner has given it back, and has forgotten then where it came from.
  next.focus();
}

/** Where toasts come up; call `toast` of sonner. Never the only place an error is told. */
export function Toaster({ dir, label }: { readonly dir: 'ltr' | 'rtl'; readonly label: string }) {
  return (
    // A click on a toast takes no focus: sonner would give it back at the next click, and take it from what was clicked.
    <div role="presentation" onKeyDown={leaveByTab} onMouseDown={(event) => event.preventDefault()}>
      <Sonner
        dir={dir}
        containerAriaLabel={label}
        position={dir === 'rtl' ? 'bottom-left' : 'bottom-right'}
        offset={OFFSET}
        mobileOffset={OFFSET} // as sonner calls a window of less than 600 px, which an enlarged one is
        toastOptions={{
          unstyled: true,
          classNames: {
            toast: 'flex w-90 items-center gap-3 rounded-lg bg-raised py-2 ps-3 pe-2 text-13 shadow-raised',
            content: 'min-w-0 grow',
            description: 'text-12 text-ink-muted',
            actionButton: 'h-7 shrink-0 rounded-md px-2 font-medium text-accent-text hover:bg-hover',
          },
        }}
      />
    </div>
  );
}

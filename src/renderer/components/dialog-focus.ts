import { useRef } from 'react';
import { landOnPage } from '../lib/page-landing.ts';

/**
 * Where the keyboard goes when a dialog opens, and back to when it has closed. `onClosed` takes the focus itself then, and
 * answers whether it did.
 */
export function useDialogFocus(onClosed?: () => boolean) {
  const cameFrom = useRef<Element>(null);
  return {
    onOpenAutoFocus(event: Event): void {
      cameFrom.current = document.activeElement;
      focusStart(event);
    },
    // Radix gives the focus back to its own trigger, and these dialogs open without one.
    onCloseAutoFocus(event: Event): void {
      event.preventDefault();
      if (onClosed?.()) return;
      focusAgain(cameFrom.current);
    },
  };
}

/** A dialog that asks for something starts where it is typed, one that shows what a `data-start` verb does at that verb; not at its close button. */
function focusStart(event: Event): void {
  const box = event.currentTarget;
  const field = box instanceof Element ? box.querySelector<HTMLElement>('input, textarea, [data-start]:enabled') : null;
  if (!field) return;
  event.preventDefault();
  field.focus();
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
}

/** Where it was; when that went with what the dialog did, and nothing else took the keyboard, the page has it. */
function focusAgain(before: Element | null): void {
  if (before instanceof HTMLElement && before.isConnected) before.focus();
  else if (document.activeElement === document.body) landOnPage();
}

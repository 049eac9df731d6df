const textTypes = new Set(['text', 'search', 'email', 'password', 'url', 'tel', 'number']);

/** Whether typing goes into this element, so that undo, arrows and Delete belong to it. */
export function editsText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) return textTypes.has(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}

/**
 * A question lies over the page: it is answered first. Radix marks what it hides meanwhile, which is not the whole of the
 * page where that has a live region.
 */
export const isPageCovered = (): boolean => document.querySelector('[data-aria-hidden="true"]') !== null;

/**
 * Takes typing back (or does it again) in the element with the keyboard. The text editor has an undo of its own, and says
 * so by preventing what the system's would do.
 */
export function undoTyping(command: 'undo' | 'redo'): void {
  const inputType = command === 'undo' ? 'historyUndo' : 'historyRedo';
  const asked = new InputEvent('beforeinput', { inputType, bubbles: true, cancelable: true });
  if (document.activeElement?.dispatchEvent(asked)) document.execCommand(command);
}

/**
 * Puts a text on the clipboard during a user's gesture; answers whether it got there. The asynchronous clipboard
 * API needs a permission, and the studio denies all of them.
 */
export function copyText(text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', fill, { once: true });
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', fill);
  return copied;
}

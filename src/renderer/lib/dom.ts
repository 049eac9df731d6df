const textTypes = new Set(['text', 'search', 'email', 'password', 'url', 'tel', 'number']);

/** Whether typing goes into this element, so that undo, arrows and Delete belong to it. */
export function editsText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) return textTypes.has(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}

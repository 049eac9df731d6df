/**
 * Asks once, on the page of a window that is closed with something unsaved on it; the page answers by closing the window
 * itself, or by saying again that something is unsaved. A second try to close it is let through: a page that hangs keeps
 * nobody, and all that is unsaved is a draft.
 */
export function createCloseGuard(ask: (windowId: number) => void) {
  const unsaved = new Set<number>();
  const asked = new Set<number>();
  let isQuitting = false;
  function forget(windowId: number): void {
    unsaved.delete(windowId);
    asked.delete(windowId);
  }
  return {
    setUnsaved(windowId: number, isUnsaved: boolean): void {
      forget(windowId);
      if (isUnsaved) unsaved.add(windowId);
    },
    /** For the `close` of a window; answers whether it stays open. */
    hold(windowId: number, event: { preventDefault(): void }): boolean {
      if (isQuitting || !unsaved.has(windowId) || asked.has(windowId)) return false;
      event.preventDefault();
      asked.add(windowId);
      ask(windowId);
      return true;
    },
    /** The window is closed, or its page is gone. */
    forget,
    /** The app ends, which may be an update or the computer going down: drafts wait, nothing is asked. */
    letGo: (): void => void (isQuitting = true),
  };
}
export type CloseGuard = ReturnType<typeof createCloseGuard>;

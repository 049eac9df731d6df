import { isPageCovered } from './dom.ts';

/** The row that Tab would lead to, in a list that a page is for (`data-lands`). */
const wayIn = '[data-lands] [data-row][tabindex="0"]';

/**
 * Gives the keyboard to the page: to its list, at the row that had it last; arrows would do nothing before one had tabbed
 * there. A list that comes later takes it over from the page, unless the person went on meanwhile. Answers what ends that.
 */
export function landOnPage(): () => void {
  const main = document.querySelector('main');
  if (!main) return () => {};
  const take = (): boolean => {
    const row = main.querySelector<HTMLElement>(wayIn);
    // Where one had scrolled to is kept; the row comes into sight with the first arrow.
    row?.focus({ preventScroll: row.closest('[data-lands="in-place"]') !== null });
    return row !== null;
  };
  if (take()) return () => {};
  main.focus();
  return untilMovedOn(main, take);
}

/** Tries again whenever something comes into the page, while the page itself has the keyboard. */
function untilMovedOn(main: HTMLElement, take: () => boolean): () => void {
  const over = new AbortController();
  const listen = { signal: over.signal, capture: true };
  const observer = new MutationObserver(() => {
    if (!isPageCovered() && take()) end();
  });
  const end = (): void => {
    observer.disconnect();
    over.abort();
  };
  // Not when the whole window loses the keyboard: it will be given back to the page.
  main.addEventListener('focusout', () => document.activeElement === main || end(), listen);
  window.addEventListener('pointerdown', end, listen);
  observer.observe(main, { childList: true, subtree: true, attributeFilter: ['tabindex'] });
  return end;
}

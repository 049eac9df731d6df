import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { landOnPage } from '../lib/page-landing.ts';

/**
 * The keyboard is never lost to the top of the window: a page that goes with it gives it to the next one, and a control that
 * is disabled under it (*Save changes*, which then has nothing to save) to what it stands in.
 */
export function usePageFocus(): void {
  const router = useRouter();
  useEffect(() => {
    let endLanding = (): void => {};
    const unsubscribe = router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
      if (!fromLocation || !pathChanged) return;
      endLanding();
      if (isForPage(document.activeElement)) endLanding = landOnPage();
    });
    return () => {
      unsubscribe();
      endLanding();
    };
  }, [router]);
  useEffect(watchDisabled, []);
}

/** It went with the page before, or is on a link beside the page: whoever walks those by keys, and came by this one, goes on there. */
function isForPage(at: Element | null): boolean {
  if (at === null || at === document.body || at.matches('main')) return true;
  if (!(at instanceof HTMLAnchorElement) || at.closest('main') !== null) return false;
  if (at.closest('nav, [role="navigation"]') === null) return false;
  return at.hash !== window.location.hash || !at.matches(':focus-visible');
}

/**
 * A button that was only busy has the keyboard again afterwards, unless that went on meanwhile. What is gone by then is
 * not kept for it: through the button of a sign-in that would be the password.
 */
function watchDisabled(): () => void {
  let given: { readonly from: WeakRef<HTMLElement>; readonly to: WeakRef<HTMLElement> } | null = null;
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLElement)) continue;
      if (target.matches(':disabled') && target === document.activeElement) {
        // Told before the browser takes the focus away, which it does when it draws next.
        const to = target.closest<HTMLElement>('[role="dialog"], main');
        to?.focus({ preventScroll: true });
        given = to && { from: new WeakRef(target), to: new WeakRef(to) };
      } else if (given?.from.deref() === target && !target.matches(':disabled')) {
        if (document.activeElement === given.to.deref()) target.focus({ preventScroll: true });
        given = null;
      }
    }
  });
  observer.observe(document.body, { subtree: true, attributeFilter: ['disabled'] });
  return () => observer.disconnect();
}

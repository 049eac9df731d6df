import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * For an item of a list that goes with what is done to it: the keyboard goes on with the next one, or the one before, or
 * what there is for it `whenLast`, or the page. The item takes the focus and not a verb of it, which a key that is held
 * down would press. Nothing moves when it goes by itself, or when the keyboard is elsewhere by then.
 */
export function useFocusBeside(whenLast?: RefObject<HTMLElement | null>) {
  const item = useRef<HTMLLIElement>(null);
  const pressed = useRef<{ readonly last: HTMLElement | null | undefined }>(null);
  useLayoutEffect(() => {
    const element = item.current;
    return () => {
      if (!pressed.current) return;
      const { last } = pressed.current;
      const beside = element?.nextElementSibling ?? element?.previousElementSibling;
      // Once it is gone, and with it a dialog that asked about it and holds the keyboard until then.
      queueMicrotask(() => {
        const main = document.querySelector('main');
        // The page has it from a verb that was disabled while it worked (`use-page-focus.ts`).
        if (document.activeElement !== document.body && document.activeElement !== main) return;
        const target = beside instanceof HTMLElement && beside.isConnected ? beside : (last ?? main);
        target?.focus();
      });
    };
  }, []);
  /** Before what is done to it. */
  const press = (): void => {
    pressed.current = { last: whenLast?.current };
  };
  return { item, press };
}

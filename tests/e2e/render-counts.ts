import type { Page } from 'playwright-core';

/*
 * What React draws again, by the door that its developer tools use: a hook that is in the page before React is. It works in
 * the built app, where components have no names: what was drawn again is told by where it is on screen.
 */

/** A fiber of React, as far as it is looked at. */
interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
  readonly stateNode: unknown;
}
interface Counts {
  /** Null: nothing is counted now. */
  drawn: Element[] | null;
}

/** In the page, before anything of it has run. */
function listen(): void {
  const components = new Set([0, 1, 11, 14, 15]);
  const PERFORMED_WORK = 1;
  const counts: Counts = { drawn: null };
  const elementOf = (fiber: Fiber | null): Element | null => {
    if (!fiber) return null;
    if (fiber.stateNode instanceof Element) return fiber.stateNode;
    return elementOf(fiber.child) ?? elementOf(fiber.sibling);
  };
  /** Children that React did not go through are the same object as before; what was made anew is not drawn again. */
  function look(fiber: Fiber, before: Fiber): void {
    const element = elementOf(fiber.child);
    if (components.has(fiber.tag) && (fiber.flags & PERFORMED_WORK) !== 0 && element) counts.drawn?.push(element);
    if (fiber.child === before.child) return;
    for (let child = fiber.child; child; child = child.sibling) if (child.alternate) look(child, child.alternate);
  }
  const hook = {
    isDisabled: false,
    supportsFiber: true,
    renderers: new Map(),
    inject: () => 1,
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
    onCommitFiberRoot(_renderer: number, { current }: { readonly current: Fiber }) {
      if (counts.drawn && current.alternate) look(current, current.alternate);
    },
  };
  Object.assign(globalThis, { __REACT_DEVTOOLS_GLOBAL_HOOK__: hook, renderCounts: counts });
}

/** From the next load of the page on; loads it. */
export async function watchRenders(page: Page): Promise<void> {
  await page.addInitScript(listen);
  await page.reload();
}

type Counting = typeof globalThis & { renderCounts: Counts };

/** The words of each element that fits the selector and in which something was drawn again while `act` was done. */
export async function drawnAgain(page: Page, selector: string, act: () => Promise<void>): Promise<string[]> {
  await page.evaluate(() => {
    (globalThis as Counting).renderCounts.drawn = [];
  });
  await act();
  return page.evaluate(async (one) => {
    const { renderCounts } = globalThis as Counting;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const drawn = renderCounts.drawn ?? [];
    renderCounts.drawn = null;
    const within = new Set(drawn.map((element) => element.closest(one)).filter((element) => element !== null));
    return [...within].map((element) => element.textContent);
  }, selector);
}

import type { Page } from 'playwright-core';
import { setTheme, type Studio } from './launch.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Gives every window this size, and waits until the first one's page has it. */
export async function setWindowSize({ app, page }: Studio, { width, height }: Size): Promise<void> {
  const size = [width, height] as const;
  await app.evaluate(({ BrowserWindow }, [w, h]) => {
    for (const window of BrowserWindow.getAllWindows()) window.setSize(w, h);
  }, size);
  await page.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, size);
}

/** The system's light and dark switch, as far as the page. */
export async function showTheme(studio: Studio, theme: 'dark' | 'light'): Promise<void> {
  await setTheme(studio.app, theme);
  await studio.page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
  await untilDrawn(studio.page);
}

/** Pictures are there, a video shows its first one, nothing moves, and what was drawn last is on screen. */
export async function untilDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await page.waitForFunction(() =>
    // Idle: the player draws a ring while it loads.
    [...document.querySelectorAll('video')].every(
      ({ preload, readyState, networkState }) => preload === 'none' || (readyState > 1 && networkState === 1),
    ),
  );
  await page.waitForFunction(() =>
    document.getAnimations().every(({ effect }) => effect?.getComputedTiming().iterations === Infinity),
  );
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** The player's ring goes a moment after its video is there: until nothing was loaded for a second. */
export async function untilPlayerRests(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const rests = () =>
      [...document.querySelectorAll('video')].every(
        ({ preload, paused, seeking, readyState, networkState }) =>
          preload === 'none' || (paused && !seeking && readyState > 1 && networkState === 1),
      );
    for (let since = performance.now(); performance.now() - since < 1_000;) {
      await new Promise((done) => requestAnimationFrame(done));
      if (!rests()) since = performance.now();
    }
  });
}

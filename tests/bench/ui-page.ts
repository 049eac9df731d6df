import type { Page } from 'playwright-core';

/** What is put into the page: it measures there, by the page's own clock, so that no driver stands between. */
interface Instruments {
  /** From the next event of this type to the frame, painted, in which `isSo` first holds. Asked in every frame. */
  echo(type: 'keydown' | 'pointerdown', isSo: string): void;
  /** Milliseconds of the echo that was waited for. */
  echoed: Promise<number>;
  /** Notes how long each frame takes, from now on. */
  watchFrames(): void;
  /** Milliseconds between frames since then. */
  frames(): number[];
  /** Scrolls by so many pixels in every frame, back and forth, for so long. */
  scroll(selector: string, pxPerFrame: number, ms: number): Promise<void>;
}
declare const bench: Instruments;

/** Before anything is measured, once for a page. */
export async function putInstruments(page: Page): Promise<void> {
  await page.evaluate(() => {
    const painted = (): Promise<void> =>
      new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve();
        channel.port2.postMessage(null);
      });
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    let framesAtMs: number[] = [];
    let isWatching = false;
    const note = (atMs: number): void => {
      framesAtMs.push(atMs);
      if (isWatching) requestAnimationFrame(note);
    };
    const instruments: Instruments = {
      echoed: Promise.resolve(0),
      echo(type, isSo) {
        // A function cannot be handed into the page, and asking the driver in each frame would be what is measured.
        // oxlint-disable-next-line typescript/no-implied-eval -- the condition is the bench's own text
        const holds = new Function(`return ${isSo}`) as () => boolean;
        instruments.echoed = new Promise((resolve, reject) => {
          setTimeout(() => reject(new Error(`not within 20 s: ${isSo}`)), 20_000);
          const begin = async ({ timeStamp }: Event): Promise<void> => {
            do await frame();
            while (!holds());
            await painted();
            resolve(performance.now() - timeStamp);
          };
          addEventListener(type, (event) => void begin(event), { capture: true, once: true });
        });
      },
      watchFrames() {
        framesAtMs = [];
        isWatching = true;
        requestAnimationFrame(note);
      },
      frames() {
        isWatching = false;
        return framesAtMs.slice(1).map((atMs, at) => atMs - (framesAtMs[at] ?? atMs));
      },
      async scroll(selector, pxPerFrame, ms) {
        const box = document.querySelector(selector);
        if (!box) throw new Error(`${selector} is not in the page`);
        const endMs = performance.now() + ms;
        for (let step = pxPerFrame; performance.now() < endMs;) {
          box.scrollTop += step;
          if (box.scrollTop <= 0 || box.scrollTop + box.clientHeight >= box.scrollHeight - 1) step = -step;
          await frame();
        }
      },
    };
    Object.assign(globalThis, { bench: instruments });
  });
}

/** How long it takes from the event that `act` makes to the painted frame in which `isSo`, a condition in the page's words, holds. */
export async function echo(
  page: Page,
  { on, until, act }: { on: 'keydown' | 'pointerdown'; until: string; act: () => Promise<void> },
): Promise<number> {
  await page.evaluate(([type, isSo]) => bench.echo(type, isSo), [on, until] as const);
  await act();
  return page.evaluate(() => bench.echoed);
}

/** The lengths of the frames, in milliseconds, while something goes on. */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => bench.watchFrames());
  await act();
  return page.evaluate(() => bench.frames());
}

export const scrollInPage = (page: Page, selector: string, pxPerFrame: number, ms: number): Promise<void> =>
  page.evaluate(([where, px, forMs]) => bench.scroll(where, px, forMs), [selector, pxPerFrame, ms] as const);

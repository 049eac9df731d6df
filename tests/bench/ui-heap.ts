import type { CDPSession } from 'playwright-core';
import type { Studio } from '../helpers/launch.ts';
import { type Figures, round } from './report.ts';

interface Held {
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
}

async function look(cdp: CDPSession): Promise<Held> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { heapMb: round(usedSize / 1e6), nodes, listeners: jsEventListeners };
}

/**
 * Opens the course and goes back to the list, so often, from within the page: what the driver leaves in it at each
 * call would be counted as the app's.
 */
async function openAndClose({ page }: Studio, times: number): Promise<void> {
  await page.evaluate(async (rounds) => {
    const link = (text: string): HTMLElement | undefined =>
      [...document.querySelectorAll('a')].find(({ textContent }) => textContent.includes(text));
    const until = async <T>(look: () => T | null | undefined): Promise<T> => {
      for (;;) {
        const found = look();
        if (found) return found;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    };
    const outline = (): Element | null => document.querySelector('[role=treegrid]');
    for (let n = 0; n < rounds; n += 1) {
      (await until(() => link('Large'))).click();
      await until(outline);
      (await until(() => link('Courses'))).click();
      await until(() => (outline() ? null : link('Large')));
    }
  }, times);
}

/** What the window holds after a course was opened and closed a tenth as often, half as often, as often, twice as often as asked. */
export async function measureHeap(studio: Studio, rounds: number): Promise<Readonly<Record<string, Figures>>> {
  const cdp = await studio.page.context().newCDPSession(studio.page);
  const rows: Record<string, Figures> = {};
  let done = 0;
  for (const upTo of [rounds / 10, rounds / 2, rounds, rounds * 2].map(Math.ceil)) {
    await openAndClose(studio, upTo - done);
    done = upTo;
    const { heapMb, nodes, listeners } = await look(cdp);
    rows[`held after ${upTo} times open and closed`] = { 'heap MB': heapMb, nodes, listeners };
  }
  return rows;
}

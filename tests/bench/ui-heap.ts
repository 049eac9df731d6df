import type { CDPSession } from 'playwright-core';
import type { Studio } from '../helpers/launch.ts';
import { openCourse } from '../story/steps.ts';
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

/** What the window holds after a course was opened and closed a tenth as often, half as often, and as often as asked. */
export async function measureHeap({ page }: Studio, rounds: number): Promise<Readonly<Record<string, Figures>>> {
  const cdp = await page.context().newCDPSession(page);
  const rows: Record<string, Figures> = {};
  const looks = new Set([Math.ceil(rounds / 10), Math.ceil(rounds / 2), rounds]);
  for (let n = 1; n <= rounds; n += 1) {
    await openCourse(page, 'Large');
    if (!looks.has(n)) continue;
    await page.getByRole('link', { name: 'Courses' }).first().click();
    await page.getByRole('link', { name: 'Large' }).first().waitFor();
    const { heapMb, nodes, listeners } = await look(cdp);
    rows[`held after ${n} times open and closed`] = { 'heap MB': heapMb, nodes, listeners };
  }
  return rows;
}

import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figures, round } from './report.ts';
import { clearObjects, expectStored, type Bench, type Load } from './upload-bench.ts';
import type { Tool } from './upload-tools.ts';

/** Bytes that came to the server a second time when the first go was killed (`kill -9`) after `share` of the file. */
async function resentAfterKill(bench: Bench, tool: Tool, load: Load, share: number): Promise<number> {
  const { control } = bench.sandbox;
  const prefix = `run-${bench.next()}/`;
  const job = { bench, load, prefix };
  const received = async (): Promise<number> => (await control.state()).bytesReceived;
  const before = await received();
  const first = tool.start(job);
  while ((await received()) - before < load.totalBytes * share) await sleep(5);
  first.kill('SIGKILL');
  await once(first, 'close');
  await tool.run(job);
  await expectStored(bench, load, prefix);
  const resent = (await received()) - before - load.totalBytes;
  await clearObjects(bench);
  return resent;
}

/** For each tool what a kill costs; a tool that cannot go on has sent everything again. */
export async function runKill(
  bench: Bench,
  row: { name: string; tools: readonly Tool[]; load: Load; share: number },
): Promise<Record<string, Figures>> {
  const rows: Record<string, Figures> = {};
  for (const tool of row.tools) {
    const resent = await resentAfterKill(bench, tool, row.load, row.share).catch((error: unknown) => String(error));
    const figures: Figures =
      typeof resent === 'string'
        ? { 'sent again MB': `failed: ${resent}` }
        : { 'sent again MB': round(resent / 1e6, 1), 'sent again %': round((resent * 100) / row.load.totalBytes) };
    rows[`${row.name}: ${tool.name}`] = figures;
  }
  return rows;
}

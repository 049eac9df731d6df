import { type Figures, round } from './report.ts';
import { makeLoad, type Bench, type Load } from './upload-bench.ts';
import { options } from './upload-options.ts';
import { runRow } from './upload-row.ts';
import { createOurs } from './upload-tools.ts';

/** Lines by Mbit/s, and what is sent over each: enough to last for some parts, not for a night. */
const lines: readonly (readonly [mbits: number, fileBytes: number])[] = [
  [5, 25_000_000],
  [50, 150_000_000],
  [500, 800_000_000],
];
const latencies = [10, 150] as const;
/** Connections by part size: what one could set by hand. More connections than parts are the same as fewer of them. */
const settingsFor = (fileBytes: number): (readonly [connections: number, partMb: number])[] =>
  [1, 2, 4, 8, 16].flatMap((connections) =>
    [5, 10, 25, 100]
      .filter((partMb) => fileBytes / (partMb * 1e6) > 1 && Math.ceil(fileBytes / (partMb * 1e6)) >= connections)
      .map((partMb) => [connections, partMb] as const),
  );

async function runLine(bench: Bench, load: Load, mbits: number, latencyMs: number): Promise<Record<string, Figures>> {
  const tools = settingsFor(load.totalBytes).map(([connections, partMb]) => ({
    ...createOurs(`fixed ${connections} × ${partMb} MB`, {
      startConnections: connections,
      maxConnections: connections,
      rules: { singleMaxBytes: 20_000_000, defaultPartBytes: partMb * 1_000_000 },
    }),
    role: 'peer' as const,
  }));
  return runRow(bench, {
    name: `${mbits} Mbit/s, ${latencyMs} ms`,
    tools: [createOurs('adaptive'), ...tools],
    load,
    prepare: ({ sandbox }) => sandbox.control.setLink({ latencyMs, bytesPerSecondTotal: round((mbits * 1e6) / 8, 0) }),
  });
}

/** Ours as it adapts, against the same engine with connections and part size set by hand, on lines of the usual kinds. */
export async function runLinks(bench: Bench): Promise<Record<string, Figures>> {
  const all: Record<string, Figures> = {};
  for (const [mbits, fileBytes] of lines) {
    if (!options.lines.includes(mbits)) continue;
    const load = makeLoad(bench, 1, fileBytes);
    for (const latencyMs of latencies) Object.assign(all, await runLine(bench, load, mbits, latencyMs));
  }
  return all;
}

import { loadavg } from 'node:os';
import { type Figures, round } from './report.ts';
import { clearObjects, expectStored, type Bench, type Load } from './upload-bench.ts';
import { options } from './upload-options.ts';
import type { Result, Tool } from './upload-tools.ts';
import { cpuSecondsOf } from './upload-usage.ts';

export interface RowOptions {
  readonly name: string;
  readonly tools: readonly Tool[];
  readonly load: Load;
  /** Called before each go, after everything was cleared: how the line is, which faults there are. */
  readonly prepare?: (bench: Bench) => Promise<void>;
}
/** `serverCpuSeconds`: what the sandbox server worked meanwhile, on the same cores. */
type Measured = Result & { readonly serverCpuSeconds: number };
type Attempt = Measured | { readonly failed: string };

async function goOnce(bench: Bench, tool: Tool, { load, prepare }: RowOptions): Promise<Attempt> {
  const { control } = bench.sandbox;
  const prefix = `run-${bench.next()}/`;
  try {
    await prepare?.(bench);
    const before = cpuSecondsOf(bench.sandbox.pid);
    const result = await tool.run({ bench, load, prefix });
    const serverCpuSeconds = cpuSecondsOf(bench.sandbox.pid) - before;
    await expectStored(bench, load, prefix);
    return { ...result, serverCpuSeconds };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  } finally {
    await control.clearFaults();
    await clearObjects(bench);
  }
}

const least = (values: readonly number[]): number => Math.min(...values);

/** Of several rounds the best wall and the best CPU, and the highest peak. */
function bestOf(attempts: readonly Attempt[]): Attempt {
  const results = attempts.flatMap((one) => ('failed' in one ? [] : [one]));
  const [first] = results;
  if (!first) return attempts[0] ?? { failed: 'no rounds' };
  return {
    ...first,
    seconds: least(results.map(({ seconds }) => seconds)),
    cpuSeconds: least(results.map(({ cpuSeconds }) => cpuSeconds)),
    serverCpuSeconds: least(results.map(({ serverCpuSeconds }) => serverCpuSeconds)),
    peakMb: Math.max(...results.map(({ peakMb }) => peakMb)),
  };
}

function toFigures(attempt: Attempt, bytes: number, peers: readonly Result[], isOurs: boolean): Figures {
  if ('failed' in attempt) return { 'wall s': `failed: ${attempt.failed}` };
  const { seconds, cpuSeconds, serverCpuSeconds, peakMb, firstByteMs } = attempt;
  const ratio = (of: (result: Result) => number): number => round(least(peers.map(of)) / of(attempt));
  return {
    'wall s': round(seconds),
    'MB/s': round(bytes / 1e6 / seconds, 0),
    'CPU s': round(cpuSeconds),
    'server CPU s': round(serverCpuSeconds),
    'peak RSS MB': round(peakMb, 0),
    'first byte ms': firstByteMs === undefined ? '' : round(firstByteMs, 0),
    ...(isOurs && peers.length > 0
      ? {
          'wall: best peer / ours': ratio((result) => result.seconds),
          'CPU: best peer / ours': ratio((result) => result.cpuSeconds),
        }
      : {}),
  };
}

/** Every tool in turn, `--rounds` times, on the same server and line; ours with its ratios to the best of the others. */
export async function runRow(bench: Bench, row: RowOptions): Promise<Record<string, Figures>> {
  const attempts = new Map<Tool, Attempt[]>(row.tools.map((tool) => [tool, []]));
  for (let turn = 1; turn <= options.rounds; turn += 1) {
    for (const [tool, list] of attempts) list.push(await goOnce(bench, tool, row));
  }
  const best = new Map([...attempts].map(([tool, list]) => [tool, bestOf(list)]));
  const peers = [...best].flatMap(([tool, one]) => (tool.role !== 'peer' || 'failed' in one ? [] : [one]));
  const bytes = row.load.totalBytes;
  const load = round(loadavg()[0] ?? 0, 1);
  return Object.fromEntries(
    [...best].map(([tool, one]) => [
      `${row.name}: ${tool.name}`,
      { ...toFigures(one, bytes, peers, tool.role === 'ours'), load },
    ]),
  );
}

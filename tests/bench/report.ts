import { writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { parseArgs } from 'node:util';

export type Figures = Readonly<Record<string, string | number>>;

/** The value below which `share` (0–1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** p50, p95 and p99 of samples in milliseconds. */
export function summarise(samples: readonly number[]): Figures {
  return {
    n: samples.length,
    'p50 ms': round(percentile(samples, 0.5)),
    'p95 ms': round(percentile(samples, 0.95)),
    'p99 ms': round(percentile(samples, 0.99)),
  };
}

/** Prints a table, and writes JSON with `--json FILE`. */
export function report(name: string, rows: Readonly<Record<string, Figures>>): void {
  console.log(`\n${name}`);
  console.table(rows);
  const { values } = parseArgs({ options: { json: { type: 'string' } }, strict: false });
  if (typeof values['json'] !== 'string') return;
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, kernel: release(), node: process.version };
  writeFileSync(values['json'], `${JSON.stringify({ name, at: new Date().toISOString(), machine, rows }, null, 2)}\n`);
}

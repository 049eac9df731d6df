import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** The numbers of a line of `/proc/PID/stat` from its third field on (Linux only). */
const fieldsOf = (pid: number | 'self'): string[] =>
  readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];

/** CPU seconds, user and system, of all processes that this one has started and that ended, their own children included. */
function endedCpuSeconds(): number {
  const fields = fieldsOf('self');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

/** CPU seconds, user and system, of a process that runs. */
export function cpuSecondsOf(pid: number): number {
  const fields = fieldsOf(pid);
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Peak memory of another process so far; null when it is gone. */
export function peakMbOf(pid: number): number | null {
  try {
    const peakKb = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return peakKb === undefined ? null : Number(peakKb) / 1_024;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly code: number | null;
}

/** Some clients wait for ever for an answer that was lost. */
const patienceMs = 180_000;

/** Runs a process to its end, or ends it after three minutes: the wall, what it and its children used, and the peak of its memory, looked at every 5 ms. */
export async function measureProcess(start: () => ChildProcess): Promise<Measured> {
  const cpuBefore = endedCpuSeconds();
  const startedMs = performance.now();
  const child = start();
  let peakMb = 0;
  const watch = setInterval(() => (peakMb = peakMbOf(child.pid ?? 0) ?? peakMb), 5);
  const tooLate = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(watch);
  clearTimeout(tooLate);
  const seconds = (performance.now() - startedMs) / 1_000;
  return { seconds, cpuSeconds: endedCpuSeconds() - cpuBefore, peakMb, code };
}

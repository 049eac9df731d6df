import { readFileSync } from 'node:fs';

/** Start time of a process in clock ticks since boot, where the system tells it (Linux), else ''. */
function startTime(pid: number): string {
  if (process.platform !== 'linux') return '';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets and may itself hold blanks and brackets; the start time is field 22.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return ''; // gone meanwhile; a mark without a start time matches no living process
  }
}

/** Names one process for good, not merely its number, which the system gives to another one later. */
export function markOf(pid: number): string {
  return `${pid}@${startTime(pid)}`;
}

/** True while the process that the mark was made of lives. */
export function isAlive(mark: string): boolean {
  const pid = Number(mark.split('@')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || markOf(pid) !== mark) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, but of another user
  }
}

/** Ends the process by force, unless it has ended by itself. */
export function end(mark: string): void {
  if (isAlive(mark)) process.kill(pidOf(mark), 'SIGKILL');
}

export const pidOf = (mark: string): number => Number(mark.split('@')[0]);

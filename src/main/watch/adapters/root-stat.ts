import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** A network drive that went away may let its callers hang for minutes, or for ever. */
const PATIENCE_MS = 10_000;

type StatId = (path: string) => Promise<string>;
const statId: StatId = async (path) => {
  const { dev, ino } = await stat(path, { bigint: true });
  return `${dev}:${ino}`;
};

/**
 * Which folder is at a path (`device:inode`), or null when the system does not answer in time. A question that hangs is
 * not asked again: each would keep one of the process' few file threads. Throws system errors.
 */
export function createRootStat(ask: StatId = statId, patienceMs = PATIENCE_MS) {
  const asked = new Map<string, Promise<string>>();

  function once(path: string): Promise<string> {
    const running = asked.get(path) ?? ask(path).finally(() => asked.delete(path));
    asked.set(path, running);
    return running;
  }
  return async (path: string, signal: AbortSignal): Promise<string | null> => {
    const done = new AbortController();
    const late = delay(patienceMs, null, { signal: AbortSignal.any([signal, done.signal]) }).catch(() => null);
    try {
      return await Promise.race([once(path), late]);
    } finally {
      done.abort();
    }
  };
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { anyDriver, newInstructor, startSandbox } from '../integration/sync-rig.ts';

const run = promisify(execFile);
/** A heartbeat, an attempt to connect again, or a poll would keep the process for longer. */
const ENDS_WITHIN_MS = 4_000;
/** So that a child that does not end by itself outlives no test. */
const limit = { timeout: 60_000, killSignal: 'SIGKILL' } as const;

test.each([true, false])(
  'stopped, it leaves no timer and no connection behind (Realtime there: %s)',
  async (hasRealtime) => {
    const sandbox = await startSandbox(anyDriver, { hasRealtime });
    try {
      const person = await newInstructor(sandbox);
      const options = { url: sandbox.url, key: sandbox.publishableKey, email: person.email, password: person.password };
      const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
      const { stdout } = await run(
        process.execPath,
        [join(import.meta.dirname, 'sync-hints-child.ts'), ...args],
        limit,
      );
      const [state, stoppedAtMs, endedAtMs] = stdout.split(' ');
      expect(state).toBe(hasRealtime ? 'listening' : 'polling');
      expect(Number(endedAtMs) - Number(stoppedAtMs)).toBeLessThan(ENDS_WITHIN_MS);
    } finally {
      await sandbox.stop();
    }
  },
);

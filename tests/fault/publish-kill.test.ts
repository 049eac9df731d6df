import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import { ok } from '../../src/shared/ipc/result.ts';
import { openPublisher } from '../integration/publish-rig.ts';
import { anyDriver, newInstructor, startSandbox } from '../integration/sync-rig.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

describe('the process is killed while it publishes', () => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
  });
  afterAll(() => sandbox.stop());

  test.each(['sent', 'answered'])(
    'kill-when-%s: published again from the next run it is the same version',
    async (die) => {
      const person = await newInstructor(sandbox);
      const path = join(temporaryFolder(), 'lectern.db');
      const options = { url: sandbox.url, key: sandbox.publishableKey, path, ...person, die };
      const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
      const child = spawn(process.execPath, [join(import.meta.dirname, 'publish-child.ts'), ...args], {
        stdio: 'ignore',
      });
      expect(await new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)))).toBe('SIGKILL');

      const next = openPublisher(sandbox, { path });
      const id = next.device.db.prepare('SELECT id FROM courses').pluck().get() as CourseId;
      const pending = next.pending(id);
      expect(next.listed(id)).toEqual([]);
      await next.begin(person);
      expect(await next.start(id)).toEqual(ok({ versionId: pending }));
      expect(next.listed(id)).toMatchObject([{ versionId: pending, isComplete: true }]);
      const there = await sandbox.sql('select id from public.course_versions where course_id = $1', [id]);
      expect(there).toEqual([{ id: pending }]);
      await next.close();
    },
  );
});

/**
 * The jobs of a database in a process of its own, which dies by SIGKILL at the moment named: `begun` with the row taken
 * and nothing asked of the storage, `asked` when the storage has done it, `finishing` in the middle of the write that
 * notes it. Exits 0 when no job is open.
 */
import { parseArgs } from 'node:util';
import { createDeleteVersion } from '../../src/main/lib/jobs/delete-version.ts';
import { createJobRunner } from '../../src/main/lib/jobs/runner.ts';
import { openDatabase } from '../../src/main/db/open.ts';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import { createStoredUses } from '../../src/main/db/tables/stored-uses.ts';
import { createStorageClient } from '../../src/main/uploads/adapters/storage-client.ts';
import { systemClock, systemRandom } from '../../src/main/uploads/adapters/system.ts';
import type { StorageSettings } from '../../src/main/uploads/ports.ts';

const { values } = parseArgs({
  options: { path: { type: 'string' }, settings: { type: 'string' }, die: { type: 'string' } },
});
const dieAt = (moment: string): void => void (values.die === moment && process.kill(process.pid, 'SIGKILL'));
const opened = openDatabase(values.path ?? '');
if (!opened.success) throw new Error(opened.error.message);
const db = opened.data;
db.function('lectern_die', () => (dieAt('finishing'), 1));
db.exec('CREATE TEMP TRIGGER dying AFTER DELETE ON main.jobs BEGIN SELECT lectern_die(); END');
const client = createStorageClient();
client.configure(JSON.parse(values.settings ?? '{}') as StorageSettings);
const jobs = createJobTable(db, () => crypto.randomUUID());
const runner = createJobRunner({
  store: jobs,
  clock: systemClock,
  random: systemRandom,
  handlers: {
    'delete-version': createDeleteVersion({
      standing: createStoredUses(db).standing,
      isAwaited: () => false,
      hear: async () => true,
      getFile: client.getFile,
      serverNowMs: client.serverNowMs,
      bucket: client.bucket,
      onDeleted: () => {},
      onReplaced: () => {},
      onMissed: () => {},
      async deleteFileVersion(...version) {
        dieAt('begun');
        const deleted = await client.deleteFileVersion(...version);
        dieAt('asked');
        return deleted;
      },
    }),
    'purge-cdn': async () => ({ type: 'done' }),
    'sweep-orphans': async () => ({ type: 'done' }),
    'sweep-unused': async () => ({ type: 'done' }),
  },
  onChange() {
    if (jobs.countOpen() > 0) return;
    void runner.stop().then(() => process.exit(0));
  },
  onError(error) {
    throw error;
  },
});
runner.start();

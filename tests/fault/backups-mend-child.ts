import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { createRecovery } from '../../src/main/compose-recovery.ts';
import { prepareMend } from '../../src/main/db/backups/mend.ts';
import { createLogger } from '../../src/main/lib/logger.ts';

/**
 * Puts the newest good backup of a folder in the place of its damaged database, and is killed before the n-th thing
 * that it does to a file. Exits with 0 when it does fewer than that.
 */
const [, , folder = '', n = ''] = process.argv;
const logger = createLogger(`${folder}/logs`, () => 0);
let left = Number(n);

function dieInTime<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    return work(...args);
  };
}
fs.rmSync = dieInTime(fs.rmSync);
fs.renameSync = dieInTime(fs.renameSync);
fs.copyFileSync = dieInTime(fs.copyFileSync);
fs.fsyncSync = dieInTime(fs.fsyncSync);
syncBuiltinESMExports();

const report = (_where: string, error: unknown): never => {
  throw error;
};
const recovery = createRecovery({ folderOf: () => folder, logger, report });
if (!(await recovery.mend('first', async (parts) => prepareMend(parts)))) process.exit(1);

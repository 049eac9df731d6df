import { migrate } from '../../src/main/db/migrate.ts';
import { openDatabase } from '../../src/main/db/open.ts';
import { renamingSteps } from './upgrade-steps.ts';

/** The first start after an update, in a process of its own, that dies by SIGKILL at an op that it is to rewrite. */
const [path = '', dieAt] = process.argv.slice(2);
const opened = openDatabase(path);
if (!opened.success) throw new Error(opened.error.message);
let ops = 0;
migrate(
  opened.data,
  undefined,
  renamingSteps(() => {
    if (++ops === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
  }),
);

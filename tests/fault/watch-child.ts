import { parseArgs } from 'node:util';
import type { FolderId } from '../../src/shared/domain/ids.ts';
import { openWatchRig } from '../helpers/watch-rig.ts';

/**
 * A studio that watches a folder, in a process of its own, which dies by SIGKILL at the moment named: `offered` when the
 * recording is offered, `dismissing` in the middle of the write, `dismissed` right after it.
 */
const { values } = parseArgs({ options: { path: { type: 'string' }, die: { type: 'string' } } });
const { path = '', die } = values;
const dieAt = (moment: string): void => void (die === moment && process.kill(process.pid, 'SIGKILL'));

const rig = openWatchRig(path);
const [row] = rig.folders.list();
const folderId = row?.folderId as FolderId;
const counts = () => rig.watch.statusOf(folderId).counts;
while (counts().added === 0) await rig.pass(1_000);
dieAt('offered');
let rows = 0;
// With the first row written and others to come
rig.db.function('lectern_die', () => {
  rows += 1;
  if (rows === 2) dieAt('dismissing');
  return 1;
});
rig.db.exec('CREATE TEMP TRIGGER dying AFTER UPDATE ON main.watched_files BEGIN SELECT lectern_die(); END');
rig.watch.dismiss(folderId);
dieAt('dismissed');

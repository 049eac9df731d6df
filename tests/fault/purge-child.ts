/**
 * Purges a lesson in a process of its own, which dies by SIGKILL at the moment named: `queueing` in the middle of the
 * write that asks for the deletion of its bytes, `purged` right after the purge.
 */
import { parseArgs } from 'node:util';
import { createTrashActions } from '../../src/main/actions/trash.ts';
import { createTrashTable } from '../../src/main/db/tables/trash.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { openDeletion } from '../helpers/stored-deletion.ts';

const { values } = parseArgs({
  options: { path: { type: 'string' }, lesson: { type: 'string' }, die: { type: 'string' } },
});
const dieAt = (moment: string): void => void (values.die === moment && process.kill(process.pid, 'SIGKILL'));
const studio = openTestDatabase(values.path);
const { db, edit } = studio;
db.function('lectern_die', () => (dieAt('queueing'), 1));
db.exec('CREATE TEMP TRIGGER dying AFTER INSERT ON main.jobs BEGIN SELECT lectern_die(); END');
const actions = createTrashActions({ ...edit, trash: createTrashTable(db), deletion: openDeletion(studio) });
void actions['trash.purge']({ items: [{ kind: 'lesson', id: values.lesson }] } as never, { windowId: 1 } as never);
dieAt('purged');

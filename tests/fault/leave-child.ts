import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { syncFolder } from '../../src/main/db/backups/verify.ts';
import { writeFileAtomically } from '../../src/main/lib/atomic-file.ts';
import { leaveActions } from '../integration/leave-rig.ts';
import { createDevice } from '../integration/sync-rig.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

/**
 * *Export and discard* in a process of its own, which dies by SIGKILL at the moment named: `writing` with half a file
 * under its temporary name, `named` with the whole file and nothing discarded yet, `discarding` in the middle of the
 * transaction, `discarded` right after it.
 */
const { values } = parseArgs({
  options: { path: { type: 'string' }, file: { type: 'string' }, die: { type: 'string' } },
});
const { path = '', file = '', die } = values;
const dieAt = (moment: string): void => void (die === moment && process.kill(process.pid, 'SIGKILL'));

const nowhere = { url: 'http://127.0.0.1:9', publishableKey: 'none' } as SupabaseSandbox;
const device = createDevice(nowhere, { path });
device.db.function('lectern_die', () => (dieAt('discarding'), 1));
device.db.exec('CREATE TEMP TRIGGER dying AFTER DELETE ON main.dead_letters BEGIN SELECT lectern_die(); END');
const answer = await leaveActions(device, file, {
  writeFile(to, content) {
    if (die === 'writing') writeFileSync(`${to}.${process.pid}.tmp`, content.slice(0, content.length / 2));
    dieAt('writing');
    writeFileAtomically(to, content);
    syncFolder(dirname(to));
    dieAt('named');
  },
  onDiscarded: () => dieAt('discarded'),
}).saveAndDiscard();
process.stdout.write(JSON.stringify(answer));

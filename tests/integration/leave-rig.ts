import { dirname } from 'node:path';
import { createLeaveActions, type LeaveDeps } from '../../src/main/actions/leave.ts';
import { syncFolder } from '../../src/main/db/backups/verify.ts';
import { diskErrorOf } from '../../src/main/db/errors.ts';
import { createOutboxView } from '../../src/main/db/tables/outbox-view.ts';
import { createUnsentTable } from '../../src/main/db/tables/unsent.ts';
import { writeFileAtomically } from '../../src/main/lib/atomic-file.ts';
import type { Device } from './sync-rig.ts';

/** *Export and discard* on a device, wired as the app does it; the person chooses `path`. */
export function leaveActions(device: Device, path: string | null, changes: Partial<LeaveDeps> = {}) {
  const deps: LeaveDeps = {
    mutator: device.mutator,
    nowMs: Date.now,
    newId: device.deps.newId,
    random: Math.random,
    outbox: createOutboxView(device.db),
    unsent: createUnsentTable(device.db),
    origin: () => ({ account: device.session.current().user?.email ?? '', server: 'https://sandbox.test' }),
    pickFile: () => Promise.resolve(path),
    writeFile(to, content) {
      writeFileAtomically(to, content);
      syncFolder(dirname(to));
    },
    diskErrorOf,
    whileSyncRests: (work) => Promise.resolve(work()),
    onDiscarded: (changed) => void device.applied.push(...changed),
    ...changes,
  };
  const actions = createLeaveActions(deps);
  return { saveAndDiscard: async () => actions['unsent.saveAndDiscard']({}, { windowId: 1 }) };
}

import { dirname } from 'node:path';
import type { EditContext } from './actions/context.ts';
import type { LeaveDeps } from './actions/leave.ts';
import type { AppServices } from './compose-services.ts';
import { syncFolder } from './db/backups/verify.ts';
import { diskErrorOf } from './db/errors.ts';
import type { Changed } from './db/mutate.ts';
import type { Database } from './db/open.ts';
import { createOutboxView } from './db/tables/outbox-view.ts';
import { createUnsentTable } from './db/tables/unsent.ts';
import { writeFileAtomically } from './lib/atomic-file.ts';
import type { SyncEngine } from './sync/engine.ts';

export interface LeaveParts {
  readonly services: AppServices;
  readonly db: Database;
  readonly edit: EditContext;
  readonly sync: SyncEngine;
  /** Rows are what the server has again; the screens follow. */
  readonly onDiscarded: (changed: readonly Changed[]) => void;
}

/** What a person who signs out may take along. */
export function composeLeave({ services, db, edit, sync, onDiscarded }: LeaveParts) {
  let isStopped = false;
  async function whileSyncRests<T>(work: () => T): Promise<T> {
    await sync.stop();
    try {
      return work();
    } finally {
      // A profile that is being closed stays at rest.
      if (!isStopped) sync.start();
      sync.poke('session'); // greeted anew: it may have another client id
    }
  }
  const deps: LeaveDeps = {
    ...edit,
    outbox: createOutboxView(db),
    unsent: createUnsentTable(db),
    origin: () => ({
      account: services.session.current().user?.email ?? '',
      server: services.server.read()?.url ?? '',
    }),
    pickFile: services.pickJsonTarget,
    writeFile(path, content) {
      writeFileAtomically(path, content);
      syncFolder(dirname(path));
    },
    diskErrorOf,
    whileSyncRests,
    onDiscarded,
  };
  return { deps, stop: (): void => void (isStopped = true) };
}

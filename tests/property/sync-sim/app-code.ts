import { migrate } from '../../../src/main/db/migrate.ts';
import { createMutator } from '../../../src/main/db/mutate.ts';
import { createSyncState } from '../../../src/main/db/sync-state.ts';
import { createSyncStore } from '../../../src/main/db/sync-store.ts';
import { createUndo } from '../../../src/main/db/undo.ts';
import { createSupabaseServer } from '../../../src/main/sync/adapters/supabase.ts';
import { runCycle } from '../../../src/main/sync/cycle.ts';
import { createSyncEngine } from '../../../src/main/sync/engine.ts';
import { createBatchSize } from '../../../src/main/sync/push.ts';
import { registry, tableNames } from '../../../src/shared/domain/registry.ts';

/** Production code, as one version of the app has it. Nothing else of it runs on a computer of the simulator. */
export const appCode = {
  migrate,
  createMutator,
  createSyncState,
  createSyncStore,
  createUndo,
  createSupabaseServer,
  runCycle,
  createSyncEngine,
  createBatchSize,
  registry,
  tableNames,
};
export type AppCode = typeof appCode;

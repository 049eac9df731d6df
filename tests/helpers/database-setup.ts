import { join } from 'node:path';
import { migratePostgres } from '../sandbox/supabase/backend.ts';
import { findPostgres, startCluster, type RunningCluster } from '../sandbox/supabase/pg-cluster.ts';
import { templateKey } from '../sandbox/supabase/supabase-sandbox.ts';

const migrationsDir = join(import.meta.dirname, '../../supabase/migrations');

/**
 * One PostgreSQL for a whole run, with the migrated template: a sandbox is then a copy of it (40 ms) instead of a
 * server, its roles and all migrations (1.5 s), which the studio's tests start eighty times.
 */
export async function setup(): Promise<() => Promise<void>> {
  const bin = findPostgres();
  if (!bin || process.env['LECTERN_TEST_CLUSTER']) return async () => undefined;
  const cluster = await startCluster(bin);
  const template = await cluster.create();
  await migratePostgres(cluster.url(template), migrationsDir, true);
  const running: RunningCluster = { port: cluster.port, key: templateKey(migrationsDir, true), template };
  process.env['LECTERN_TEST_CLUSTER'] = JSON.stringify(running);
  return async () => {
    delete process.env['LECTERN_TEST_CLUSTER'];
    await cluster.stop();
  };
}

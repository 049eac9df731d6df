import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppCode } from './app-code.ts';

const root = join(import.meta.dirname, '../../..');
const CODE = 'tests/property/sync-sim/app-code.ts';
const REGISTRY = 'src/shared/domain/registry.ts';
const MIGRATIONS = 'src/main/db/migrate.ts';

/** One more field group and one more table; the simulator's server knows both (database-sql.ts). */
const registryOfNewer = `
Object.assign(registry.courses.columns, { sim_extra: text() });
Object.assign(registry.courses.groups, { sim_extra: lww('sim_extra') });
Object.assign(registry, {
  sim_notes: { columns: { note: text(), ...life }, groups: { note: lww('note'), ...lifeGroup } },
});
tableNames.push('sim_notes' as TableName);
`;
const migrationOfNewer = `{ version: 9000, name: 'newer', up: \`
  ALTER TABLE courses ADD COLUMN sim_extra TEXT NOT NULL DEFAULT '';
  CREATE TABLE sim_notes (id TEXT PRIMARY KEY, rev INTEGER NOT NULL DEFAULT 0, fv TEXT NOT NULL DEFAULT '{}',
    deleted_at_ms INTEGER, note TEXT NOT NULL DEFAULT '') STRICT;\` }`;

/** Without tsconfig.json: what it refers to is not copied, and Vite would look for it. */
const isCode = (path: string): boolean => !path.endsWith('.json') && !path.includes('.test.');

/** A changed file that turns out the same would make the newer app the same as this one. */
function change(path: string, edit: (text: string) => string): void {
  const text = readFileSync(path, 'utf8');
  const changed = edit(text);
  if (changed === text) throw new Error(`${path} could not be made newer`);
  writeFileSync(path, changed);
}

/**
 * The code of the next version of the app: this one's source, copied, with more in its registry and a migration for
 * it. Modules of their own, so that both versions run beside each other in one process.
 */
async function loadNewerApp(): Promise<AppCode> {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache', 'newer-app-'));
  try {
    for (const part of ['src/main/db', 'src/main/sync', 'src/shared', CODE])
      cpSync(join(root, part), join(folder, part), { recursive: true, filter: isCode });
    change(join(folder, REGISTRY), (text) => text + registryOfNewer);
    change(join(folder, MIGRATIONS), (text) =>
      text.replace(/(const migrations: readonly Migration\[\] = \[)([^\]]*?),?\s*\]/, `$1$2, ${migrationOfNewer}]`),
    );
    const { appCode } = (await import(pathToFileURL(join(folder, CODE)).href)) as { appCode: AppCode };
    return appCode;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
export const newerApp: AppCode = await loadNewerApp();

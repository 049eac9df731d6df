import { join } from 'node:path';
import { migrate, migrations } from '../../src/main/db/migrate.ts';
import { type Database, openDatabase } from '../../src/main/db/open.ts';
import { temporaryFolder } from './temporary.ts';

/** A file as the app of before a migration left it, with what `fill` writes into it. Answers its path. */
export function formerFile(before: number, fill: (db: Database) => void): string {
  const path = join(temporaryFolder(), 'former.db');
  const opened = openDatabase(path);
  if (!opened.success) throw new Error(opened.error.message);
  const db = opened.data;
  migrate(
    db,
    undefined,
    migrations.filter(({ version }) => version < before),
  );
  fill(db);
  db.close();
  return path;
}

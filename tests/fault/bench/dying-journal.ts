import type { Database } from '../../../src/main/db/open.ts';
import type { UploadTable } from '../../../src/main/db/tables/uploads.ts';

/** Counts the places between which the process may die, and dies at the one that was asked for. */
export function createBoundaries() {
  let [last, passed] = [0, 0];
  return {
    /** The `n`-th place from now on is the last; 0: none is. */
    arm: (n: number): void => void ([last, passed] = [n, 0]),
    /** How many there were since. */
    passed: (): number => passed,
    pass(): void {
      passed += 1;
      if (passed === last) process.kill(process.pid, 'SIGKILL');
    },
  };
}
export type Boundaries = ReturnType<typeof createBoundaries>;

/**
 * After every statement that writes, in transactions too: what is before the next one is the same place. To be called before
 * statements are prepared.
 */
export function watchStatements(db: Database, { pass }: Boundaries): void {
  const prepare = db.prepare.bind(db);
  const watched = (sql: string): ReturnType<typeof prepare> => {
    const statement = prepare(sql);
    const run = statement.run.bind(statement);
    return Object.assign(statement, {
      run: (...given: unknown[]) => {
        const done = run(...given);
        pass();
        return done;
      },
    });
  };
  Object.assign(db, { prepare: watched });
}

/** Also after the commit, before anybody is told of it; and with a disk that may be full. */
export function watchJournal(
  table: UploadTable,
  { pass }: Boundaries,
  disk: { readonly isFull: boolean },
): Omit<UploadTable, never> {
  const full = (): Error => Object.assign(new Error('disk is full'), { code: 'SQLITE_FULL' });
  const after = <T>(value: T): T => {
    pass();
    return value;
  };
  return {
    ...table,
    insert: (records) => {
      if (disk.isFull) throw full();
      after(table.insert(records));
    },
    replace: (...given) => {
      if (disk.isFull) throw full();
      after(table.replace(...given));
    },
    write: (writes) => (disk.isFull ? 'disk-full' : after(table.write(writes))),
    remove: (ids) => (disk.isFull ? 'disk-full' : after(table.remove(ids))),
    saveProgress: (rows) => (disk.isFull ? 'disk-full' : after(table.saveProgress(rows))),
  };
}

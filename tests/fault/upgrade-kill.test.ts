import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src/main/db/migrate.ts';
import type { Database } from '../../src/main/db/open.ts';
import { openDatabase } from '../../src/main/db/open.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { renamingSteps } from './upgrade-steps.ts';

const LISTS = ['outbox', 'journal', 'dead_letters', 'history', 'conflicts'] as const;
/** Where ops are written down, as text. */
const writtenIn = (db: Database) =>
  Object.fromEntries(LISTS.map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all()]));

/** A file with a change in flight, some that wait, and the same in the journal, the dead letters and the conflicts. */
function writeFile(): string {
  const { path, db, mutator, edit } = openTestDatabase();
  for (const title of ['In flight', 'Waits', 'Waits, too'])
    mutator.mutate({
      label: { code: 'course.create', count: 1, name: title },
      drafts: [{ t: 'courses', id: edit.newId(), k: 'put', v: { title: { title } } }],
    });
  db.exec(`UPDATE outbox SET state = 'inflight', seq = 1 WHERE n = 1;
    INSERT INTO journal (mid, ops, ack_rev, at_ms, schema_v) SELECT 'j', ops, 1, 1, schema_v FROM outbox WHERE n = 2;
    INSERT INTO dead_letters (mid, ops, label, code, at_ms, schema_v)
      SELECT 'd', ops, label, '', 1, schema_v FROM outbox WHERE n = 2;
    INSERT INTO conflicts (id, tbl, row_id, grp, mid, loser, loser_h, winner_h, at_ms)
      VALUES (1, 'courses', 'c', 'title', 'm', '{"title":"Lost"}', 'a', 'b', 1)`);
  db.close();
  return path;
}
function reopen(path: string): Database {
  const opened = openDatabase(path);
  if (!opened.success) throw new Error(opened.error.message);
  expect(opened.data.pragma('integrity_check', { simple: true })).toBe('ok');
  return opened.data;
}

// Two that wait, one each in the journal and the dead letters, two sides of three steps, one conflict.
const OPS = 11;

test('killed at any op of an update, the file is the former one; the next start brings all of it, once', async () => {
  const path = writeFile();
  const file = reopen(path);
  const before = writtenIn(file);
  file.close();
  for (let dieAt = 1; dieAt <= OPS; dieAt++) {
    const args = [join(import.meta.dirname, 'upgrade-child.ts'), path, `${dieAt}`];
    const [, signal] = (await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit')) as [null, string];
    expect(signal).toBe('SIGKILL');
    const db = reopen(path);
    expect([db.pragma('user_version', { simple: true }), writtenIn(db)]).toEqual([schemaVersion, before]);
    db.close();
  }
  const db = reopen(path);
  let rewritten = 0;
  const steps = renamingSteps(() => void (rewritten += 1));
  expect(migrate(db, undefined, steps)).toMatchObject({ success: true, data: { to: schemaVersion + 1 } });
  expect(rewritten).toBe(OPS);
  const after = writtenIn(db);
  const { outbox: [inFlight, ...waiting] = [], ...others } = after;
  expect(inFlight).toEqual(before['outbox']?.[0]);
  const all = JSON.stringify([waiting, others]);
  expect(all).not.toContain('"title\\":{');
  expect(waiting.map((entry) => JSON.stringify(entry)).filter((entry) => entry.includes('heading'))).toHaveLength(2);
  expect(migrate(db, undefined, steps)).toMatchObject({ success: true });
  expect([rewritten, writtenIn(db)]).toEqual([OPS, after]);
  db.close();
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

/* Killed in the middle of "export and discard": all of it still waits, or all of it is in a whole file. */
const label = { code: 'course.edit' as const, count: 1, name: 'Cells' };

/** A file with 30 changes that wait, over one course that the server has and 29 that it has not, and a refused one. */
function fileWithWork(): { path: string; before: unknown } {
  const studio = openTestDatabase();
  const { db, mutator, edit } = studio;
  db.prepare("INSERT INTO courses (id, rev, fv, title) VALUES ('old', 7, '{}', 'Of the server')").run();
  const title = (text: string) => ({ title: { title: text } });
  mutator.mutate({ label, drafts: [{ t: 'courses', id: 'old', k: 'set', v: title('Renamed') }] });
  for (let n = 1; n < 30; n++)
    mutator.mutate({ label, drafts: [{ t: 'courses', id: edit.newId(), k: 'put', v: title(`New ${n}`) }] });
  db.prepare("INSERT INTO dead_letters (mid, ops, label, code, at_ms) VALUES ('refused', '[]', ?, '23514', 1)").run(
    JSON.stringify(label),
  );
  const before = stateOf(studio);
  db.close();
  return { path: studio.path, before };
}
const stateOf = ({ db }: TestDatabase): unknown =>
  ['outbox', 'outbox_rows', 'base_rows', 'dead_letters', 'history', 'courses'].map((table) =>
    db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
  );

async function run(path: string, file: string, die: string): Promise<NodeJS.Signals | null> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'leave-child.ts'), '--path', path, '--file', file, '--die', die],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal;
}
const countIn = (file: string): number => (JSON.parse(readFileSync(file, 'utf8')) as { count: number }).count;

/** What is to be so after the kill: the file, and whether the changes still wait. */
const moments = [
  { die: 'writing', hasFile: false, waits: true },
  { die: 'named', hasFile: true, waits: true },
  { die: 'discarding', hasFile: true, waits: true },
  { die: 'discarded', hasFile: true, waits: false },
] as const;

test.each(moments)(
  'killed at "$die": nothing is half done, and it can be done again',
  async ({ die, hasFile, waits }) => {
    const { path, before } = fileWithWork();
    const file = join(temporaryFolder(), 'mine.json');
    expect(await run(path, file, die)).toBe('SIGKILL');
    expect(existsSync(file)).toBe(hasFile);
    if (hasFile) expect(countIn(file)).toBe(31);

    const studio = openTestDatabase(path);
    expect(studio.db.pragma('integrity_check', { simple: true })).toBe('ok');
    if (waits) expect(stateOf(studio)).toEqual(before);
    else {
      const courses = [expect.objectContaining({ id: 'old', title: 'Of the server', rev: 7 })];
      expect(stateOf(studio)).toEqual([[], [], [], [], [], courses]);
    }
    studio.db.close();

    expect(await run(path, file, 'never')).toBeNull();
    expect(countIn(file)).toBe(31); // done now, or nothing waited and the file of before is as it was
    const again = openTestDatabase(path);
    expect(again.db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
    again.db.close();
  },
);

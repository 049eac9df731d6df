import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createBackups } from '../../src/main/db/backups/backups.ts';
import { openDatabase } from '../../src/main/db/open.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const KILLS = 12;

test(`${KILLS} kills while backups are made and put in place: the file is whole, and so is whatever is called a backup`, async () => {
  const path = join(temporaryFolder(), 'lectern.db');
  const folder = join(path, '../backups');
  let before = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'backups-child.ts'), path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await sleep(kill * 17); // another moment of the round each time; any is right
    child.kill('SIGKILL');
    await once(child, 'exit');

    const opened = openDatabase(path);
    if (!opened.success) throw new Error(`kill ${kill}: ${opened.error.message}`);
    expect(opened.data.pragma('integrity_check', { simple: true })).toBe('ok');
    const courses = Number(opened.data.prepare('SELECT count(*) FROM courses').pluck().get());
    opened.data.close();
    expect(courses).toBeGreaterThanOrEqual(before + 20); // it went back only to what it had just written
    before = courses;
    const backups = createBackups(folder);
    const named = readdirSync(folder).filter((name) => name.endsWith('.db'));
    expect(named.length).toBeGreaterThan(0);
    expect(named.map(backups.check)).toEqual(named.map(() => 'good'));
    backups.sweep();
    expect(readdirSync(folder).filter((name) => !name.endsWith('.db'))).toEqual([]);
  }
});

import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { createDevice, migrationsDir, newInstructor, put, serverDump, set, startSandbox } from './sync-rig.ts';

/* The app went out before the server's migration: it waits, nothing is lost, and the migration finds rows that are there. */

const dataDir = join(temporaryFolder(), 'server');
const olderDir = mkdtempSync(join(temporaryFolder(), 'older-'));
cpSync(migrationsDir, olderDir, { recursive: true, filter: (path) => !/\/2026112[89]\d+_/.test(path) });
let sandbox: SupabaseSandbox | undefined;
const start = async (dir: string): Promise<SupabaseSandbox> => {
  sandbox = await startSandbox('pglite', { dataDir, migrationsDir: dir });
  return sandbox;
};
afterAll(() => sandbox?.stop());

/** A database of its own, made twice over, on a machine that does much else. */
const START_MS = 300_000;
test(
  'an app that is ahead of its server keeps what is written, and sends it when the server is brought up to date',
  async () => {
    const older = await start(olderDir);
    const person = await newInstructor(older);
    const device = createDevice(older);
    await device.signIn(person);
    const ids = { course: uuidv7(), chapter: uuidv7(), lesson: uuidv7() };
    const [workspace] = await older.sql('select id from sync.workspace');
    // As an app of the server's age has left it there
    await older.sql(
      `insert into public.courses (id, ws, title, fv) values ($1, $2, 'Cells', '{"title": "0000000000001-0000-00000001"}')`,
      [ids.course, workspace?.['id']],
    );
    device.mutate(
      put('chapters', ids.chapter, { place: { course_id: ids.course, pos: 'a0' } }),
      put('lessons', ids.lesson, { place: { chapter_id: ids.chapter, pos: 'a0' }, status: { status: 'draft' } }),
    );
    expect([await device.sync(), await device.sync()]).toEqual(['INCOMPATIBLE', 'INCOMPATIBLE']);
    expect([device.waiting(), device.deadLetters()]).toEqual([1, []]);
    await older.stop();

    const newer = await start(migrationsDir);
    const again = createDevice(newer, { path: device.path, vault: device.vault });
    await again.signIn(person);
    expect(await again.sync()).toBe('ok');
    again.mutate(set('courses', ids.course, { purge: { purged_at_ms: 7 } }));
    expect(await again.sync()).toBe('ok');
    expect([again.waiting(), again.deadLetters()]).toEqual([0, []]);
    expect(again.row('courses', ids.course)).toMatchObject({ title: 'Cells', purged_at_ms: 7 });
    const there = await serverDump(newer, String(workspace?.['id']));
    expect(there).toMatchObject({
      courses: { [ids.course]: { title: 'Cells', purged_at_ms: 7 } },
      lessons: { [ids.lesson]: { status: 'draft', drip_days: null, content: {}, marks: [] } },
    });
  },
  START_MS,
);

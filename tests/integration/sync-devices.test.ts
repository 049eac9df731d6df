import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { createUndo } from '../../src/main/db/undo.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { createDevice, drivers, newInstructor, put, set, signedIn, startSandbox, type Device } from './sync-rig.ts';
import { expectSame } from './sync-same.ts';

describe.each(drivers)('two computers of one person on %s', (driver) => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(driver);
  });
  afterAll(() => sandbox.stop());

  const expectEqual = (devices: readonly Device[]): Promise<void> => expectSame(sandbox, devices);

  test('what was made before signing in is adopted by the account and reaches the other computer', async () => {
    const person = await newInstructor(sandbox);
    const [a, b] = [createDevice(sandbox), createDevice(sandbox)];
    const id = a.newCourse('Made while signed out');
    expect(await a.sync()).toBe('SIGNED_OUT');
    expect([a.waiting(), a.state.get('owner_id')]).toEqual([1, null]);
    await a.signIn(person);
    expect(await a.sync()).toBe('ok');
    expect(a.waiting()).toBe(0);
    expect(a.state.get('owner_id')).toBe(a.session.current().user?.userId);
    await b.signIn(person);
    expect(await b.sync()).toBe('ok');
    expect(b.titleOf(id)).toBe('Made while signed out');
    expect(b.applied).toContainEqual({ table: 'courses', id });
    await expectEqual([a, b]);
  });

  test('edits of different fields made apart are both kept', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    const id = a.newCourse('One');
    await a.sync();
    await b.sync();
    a.rename(id, 'Two');
    b.mutate(set('courses', id, { description: { description: 'Written elsewhere' } }));
    for (const device of [a, b, a]) expect(await device.sync()).toBe('ok');
    for (const device of [a, b]) {
      expect(device.row('courses', id)).toMatchObject({ title: 'Two', description: 'Written elsewhere' });
      expect(device.conflicts()).toEqual([]);
    }
    await expectEqual([a, b]);
  });

  test('of two edits of one field the later wins on both, and the earlier is kept as a conflict', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    const id = a.newCourse('One');
    await a.sync();
    await b.sync();
    a.rename(id, 'Earlier');
    b.rename(id, 'Before');
    b.rename(id, 'Later'); // later also within one millisecond
    for (const device of [b, a, b]) expect(await device.sync()).toBe('ok');
    expect([a.titleOf(id), b.titleOf(id)]).toEqual(['Later', 'Later']);
    for (const device of [a, b]) {
      expect(device.conflicts()).toMatchObject([{ grp: 'title', loser: '{"title":"Earlier"}' }]);
      expect(device.store.counts().conflicts).toBe(1);
    }
    await expectEqual([a, b]);
  });

  test('an edit that was there first and is overwritten unseen is kept, too; one that was seen is not', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    const id = a.newCourse('One');
    await a.sync();
    await b.sync();
    a.rename(id, 'First on the server');
    await a.sync();
    b.rename(id, 'Typed');
    b.rename(id, 'Typed without having seen it');
    for (const device of [b, a]) expect(await device.sync()).toBe('ok');
    for (const device of [a, b]) {
      expect(device.titleOf(id)).toBe('Typed without having seen it');
      expect(device.conflicts()).toMatchObject([{ grp: 'title', loser: '{"title":"First on the server"}' }]);
    }
    a.rename(id, 'Having seen it');
    for (const device of [a, b]) expect(await device.sync()).toBe('ok');
    expect([a.conflicts().length, b.conflicts().length]).toEqual([1, 1]);
    await expectEqual([a, b]);
  });

  test('a whole import in one mutation arrives whole, whatever the order of its rows', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    const [course, chapter, lesson, media, version] = Array.from({ length: 5 }, () => uuidv7()) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const ends = { media_id: media, target_type: 'lesson', target_id: lesson, role: 'video', language: null };
    a.mutate(
      put('media_links', uuidv7(), { ends, place: { pos: 'a0' } }),
      put('lessons', lesson, { place: { chapter_id: chapter, pos: 'a1' }, title: { title: 'L' } }),
      put('chapters', chapter, { place: { course_id: course, pos: 'a0' }, title: { title: 'Ch' } }),
      put('courses', course, {
        origin: { created_at_ms: 5 },
        title: { title: 'C' },
        objectives: { objectives: ['x'] },
      }),
      put('media_files', media, {
        origin: { kind: 'video', created_at_ms: 5 },
        current: { current_version_id: version },
      }),
      put('media_versions', version, { origin: { media_id: media, file_name: 'a.mp4', bytes: 7, created_at_ms: 5 } }),
    );
    expect(await a.sync()).toBe('ok');
    expect(a.deadLetters()).toEqual([]);
    expect(await b.sync()).toBe('ok');
    expect(b.row('courses', course)).toMatchObject({ objectives: ['x'], price_minor: null, created_at_ms: 5 });
    await expectEqual([a, b]);
  });

  test('deleting on one computer and editing on the other: hidden, and the edit is there after a restore', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    const id = a.newCourse('One');
    await a.sync();
    await b.sync();
    a.mutate(set('courses', id, { life: { deleted_at_ms: 99 } }));
    b.rename(id, 'Renamed meanwhile');
    for (const device of [a, b, a]) expect(await device.sync()).toBe('ok');
    expect(b.row('courses', id)).toMatchObject({ deleted_at_ms: 99, title: 'Renamed meanwhile' });
    a.mutate(set('courses', id, { life: { deleted_at_ms: null } }));
    for (const device of [a, b]) expect(await device.sync()).toBe('ok');
    expect(b.row('courses', id)).toMatchObject({ deleted_at_ms: null, title: 'Renamed meanwhile' });
    await expectEqual([a, b]);
  });

  test('a refused mutation becomes a dead letter, its rows go back, and what follows goes on', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    const id = a.newCourse('Good');
    await a.sync();
    const bad = a.rename(id, 'x'.repeat(600));
    a.mutate(set('courses', id, { subtitle: { subtitle: 'still goes' } }));
    const orphan = a.mutate(put('chapters', uuidv7(), { place: { course_id: uuidv7(), pos: 'a0' } }));
    expect(await a.sync()).toBe('ok');
    expect(a.deadLetters().map(({ mid, code }) => [mid, code])).toEqual([
      [bad, '23514'],
      [orphan, '23503'],
    ]);
    expect(JSON.parse(a.deadLetters()[0]?.base ?? '')).toMatchObject({ [`courses ${id}`]: { title: 'Good' } });
    expect(a.row('courses', id)).toMatchObject({ title: 'Good', subtitle: 'still goes' });
    expect(a.store.counts()).toMatchObject({ waiting: 0, deadLetters: 2 });
    expect(await b.sync()).toBe('ok');
    await expectEqual([a, b]);
  });

  test('undo and redo of what was refused ask nothing: nobody has changed anything since', async () => {
    const [a] = (await signedIn(sandbox, 1)) as [Device];
    const id = a.newCourse('One');
    a.rename(id, 'Two');
    expect(await a.sync()).toBe('ok');
    const undo = createUndo({ db: a.db, mutator: a.mutator, onCommit: () => undefined });
    a.mutate(set('courses', id, { price: { price_minor: 1, currency: 'euro' } }));
    expect(await a.sync()).toBe('ok');
    expect([a.deadLetters().length, a.row('courses', id)?.['currency']]).toEqual([1, 'USD']);
    expect(undo.question('undo')).toBeNull();
    expect(undo.list({ before: null, limit: 9 }).steps.map(({ isChanged }) => isChanged)).toEqual([
      false,
      false,
      false,
    ]);
    expect([undo.undo().success, undo.undo().success]).toEqual([true, true]);
    expect(a.titleOf(id)).toBe('One');
    expect(await a.sync()).toBe('ok');
    expect([undo.redo().success, undo.redo().success, a.titleOf(id)]).toEqual([true, true, 'Two']);
  });

  test('a large mutation whose second part is refused: the rest is one dead letter, and all agree on what is there', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    const ids = Array.from({ length: 2_500 }, () => uuidv7());
    const title = (index: number): string => (index === 1_500 ? 'x'.repeat(600) : `Course ${index}`);
    a.mutate(...ids.map((id, index) => put('courses', id, { title: { title: title(index) } })));
    const next = a.newCourse('Goes on');
    expect(await a.sync()).toBe('ok');
    expect(a.deadLetters()).toMatchObject([{ code: '23514', ops_before: 1_000 }]);
    expect([a.outbox(), a.titleOf(next)]).toEqual([[], 'Goes on']);
    expect(await b.sync()).toBe('ok');
    expect(Object.keys(b.dump()['courses'] as object).sort()).toEqual([...ids.slice(0, 1_000), next].sort());
    await expectEqual([a, b]);
  });

  test('text that the database cannot hold is mended instead of stopping the queue', async () => {
    const [a, b] = (await signedIn(sandbox, 2)) as [Device, Device];
    const id = a.newCourse('nul \u0000 half \ud83d end');
    expect(await a.sync()).toBe('ok');
    expect(await b.sync()).toBe('ok');
    expect(b.titleOf(id)).toBe('nul  half \ufffd end');
    await expectEqual([a, b]);
  });

  test('a burst on one field is sent as one mutation', async () => {
    const [a] = (await signedIn(sandbox, 1)) as [Device];
    const id = a.newCourse('0');
    await a.sync();
    for (let i = 1; i <= 30; i++) a.rename(id, String(i));
    expect(a.waiting()).toBe(1);
    expect(await a.sync()).toBe('ok');
    const ledger = await sandbox.sql('select count(*)::int as n from sync.mutation where ws = $1', [
      a.state.get('workspace_id'),
    ]);
    expect(ledger).toEqual([{ n: 2 }]);
    expect(a.titleOf(id)).toBe('30');
  });
});

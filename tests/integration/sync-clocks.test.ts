import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUndo } from '../../src/main/db/undo.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { anyDriver, createDevice, newInstructor, startSandbox } from './sync-rig.ts';
import { expectSame } from './sync-same.ts';

describe('clocks that are wrong', () => {
  let sandbox: SupabaseSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
  });
  afterAll(() => sandbox.stop());

  test('a clock a month ahead is noticed, told apart from later edits, and comes back', async () => {
    const person = await newInstructor(sandbox);
    const ahead = createDevice(sandbox, { skewMs: () => 30 * 86_400_000 });
    const right = createDevice(sandbox);
    const id = ahead.newCourse('Made ahead of time');
    ahead.rename(id, 'Still ahead');
    for (const device of [ahead, right]) await device.signIn(person);
    for (const device of [ahead, right]) expect(await device.sync()).toBe('ok');
    expect(right.titleOf(id)).toBe('Still ahead');
    expect(ahead.state.getNumber('clock_offset_ms')).toBeLessThan(-29 * 86_400_000);
    right.rename(id, 'A moment later');
    for (const device of [right, ahead]) expect(await device.sync()).toBe('ok');
    expect(ahead.titleOf(id)).toBe('A moment later');
    ahead.rename(id, 'Last of all');
    expect(Math.abs(Number(ahead.row('courses', id)?.fv['title']?.slice(0, 13)) - Date.now())).toBeLessThan(60_000);
    for (const device of [ahead, right]) expect(await device.sync()).toBe('ok');
    expect(right.titleOf(id)).toBe('Last of all');
    await expectSame(sandbox, [ahead, right]);
  });

  test('a clock that is ahead: undo knows its own writes again, and what others wrote', async () => {
    const person = await newInstructor(sandbox);
    const ahead = createDevice(sandbox, { skewMs: () => 600_000 });
    const right = createDevice(sandbox);
    const id = ahead.newCourse('One');
    ahead.rename(id, 'Two');
    ahead.rename(id, 'Three');
    for (const device of [ahead, right]) await device.signIn(person);
    for (const device of [ahead, right]) expect(await device.sync()).toBe('ok');
    expect(ahead.conflicts()).toEqual([]);
    const undo = createUndo({ db: ahead.db, mutator: ahead.mutator, onCommit: () => undefined });
    expect(undo.undo().success).toBe(true);
    expect(ahead.titleOf(id)).toBe('Two');
    expect([undo.undo().success, undo.redo().success]).toEqual([true, true]);
    expect(await ahead.sync()).toBe('ok');
    expect(await right.sync()).toBe('ok');
    expect(right.titleOf(id)).toBe('Two');
    right.rename(id, 'Theirs');
    for (const device of [right, ahead]) expect(await device.sync()).toBe('ok');
    expect(undo.undo()).toMatchObject({ success: false, error: { code: 'CHANGED_SINCE' } });
    await expectSame(sandbox, [ahead, right]);
  });

  test('a clock that is set right while the studio runs is noticed by the next pull', async () => {
    let skewMs = -300 * 86_400_000; // until the network's time has come
    const mended = createDevice(sandbox, { skewMs: () => skewMs });
    await mended.signIn(await newInstructor(sandbox));
    const id = mended.newCourse('One');
    expect(await mended.sync()).toBe('ok');
    skewMs = 0;
    expect(await mended.sync()).toBe('ok');
    mended.rename(id, 'Two');
    expect(Math.abs(Number(mended.row('courses', id)?.fv['title']?.slice(0, 13)) - Date.now())).toBeLessThan(60_000);
    expect(await mended.sync()).toBe('ok');
    const undo = createUndo({ db: mended.db, mutator: mended.mutator, onCommit: () => undefined });
    expect(undo.undo().success).toBe(true);
    expect(mended.titleOf(id)).toBe('One');
  });
});

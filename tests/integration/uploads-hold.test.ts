import { afterEach, beforeEach, expect, test } from 'vitest';
import { createUploadControl } from '../../src/main/uploads/control.ts';
import type { QueueHold } from '../../src/shared/domain/upload.ts';
import { defaultUploadSettings } from '../../src/shared/domain/upload-settings.ts';
import { createManualClock } from '../helpers/manual-clock.ts';
import { createRig, itemFor, partBytes, quickRules, type Rig } from './uploads-rig.ts';
import { expectStored } from './uploads-stored.ts';

let rig: Rig;
beforeEach(async () => {
  // What is in flight counts as done: of forty parts it must not be most.
  rig = await createRig({ worker: { ...quickRules, maxConnections: 8 } });
});
afterEach(() => rig.stop());

const largeBytes = 10 * partBytes;
const slow = (): void => rig.sandbox.faults.setLink({ bytesPerSecondTotal: 1_000_000 });
const fast = (): void => rig.sandbox.faults.setLink({});
const untilMs = Date.now() + 3_600_000;
const held = { state: 'paused', reason: { code: 'queue-paused', detail: null }, retryAtMs: untilMs };

test('the whole queue is paused: what is queued later and what is replaced is held too, over a restart', async () => {
  slow();
  const first = rig.enqueue(rig.makeFile('first.mp4', largeBytes));
  await rig.waitFor(first, ({ bytesDone }) => bytesDone > 0);
  expect(await rig.uploads().hold({ untilMs })).toBe(true);
  const later = rig.enqueue(rig.makeFile('later.mp4', largeBytes));
  for (const id of [first, later]) expect(rig.uploads().get(id)).toMatchObject(held);
  expect(rig.uploads().summary()).toMatchObject({ paused: 2, hold: { untilMs } });
  fast();
  await rig.restart();
  expect(rig.uploads().heldUntil()).toEqual({ untilMs });
  for (const id of [first, later]) expect(rig.uploads().get(id)).toMatchObject(held);
  expect(await rig.uploads().release('held')).toBe(true);
  for (const id of [first, later]) await expectStored(rig, await rig.ready(id));
  expect(rig.uploads().summary().hold).toBeNull();
});

test('the end of the pause leaves alone what was paused by itself; one can be sent meanwhile', async () => {
  slow();
  const [own, other, sent] = ['own.mp4', 'other.mp4', 'sent.mp4'].map((name) =>
    rig.enqueue(rig.makeFile(name, largeBytes)),
  ) as [ReturnType<Rig['enqueue']>, ReturnType<Rig['enqueue']>, ReturnType<Rig['enqueue']>];
  await rig.uploads().pause([own]);
  await rig.uploads().hold({ untilMs: null });
  expect(rig.uploads().get(own)?.reason).toBeNull();
  fast();
  await rig.uploads().resume([sent]);
  await rig.ready(sent);
  expect(rig.uploads().get(other)).toMatchObject({ ...held, retryAtMs: null });
  await rig.uploads().release('held');
  await rig.ready(other);
  expect(rig.uploads().get(own)).toMatchObject({ state: 'paused', reason: null });
  await rig.uploads().release('all');
  await rig.ready(own);
});

test('a pause for an hour that the disk does not take at once: it holds all the same, and the hour ends it', async () => {
  const clock = createManualClock(Date.now());
  let kept: QueueHold | null = null;
  const control = createUploadControl({
    clock,
    localTime: () => ({ weekday: 1, minute: 0 }),
    settings: () => defaultUploadSettings,
    holds: {
      read: () => kept,
      write(hold) {
        if (!rig.disk.isFull) kept = hold;
        return !rig.disk.isFull;
      },
    },
    computer: { isOnBattery: () => false, isMetered: () => Promise.resolve(false) },
    uploads: rig.uploads(),
  });
  slow();
  const id = rig.enqueue(rig.makeFile('one.mp4', largeBytes));
  control.start();
  rig.disk.isFull = true;
  expect(await control.pauseAll(60)).toBe(false);
  const hold = { untilMs: clock.nowMs() + 3_600_000 };
  expect(rig.uploads().summary().hold).toEqual(hold);
  rig.disk.isFull = false;
  // Whoever asks hurries the journal, which would try again by itself.
  expect(await rig.uploads().pause([])).toBe(true);
  expect(rig.uploads().get(id)).toMatchObject({ ...held, retryAtMs: hold.untilMs });
  await clock.pass(30 * 60_000);
  expect(kept).toEqual(hold);
  fast();
  await clock.pass(30 * 60_000);
  await expectStored(rig, await rig.ready(id));
  expect(kept).toBeNull();
  control.stop();
});

test('a pause that comes and ends while the disk is full leaves nothing paused', async () => {
  rig.uploads().configure(null);
  const id = rig.enqueue(rig.makeFile('one.mp4', largeBytes));
  rig.disk.isFull = true;
  expect(await rig.uploads().hold({ untilMs })).toBe(false);
  expect(await rig.uploads().release('held')).toBe(false);
  rig.disk.isFull = false;
  rig.uploads().configure(rig.settings);
  await rig.ready(id);
});

test('what had failed and is retried while the queue is paused is held with the rest, however it begins again', async () => {
  rig.sandbox.faults.add({
    operations: ['b2_finish_large_file'],
    times: 3,
    fault: { kind: 'status', status: 400, code: 'bad_request' },
  });
  const id = rig.enqueue(rig.makeFile('again.mp4', largeBytes));
  await rig.failed(id);
  const [empty = id] = rig
    .uploads()
    .enqueue([{ ...itemFor(rig.makeFile('empty.mp4', 0)), contentType: 'video/mp4' }])
    .map(({ uploadId }) => uploadId);
  expect((await rig.failed(empty)).reason?.code).toBe('file-empty');
  await rig.uploads().hold({ untilMs });
  expect(await rig.uploads().retry([id])).toBe(true);
  expect(await rig.uploads().sendAsIs([empty])).toBe(true);
  for (const one of [id, empty]) expect(rig.uploads().get(one)).toMatchObject(held);
  await rig.uploads().release('held');
  for (const one of [id, empty]) await rig.ready(one);
});

test('"this one first" while a large file has every connection: it gets the next one, not the last', async () => {
  slow();
  const large = rig.enqueue(rig.makeFile('large.mp4', 40 * partBytes));
  await rig.waitFor(large, ({ bytesDone }) => bytesDone > 0);
  const last = rig.enqueue(rig.makeFile('last.mp4', 5 * partBytes));
  expect(rig.uploads().get(last)?.state).toBe('queued');
  await rig.uploads().sendFirst([last]);
  await rig.ready(last);
  expect(rig.uploads().get(large)?.bytesDone).toBeLessThan(30 * partBytes);
  fast();
  await expectStored(rig, await rig.ready(large));
});

test('on battery nothing is sent and every upload says why, whatever is asked of it; then it goes on', async () => {
  slow();
  const id = rig.enqueue(rig.makeFile('one.mp4', largeBytes));
  await rig.waitFor(id, ({ bytesDone }) => bytesDone > 0);
  rig.uploads().hinder('on-battery');
  const waits = { state: 'waiting', reason: { code: 'on-battery', detail: null }, retryAtMs: null };
  await rig.waitFor(id, ({ state }) => state === 'waiting');
  expect(rig.uploads().get(id)).toMatchObject(waits);
  expect(rig.uploads().summary().stoppedBy?.code).toBe('on-battery');
  fast();
  await rig.uploads().resume('all');
  expect(rig.uploads().get(id)).toMatchObject(waits);
  await rig.restart();
  // Where nothing can be sent anyway, that is what is said.
  rig.uploads().hinder('on-battery');
  rig.uploads().configure(null);
  await rig.waitFor(id, ({ reason }) => reason?.code === 'not-configured');
  rig.uploads().configure(rig.settings);
  await rig.waitFor(id, ({ reason }) => reason?.code === 'on-battery');
  rig.uploads().hinder(null);
  await expectStored(rig, await rig.ready(id));
});

import { expect, test } from 'vitest';
import { createManualClock } from '../../../tests/helpers/manual-clock.ts';
import type { FileSource } from './ports.ts';
import { driveDeadlineMs, guardSource } from './source-guard.ts';

const never = (): Promise<never> => new Promise(() => {});
const missing = { ok: false, error: { code: 'drive-missing', detail: 'drive-no-answer' } };

function createRig(source: Partial<FileSource>) {
  const clock = createManualClock();
  const guarded = guardSource({ identify: never, open: never, hashRange: never, ...source }, clock);
  return { clock, guarded };
}

test('a drive that does not answer is a drive that is missing', async () => {
  const { clock, guarded } = createRig({});
  const asked = Promise.all([guarded.identify('/a'), guarded.open('/a')]);
  await clock.pass(driveDeadlineMs);
  expect(await asked).toEqual([missing, missing]);
});

test('a read that hangs throws, and what cannot be closed is left', async () => {
  const { clock, guarded } = createRig({ open: async () => ({ ok: true, value: { read: never, close: never } }) });
  const opened = await guarded.open('/a');
  if (!opened.ok) throw new Error('not opened');
  const read = opened.value.read(new Uint8Array(1), 0, 1);
  const failure = read.then(
    () => null,
    (error: unknown) => error,
  );
  const closed = opened.value.close();
  await clock.pass(driveDeadlineMs);
  expect(await failure).toMatchObject({ code: 'drive-no-answer' });
  await closed;
});

test('a file that is opened too late is closed, and one in time is read as ever', async () => {
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<FileSource['open']>>>();
  const { clock, guarded } = createRig({ open: () => promise });
  const asked = guarded.open('/a');
  await clock.pass(driveDeadlineMs);
  expect(await asked).toEqual(missing);
  let closed = 0;
  const close = async (): Promise<void> => void (closed += 1);
  resolve({ ok: true, value: { read: async () => 7, close } });
  await clock.drain();
  expect(closed).toBe(1);
  const opened = await guarded.open('/a');
  expect(opened.ok && (await opened.value.read(new Uint8Array(8), 0, 8))).toBe(7);
  expect(clock.pending()).toEqual([]);
});

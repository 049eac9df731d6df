import { expect, test } from 'vitest';
import { createManualClock } from '../../../tests/helpers/manual-clock.ts';
import type { UploadId } from '../../shared/domain/ids.ts';
import type { LoadedUpload } from '../../shared/domain/upload.ts';
import { createEngineState, type EngineDeps } from './engine-state.ts';
import { createEntry } from './entry.ts';
import { keepTicking } from './ticker.ts';

/** An engine with one run that moves by itself, and a count of the looks at the whole queue. */
function createRig() {
  const clock = createManualClock();
  const told: number[] = [];
  let pumps = 0;
  const deps = { clock, onProgress: () => told.push(clock.nowMs()) } as unknown as EngineDeps;
  const state = createEngineState(deps, { pump: () => (pumps += 1), onStuck: () => {}, onHealed: () => {} });
  const record = { uploadId: 'a' as UploadId, state: 'uploading', sizeBytes: 1_000_000, bytesDone: 0, sentBytes: 0 };
  const loaded = { record, parts: [] } as unknown as LoadedUpload;
  const entry = createEntry(loaded, state.writer, (changed) => state.moved.add(changed));
  state.entries.set(entry.uploadId, entry);
  const no = (): boolean => false;
  const run = { abort: new AbortController(), ended: Promise.resolve(), isPreparing: no, willTakeAll: no, isStuck: no };
  state.runs.set(entry.uploadId, { ...run, inFlightBytes: () => clock.nowMs() - 1_000_000 });
  keepTicking(state);
  return { clock, state, told, pumps: () => pumps };
}

test('each tick tells what moved, and looks at the whole queue only when more may run', async () => {
  const { clock, state, told, pumps } = createRig();
  await clock.pass(1_000);
  expect(told.length).toBeGreaterThan(15);
  const before = pumps();
  await clock.pass(1_000);
  expect(pumps()).toBe(before);
  let isOpen = true;
  state.slots.join({ rank: () => 1, isOpen: () => isOpen, isEnding: () => false, grant: () => void (isOpen = false) });
  expect(state.slots.used()).toBe(1);
  await clock.pass(100);
  expect(pumps()).toBe(before + 1);
  state.slots.release();
  await clock.pass(100);
  expect(pumps()).toBe(before + 2);
  state.life.abort();
});

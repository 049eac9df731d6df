import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWriteHealth, type WriteFault } from './write-health.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class DiskError extends Error {
  readonly fault: WriteFault;
  constructor(fault: WriteFault) {
    super(fault);
    this.fault = fault;
  }
}

/** A disk whose fault can be set; `told` holds what was shown at each change. */
function disk() {
  const state: { fault: WriteFault | null; probes: number } = { fault: null, probes: 0 };
  const told: (WriteFault | null)[] = [];
  const health = createWriteHealth({
    probe() {
      state.probes += 1;
      if (state.fault) throw new DiskError(state.fault);
    },
    faultOf: (error) => (error instanceof DiskError ? error.fault : null),
    onChange: () => void told.push(health.fault()),
    probeEveryMs: 1_000,
  });
  return { state, told, health };
}

test('a failure is told once, and the next good write takes it back', () => {
  const { told, health } = disk();
  health.failed('DISK_FULL');
  health.failed('DISK_FULL');
  expect(health.fault()).toBe('DISK_FULL');
  health.succeeded();
  health.succeeded();
  expect(told).toEqual(['DISK_FULL', null]);
});

test('without anybody writing it is tried until the disk takes it, and no longer', () => {
  const { state, told, health } = disk();
  state.fault = 'DISK_FULL';
  health.failed('DISK_FULL');
  vi.advanceTimersByTime(2_500);
  expect(state.probes).toBe(2);
  expect(told).toEqual(['DISK_FULL']);
  state.fault = null;
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(['DISK_FULL', null]);
  vi.advanceTimersByTime(10_000);
  expect(state.probes).toBe(3);
});

test('a full disk that then cannot be written at all is told anew', () => {
  const { state, told, health } = disk();
  health.failed('DISK_FULL');
  state.fault = 'READ_ONLY';
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(['DISK_FULL', 'READ_ONLY']);
});

test('other errors are none of its business', () => {
  const { told, health } = disk();
  expect(health.noticed(new Error('a bug'))).toBe(false);
  expect(health.noticed(new DiskError('READ_ONLY'))).toBe(true);
  expect(told).toEqual(['READ_ONLY']);
});

test('after it was stopped nothing is tried any more', () => {
  const { state, health } = disk();
  health.failed('DISK_FULL');
  health.stop();
  vi.advanceTimersByTime(10_000);
  expect(state.probes).toBe(0);
});

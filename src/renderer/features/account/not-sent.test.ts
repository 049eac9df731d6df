import { expect, test } from 'vitest';
import type { Output } from '../../lib/ipc-client.ts';
import { whyNotSent } from './not-sent.ts';

type SyncStatus = Output<'sync.sendWaiting'>;
const after = (state: SyncStatus['state'], waiting: number, deadLetters = 0): SyncStatus => ({
  state,
  waiting,
  deadLetters,
  conflicts: 0,
  savedAtMs: 1,
  lastSyncedAtMs: 1,
});

test('with nothing left there is no reason to stay, whatever the last round said', () => {
  for (const state of ['idle', 'offline', 'stopped'] as const) expect(whyNotSent(after(state, 0))).toBeNull();
});

test('what waits says why, and what was refused is told when nothing else is left', () => {
  for (const state of ['offline', 'captive', 'blocked'] as const) expect(whyNotSent(after(state, 1))).toBe(state);
  for (const state of ['stopped', 'idle', 'needs-auth', 'syncing'] as const)
    expect(whyNotSent(after(state, 1, 1))).toBe('stopped');
  expect(whyNotSent(after('idle', 0, 1))).toBe('refused');
});

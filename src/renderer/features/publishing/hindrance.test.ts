import { expect, test } from 'vitest';
import type { Finding } from '../../../shared/domain/publish-check.ts';
import { syncState } from '../../../shared/domain/sync-status.ts';
import { hindranceOf } from './hindrance.ts';

const finding = (level: Finding['level'], isMet: boolean): Finding => ({
  check: 'course.cover',
  level,
  isMet,
  have: null,
  min: null,
  max: null,
  places: [],
});

test('publishing waits for an account, the network, a server that fits and the checklist, and for nothing else', () => {
  const met = Object.fromEntries(
    syncState.options.map((state) => [state, hindranceOf([finding('blocker', true)], state)]),
  );
  expect(met).toEqual({
    'local-only': 'account',
    'signed-out': 'account',
    'needs-auth': 'account',
    offline: 'offline',
    captive: 'offline',
    blocked: 'server',
    stopped: null,
    idle: null,
    syncing: null,
  });
  expect(hindranceOf([finding('warning', false)], 'idle')).toBeNull();
  expect(hindranceOf([finding('blocker', false)], 'idle')).toBe('blockers');
  expect(hindranceOf([finding('blocker', false)], 'offline')).toBe('offline');
});

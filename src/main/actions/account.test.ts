import { expect, test } from 'vitest';
import type { SyncStatus } from '../../shared/domain/sync-status.ts';
import { createAccountActions, type AccountDeps } from './account.ts';

const quiet: SyncStatus = {
  state: 'idle',
  waiting: 0,
  lastSyncedAtMs: 1,
  savedAtMs: 1,
  conflicts: 0,
  deadLetters: 0,
};

function withStatus(status: Partial<SyncStatus>) {
  let signedOut = 0;
  const session = { current: () => ({ state: 'signed-out', user: null }), signOut: async () => void (signedOut += 1) };
  const deps = { session, syncStatus: () => ({ ...quiet, ...status }) } as unknown as AccountDeps;
  const actions = createAccountActions(deps);
  const signOut = (keepsWaiting: boolean) => actions['session.signOut']({ keepsWaiting }, { windowId: 1 });
  return { signOut, signedOut: () => signedOut };
}

test('with nothing that waits one is signed out at once; conflicts are at the server already', async () => {
  const account = withStatus({ conflicts: 3 });
  expect(await account.signOut(false)).toMatchObject({ success: true });
  expect(account.signedOut()).toBe(1);
});

test.each([{ waiting: 1 }, { deadLetters: 1 }])(
  'with %o only after somebody has said that it is to be kept',
  async (left) => {
    const account = withStatus(left);
    expect(await account.signOut(false)).toMatchObject({ error: { code: 'CHANGES_WAITING' } });
    expect(account.signedOut()).toBe(0);
    expect(await account.signOut(true)).toMatchObject({ success: true });
    expect(account.signedOut()).toBe(1);
  },
);

import type { Output } from '../../lib/ipc-client.ts';

/** Why changes are still here after they were to be sent (`settings.account.leave.notSent`). */
export type NotSent = 'refused' | 'offline' | 'captive' | 'blocked' | 'stopped';

/** Null: everything is at the server. What was refused can be tried as often as one likes; it stays refused. */
export function whyNotSent({ state, waiting, deadLetters }: Output<'sync.sendWaiting'>): NotSent | null {
  if (waiting === 0) return deadLetters > 0 ? 'refused' : null;
  if (state === 'offline' || state === 'captive' || state === 'blocked') return state;
  return 'stopped';
}

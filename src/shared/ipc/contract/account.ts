import { z } from 'zod';
import { userId } from '../../domain/ids.ts';
import { syncStatus } from '../../domain/sync-status.ts';
import { command, event, query } from '../define.ts';

/** Who is signed in. `locked`: the organisation's policy sets the server, so the form shows it read-only. */
export const session = z.strictObject({
  state: z.enum(['signed-out', 'signed-in', 'needs-auth']),
  user: z.strictObject({ userId, email: z.string(), displayName: z.string() }).nullable(),
});
export const server = z.strictObject({ url: z.string(), publishableKey: z.string(), locked: z.boolean() });

const signInErrors = [
  'NOT_CONFIGURED',
  'OFFLINE',
  'WRONG_CREDENTIALS',
  'EMAIL_NOT_CONFIRMED',
  'RATE_LIMITED',
  'DOMAIN_NOT_ALLOWED',
  'VAULT_UNAVAILABLE',
  'SERVER',
] as const;

export const accountRoutes = {
  'session.get': query({ input: z.strictObject({}), output: session, errors: [] }),
  'session.signIn': command({
    input: z.strictObject({ email: z.email().max(320), password: z.string().min(1).max(1_000) }),
    output: session,
    errors: signInErrors,
  }),
  /**
   * Forgets the session here at once. Unless `keepsWaiting`, only when nothing waits and nothing was refused: what does
   * stays in this account's file and goes on at its next sign-in, and somebody is to have said that they want that.
   */
  'session.signOut': command({
    input: z.strictObject({ keepsWaiting: z.boolean() }),
    output: session,
    errors: ['CHANGES_WAITING'],
  }),
  'server.get': query({ input: z.strictObject({}), output: server, errors: [] }),
  'server.save': command({
    input: z.strictObject({ url: z.string().max(2_000), publishableKey: z.string().max(2_000) }),
    output: server,
    errors: ['LOCKED', 'INVALID_URL', 'INSECURE_URL'],
  }),
  'sync.getStatus': query({ input: z.strictObject({}), output: syncStatus, errors: [] }),
  'sync.now': command({ input: z.strictObject({}), output: z.strictObject({}), errors: [] }),
  /** Sends what waits, and answers when nothing does or it cannot be sent now: `state` says why. */
  'sync.sendWaiting': command({ input: z.strictObject({}), output: syncStatus, errors: [] }),
};

export const accountEvents = {
  /** Another person's data may be on screen now: everything is to be read again. */
  'session.changed': event(z.strictObject({ state: session.shape.state, profileChanged: z.boolean() })),
  'sync.statusChanged': event(syncStatus),
};

import { mutationOptions } from '@tanstack/react-query';
import { call, type Input } from '../../lib/ipc-client.ts';
import { accountKeys } from './queries.ts';

/** Not optimistic: nobody is signed in before the server says so. */
export const signIn = mutationOptions({
  mutationFn: (credentials: Input<'session.signIn'>) => call('session.signIn', credentials),
  // The cache keeps what a mutation was called with; a password is forgotten with its form.
  gcTime: 0,
  onSuccess: (session, _credentials, _before, { client }) => client.setQueryData(accountKeys.session, session),
});

export const signOut = mutationOptions({
  mutationFn: (input: Input<'session.signOut'>) => call('session.signOut', input),
  onSuccess: (session, _input, _before, { client }) => client.setQueryData(accountKeys.session, session),
});

/** Sends what waits before the person leaves; answers how that ended. */
export const sendWaiting = mutationOptions({ mutationFn: () => call('sync.sendWaiting', {}) });

/** Asks where to, writes the changes to a file, and takes them back here. */
export const saveAndDiscard = mutationOptions({ mutationFn: () => call('unsent.saveAndDiscard', {}) });

export const saveServer = mutationOptions({
  mutationFn: (server: Input<'server.save'>) => call('server.save', server),
  onSuccess: (server, _input, _before, { client }) => client.setQueryData(accountKeys.server, server),
});

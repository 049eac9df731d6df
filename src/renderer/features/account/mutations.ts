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
  mutationFn: () => call('session.signOut', {}),
  onSuccess: (session, _input, _before, { client }) => client.setQueryData(accountKeys.session, session),
});

export const saveServer = mutationOptions({
  mutationFn: (server: Input<'server.save'>) => call('server.save', server),
  onSuccess: (server, _input, _before, { client }) => client.setQueryData(accountKeys.server, server),
});

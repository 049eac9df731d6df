import { mutationOptions } from '@tanstack/react-query';
import { call, type Input } from '../lib/ipc-client.ts';
import { takeLocalStep } from './local-steps.ts';

/** Marks undo and redo in the mutation cache: what goes while one of them runs was taken away here, by the user. */
export const historyMutationKey = ['history'] as const;

/*
 * None is optimistic: what a step changes is main's to say, and its events bring the changed rows. What a screen has not
 * saved yet is newer than all that main knows of.
 */

/** One after the other: two quick undos would both find the same last step of a screen. */
const inTurn = { mutationKey: historyMutationKey, scope: { id: 'history' } } as const;

export const undoStep = mutationOptions({
  ...inTurn,
  mutationFn: async () => (await takeLocalStep('undo')) ?? call('history.undo', {}),
});

export const redoStep = mutationOptions({
  ...inTurn,
  mutationFn: async () => (await takeLocalStep('redo')) ?? call('history.redo', {}),
});

export const goToStep = mutationOptions({
  mutationKey: historyMutationKey,
  mutationFn: (n: number) => call('history.goTo', { n }),
});

/** Answers the question about a step that another computer has changed since. */
export const resolveStep = mutationOptions({
  mutationKey: historyMutationKey,
  mutationFn: (input: Input<'history.resolve'>) => call('history.resolve', input),
});

import { mutationOptions, type MutationFunctionContext } from '@tanstack/react-query';
import type { Outline } from '../../shared/domain/course.ts';
import { type OutlineChanges, withOutlineChanges } from '../../shared/domain/outline-changes.ts';
import { call, type Input } from '../lib/ipc-client.ts';
import { outlineKey } from '../lib/outline-key.ts';
import { takeLocalStep } from './local-steps.ts';

/** Marks undo and redo in the mutation cache: what goes while one of them runs was taken away here, by the user. */
export const historyMutationKey = ['history'] as const;

/*
 * None is optimistic: what a step changes is main's to say. What became of an outline comes with the answer and is shown at
 * once; all else, and what the answer leaves out, is read again by the events. What a screen has not saved yet is newer
 * than all that main knows of.
 */

type Client = MutationFunctionContext['client'];

/** Shows what a step has made of an outline; what it does not have is left to the reading that follows. */
async function show<Step extends { readonly outline: OutlineChanges | null }>(client: Client, step: Step) {
  const changes = step.outline;
  if (!changes) return step;
  const queryKey = outlineKey(changes.courseId);
  const { fetchStatus, isInvalidated } = client.getQueryState(queryKey) ?? {};
  const isBeingRead = fetchStatus === 'fetching';
  // Out of sight, and changed since it was read: it is read when it is shown.
  if (isInvalidated && !isBeingRead) return step;
  // What is being read may be as old as before the step.
  await client.cancelQueries({ queryKey });
  const held = client.getQueryData<Outline>(queryKey);
  const now = held && withOutlineChanges(held, changes);
  if (now) client.setQueryData(queryKey, now);
  if (isBeingRead) void client.invalidateQueries({ queryKey });
  return step;
}

/** One after the other: two quick undos would both find the same last step of a screen. */
const inTurn = { mutationKey: historyMutationKey, scope: { id: 'history' } } as const;

export const undoStep = mutationOptions({
  ...inTurn,
  mutationFn: async (_input: void, { client }) =>
    (await takeLocalStep('undo')) ?? show(client, await call('history.undo', {})),
});

export const redoStep = mutationOptions({
  ...inTurn,
  mutationFn: async (_input: void, { client }) =>
    (await takeLocalStep('redo')) ?? show(client, await call('history.redo', {})),
});

export const goToStep = mutationOptions({
  mutationKey: historyMutationKey,
  mutationFn: async (n: number, { client }) => show(client, await call('history.goTo', { n })),
});

/** Answers the question about a step that another computer has changed since. */
export const resolveStep = mutationOptions({
  mutationKey: historyMutationKey,
  mutationFn: async (input: Input<'history.resolve'>, { client }) => show(client, await call('history.resolve', input)),
});

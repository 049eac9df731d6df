import { mutationOptions } from '@tanstack/react-query';
import { call, type Input } from '../../lib/ipc-client.ts';

/** Not optimistic: main looks at every text once more, and only it knows which are still the ones that were shown. */
export const replaceTexts = mutationOptions({
  mutationFn: (input: Input<'text.replace'>) => call('text.replace', input),
});

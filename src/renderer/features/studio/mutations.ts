import { mutationOptions } from '@tanstack/react-query';
import type { Settings } from '../../../shared/ipc/contract/studio.ts';
import { call, type Input } from '../../lib/ipc-client.ts';
import { studioKeys } from './queries.ts';

/** Settings take effect on screen at once, and go back when main could not keep them. */
export const saveSettings = mutationOptions({
  mutationFn: (change: Partial<Settings>) => call('settings.save', change),
  onMutate: async (change, { client }) => {
    await client.cancelQueries({ queryKey: studioKeys.settings });
    const before = client.getQueryData<Settings>(studioKeys.settings);
    if (before) client.setQueryData<Settings>(studioKeys.settings, { ...before, ...change });
    return before;
  },
  onError: (_error, _change, before, { client }) => client.setQueryData(studioKeys.settings, before),
  onSettled: (_data, _error, _change, _before, { client }) =>
    client.invalidateQueries({ queryKey: studioKeys.settings }),
});

/** Another window may have been faster: whatever came of it, what is told is read again. */
export const dismissNotice = mutationOptions({
  mutationFn: (input: Input<'notice.dismiss'>) => call('notice.dismiss', input),
  onSettled: (_data, _error, _input, _before, { client }) => client.invalidateQueries({ queryKey: studioKeys.info }),
});

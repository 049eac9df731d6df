import { mutationOptions } from '@tanstack/react-query';
import { call } from '../../../lib/ipc-client.ts';

/** So that main asks before it closes the window. */
export const tellUnsaved = mutationOptions({
  mutationFn: (isUnsaved: boolean) => call('app.setUnsaved', { isUnsaved }),
});

export const closeWindow = mutationOptions({ mutationFn: () => call('app.closeWindow', {}) });

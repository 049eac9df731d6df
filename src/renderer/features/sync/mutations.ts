import { mutationOptions } from '@tanstack/react-query';
import { call } from '../../lib/ipc-client.ts';

/** Asks the server now; the status bar shows what comes of it. */
export const syncNow = mutationOptions({ mutationFn: () => call('sync.now', {}) });

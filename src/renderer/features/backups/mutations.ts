import { mutationOptions } from '@tanstack/react-query';
import { call } from '../../lib/ipc-client.ts';
import { backupsKey } from './queries.ts';

export const makeBackup = mutationOptions({
  mutationFn: () => call('backup.make', {}),
  onSettled: (_data, _error, _input, _before, { client }) => client.invalidateQueries({ queryKey: backupsKey }),
});

/** Main tells every window that another state is open; all of it is read again then. */
export const restoreBackup = mutationOptions({
  mutationFn: (name: string) => call('backup.restore', { name }),
});

export const showBackupFolder = mutationOptions({ mutationFn: () => call('backup.showFolder', {}) });

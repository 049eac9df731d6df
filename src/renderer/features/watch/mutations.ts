import { mutationOptions } from '@tanstack/react-query';
import type { FolderId } from '../../../shared/domain/ids.ts';
import { call, type Input } from '../../lib/ipc-client.ts';

/* None is optimistic: what a folder offers is found out by main, and told by `watch.changed`. */

/** The system's folder picker, then a watch; null when it was closed. */
export const watchFolder = mutationOptions({
  mutationKey: ['watch', 'add'],
  mutationFn: (input: Input<'watch.pickFolder'>) => call('watch.pickFolder', input),
});

export const chooseAnother = mutationOptions({
  mutationKey: ['watch', 'choose'],
  mutationFn: (folderId: FolderId) => call('watch.moveFolder', { folderId }),
});

export const stopWatching = mutationOptions({
  mutationKey: ['watch', 'remove'],
  mutationFn: (folderId: FolderId) => call('watch.forget', { folderId }),
});

export const checkNow = mutationOptions({
  mutationKey: ['watch', 'check'],
  mutationFn: (folderId: FolderId) => call('watch.scan', { folderId }),
});

export const dismissOffer = mutationOptions({
  mutationKey: ['watch', 'dismiss'],
  mutationFn: (folderId: FolderId) => call('watch.dismiss', { folderId }),
});

/** Opens the import preview of what is offered; answers its plan. */
export const reviewOffer = mutationOptions({
  mutationKey: ['watch', 'review'],
  mutationFn: (folderId: FolderId) => call('watch.openOffer', { folderId }),
});

import { mutationOptions } from '@tanstack/react-query';
import { call, type Input } from '../../lib/ipc-client.ts';
import { archiveKeys } from './queries.ts';

/** Asks where to save, then writes; null when nowhere was chosen. */
export const makeArchive = mutationOptions({
  mutationKey: ['archive', 'make'],
  mutationFn: (input: Input<'archive.make'>) => call('archive.make', input),
  onSettled: (_data, _error, { jobId }, _before, { client }) =>
    client.removeQueries({ queryKey: archiveKeys.progress(jobId) }),
});

/** Looks into a dropped file. */
export const openArchive = mutationOptions({
  mutationKey: ['archive', 'open'],
  mutationFn: (path: string) => call('archive.open', { path }),
});

/** The system's file picker, then the same; null when it was closed. */
export const pickArchive = mutationOptions({
  mutationKey: ['archive', 'pick'],
  mutationFn: () => call('archive.pick', {}),
});

export const pickArchiveFolder = mutationOptions({
  mutationKey: ['archive', 'folder'],
  mutationFn: (archiveId: string) => call('archive.pickFolder', { archiveId }),
  onSettled: (_data, _error, archiveId, _before, { client }) =>
    client.invalidateQueries({ queryKey: archiveKeys.preview(archiveId) }),
});

/** Not optimistic: the course has its ids from main, and the page waits for them. */
export const applyArchive = mutationOptions({
  mutationKey: ['archive', 'apply'],
  mutationFn: (archiveId: string) => call('archive.apply', { archiveId }),
  onSettled: (_data, _error, archiveId, _before, { client }) =>
    client.removeQueries({ queryKey: archiveKeys.progress(archiveId) }),
});

export const cancelArchiveJob = mutationOptions({
  mutationKey: ['archive', 'cancel'],
  mutationFn: (jobId: string) => call('archive.cancel', { jobId }),
});

export const discardArchive = mutationOptions({
  mutationKey: ['archive', 'discard'],
  mutationFn: (archiveId: string) => call('archive.discard', { archiveId }),
});

import { mutationOptions } from '@tanstack/react-query';
import type { VersionId } from '../../../../shared/domain/ids.ts';
import { call, type Input } from '../../../lib/ipc-client.ts';

/** Shows the file in the system's file manager; changes nothing. */
export const revealMedia = mutationOptions({
  mutationFn: (versionId: VersionId) => call('media.reveal', { versionId }),
});

/** Not shown before main has kept the picture: it gives the file its id. */
export const setThumbnail = mutationOptions({
  mutationFn: (chosen: Input<'lesson.setThumbnail'>) => call('lesson.setThumbnail', chosen),
});

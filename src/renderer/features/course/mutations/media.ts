import { mutationOptions } from '@tanstack/react-query';
import type { VersionId } from '../../../../shared/domain/ids.ts';
import { call } from '../../../lib/ipc-client.ts';

/** Shows the file in the system's file manager; changes nothing. */
export const revealMedia = mutationOptions({
  mutationFn: (versionId: VersionId) => call('media.reveal', { versionId }),
});

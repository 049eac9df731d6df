import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '../../hooks/use-translation.ts';
import { toast } from 'sonner';
import type { VersionId } from '../../../shared/domain/ids.ts';
import type { UploadSnapshot } from '../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';
import { useErrorToast } from '../../hooks/use-error-toast.ts';
import { copyText } from '../../lib/dom.ts';
import {
  pauseUploads,
  resumeUploads,
  retryUploads,
  revealUpload,
  sendAsIs,
  sendFirst,
  sendStoredAgain,
  startUploads,
} from './mutations.ts';
import { takesVerb, type Verb } from './state.ts';
import { uploadDetails } from './upload-details.ts';
import { showReceipt } from './uploads-ui-store.ts';
import { useCancelUpload } from './use-cancel-upload.ts';

/** A verb that main refused, for the place where it was asked for. */
export interface VerbFailure {
  readonly verb:
    | 'start'
    | 'pause'
    | 'resume'
    | 'retry'
    | 'sendAsIs'
    | 'sendFirst'
    | 'sendAgain'
    | 'reveal'
    | 'move'
    | 'queue';
  readonly error: unknown;
}
/** An upload and what its file is called. */
export interface NamedUpload {
  readonly snapshot: UploadSnapshot;
  readonly name: string;
  /** What was found of what it stored; left out where nobody looks for that. */
  readonly storedFault?: UploadRow['storedFault'];
}
export const namedUpload = ({ fileName: name, storedFault }: UploadRow, snapshot: UploadSnapshot): NamedUpload => ({
  snapshot,
  name,
  storedFault,
});
export interface UploadVerbs {
  /** Does it to those of the uploads that it applies to. */
  readonly run: (
    verb: Verb | 'sendAgain' | 'receipt' | 'reveal' | 'copyDetails',
    uploads: readonly NamedUpload[],
  ) => void;
  /** Queues videos that are on this computer only. */
  readonly start: (versionIds: VersionId[]) => void;
  readonly failure: VerbFailure | null;
  readonly setFailure: (failure: VerbFailure | null) => void;
}

/**
 * What can be done with uploads, one or several. Failures are kept, to be told where the verb was given; menus have no such
 * place (`inPlace: false`) and say them in a toast, beside the row that shows its old state again.
 */
export function useUploadVerbs({ inPlace = true } = {}): UploadVerbs {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<VerbFailure | null>(null);
  const sayError = useErrorToast();
  const fail = (what: VerbFailure) => (inPlace ? setFailure(what) : sayError(what.error));
  const cancel = useCancelUpload();
  const mutations = {
    pause: useMutation(pauseUploads),
    resume: useMutation(resumeUploads),
    retry: useMutation(retryUploads),
    sendAsIs: useMutation(sendAsIs),
    sendFirst: useMutation(sendFirst),
  };
  const reveal = useMutation(revealUpload);
  const again = useMutation(sendStoredAgain);
  const begin = useMutation(startUploads);
  const run: UploadVerbs['run'] = (verb, uploads) => {
    setFailure(null);
    if (verb === 'receipt') return showReceipt(uploads[0]?.snapshot.versionId ?? null);
    if (verb === 'copyDetails') {
      const details = uploads.map(({ snapshot, name }) => uploadDetails(snapshot, name));
      if (copyText(details.join('\n\n'))) toast(t('app.detailsCopied'));
      return;
    }
    if (verb === 'reveal') {
      const [first] = uploads;
      if (first) reveal.mutate(first.snapshot.versionId, { onError: (error) => fail({ verb, error }) });
      return;
    }
    if (verb === 'sendAgain') {
      const lost = uploads.filter(({ storedFault }) => storedFault?.canSendAgain);
      for (const { snapshot } of lost) {
        again.mutateAsync(snapshot.uploadId).catch((error: unknown) => fail({ verb, error }));
      }
      return;
    }
    const some = uploads.filter(({ snapshot }) => takesVerb(snapshot, verb));
    if (some.length === 0) return;
    if (verb === 'cancel') return cancel(some);
    const known = verb === 'tryNow' ? 'resume' : verb;
    const ids = some.map(({ snapshot: { uploadId, versionId } }) => ({ uploadId, versionId }));
    mutations[known].mutateAsync(ids).catch((error: unknown) => fail({ verb: known, error }));
  };
  const start: UploadVerbs['start'] = (versionIds) => {
    setFailure(null);
    begin.mutate(versionIds, { onError: (error) => fail({ verb: 'start', error }) });
  };
  return { run, start, failure, setFailure };
}

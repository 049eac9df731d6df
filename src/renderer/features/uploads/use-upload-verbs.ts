import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '../../hooks/use-translation.ts';
import { toast } from 'sonner';
import type { UploadSnapshot } from '../../../shared/domain/upload.ts';
import { useErrorToast } from '../../hooks/use-error-toast.ts';
import { copyText } from '../../lib/dom.ts';
import { pauseUploads, resumeUploads, retryUploads, revealUpload, sendAsIs, sendFirst } from './mutations.ts';
import type { Verb } from './state.ts';
import { uploadDetails } from './upload-details.ts';
import { useCancelUpload } from './use-cancel-upload.ts';

/** A verb that main refused, for the place where it was asked for. */
export interface VerbFailure {
  readonly verb: 'pause' | 'resume' | 'retry' | 'sendAsIs' | 'sendFirst' | 'reveal' | 'queue';
  readonly error: unknown;
}
export interface UploadVerbs {
  readonly run: (verb: Verb | 'reveal' | 'copyDetails', snapshot: UploadSnapshot, name: string) => void;
  readonly failure: VerbFailure | null;
  readonly setFailure: (failure: VerbFailure | null) => void;
}

/**
 * What can be done with single uploads. Failures are kept, to be told where the verb was given; menus have no such
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
  const run: UploadVerbs['run'] = (verb, snapshot, name) => {
    setFailure(null);
    if (verb === 'cancel') return cancel(snapshot, name);
    if (verb === 'copyDetails') {
      if (copyText(uploadDetails(snapshot, name))) toast(t('app.detailsCopied'));
      return;
    }
    if (verb === 'reveal') {
      reveal.mutate(snapshot.versionId, { onError: (error) => fail({ verb, error }) });
      return;
    }
    const known = verb === 'tryNow' ? 'resume' : verb;
    const { uploadId, versionId } = snapshot;
    mutations[known].mutateAsync([{ uploadId, versionId }]).catch((error: unknown) => fail({ verb: known, error }));
  };
  return { run, failure, setFailure };
}

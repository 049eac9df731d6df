import { useMutation } from '@tanstack/react-query';
import { useTranslation } from '../../hooks/use-translation.ts';
import { toast } from 'sonner';
import type { UploadSnapshot } from '../../../shared/domain/upload.ts';
import { useFormats } from '../../hooks/studio-context.ts';
import { useErrorToast } from '../../hooks/use-error-toast.ts';
import { cancelUploads, pauseUploads, resumeUploads } from './mutations.ts';
import { setLeaving } from './uploads-ui-store.ts';

/** How long a cancelled upload can be taken back. */
const UNDO_MS = 8_000;

/**
 * Cancels an upload in two steps, because the second cannot be undone (what was sent is removed): it is paused at
 * once, and cancelled when the offer to undo has gone. A window closed in between leaves it paused, with nothing lost.
 */
export function useCancelUpload(): (snapshot: UploadSnapshot, name: string) => void {
  const { t } = useTranslation();
  const { amount } = useFormats();
  const sayError = useErrorToast();
  const pause = useMutation(pauseUploads);
  const resume = useMutation(resumeUploads);
  const cancel = useMutation(cancelUploads);
  return (snapshot, name) => {
    const { uploadId, versionId, state, bytesDone } = snapshot;
    const one = { uploadId, versionId };
    const rests = state === 'paused' || state === 'failed';
    if (!setLeaving(uploadId, true)) return;
    if (!rests) pause.mutateAsync([one]).catch(sayError);
    const finish = () => {
      if (setLeaving(uploadId, false)) cancel.mutateAsync([one]).catch(sayError);
    };
    const takeBack = () => {
      if (setLeaving(uploadId, false) && !rests) resume.mutateAsync([one]).catch(sayError);
    };
    toast(t('uploads.cancelled.said', { name }), {
      description:
        bytesDone > 0 ? t('uploads.cancelled.sent', { size: amount(bytesDone) }) : t('uploads.cancelled.nothingSent'),
      duration: UNDO_MS,
      action: { label: t('app.undo'), onClick: takeBack },
      onAutoClose: finish,
      onDismiss: finish,
    });
  };
}

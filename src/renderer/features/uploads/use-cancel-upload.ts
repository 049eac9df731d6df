import { useMutation } from '@tanstack/react-query';
import { useTranslation } from '../../hooks/use-translation.ts';
import { toast } from 'sonner';
import type { UploadSnapshot } from '../../../shared/domain/upload.ts';
import { useFormats } from '../../hooks/studio-context.ts';
import { useErrorToast } from '../../hooks/use-error-toast.ts';
import { cancelUploads, pauseUploads, resumeUploads } from './mutations.ts';
import { setLeaving } from './uploads-ui-store.ts';
import type { NamedUpload } from './use-upload-verbs.ts';

/** How long a cancelled upload can be taken back. */
const UNDO_MS = 8_000;

/**
 * Cancels uploads in two steps, because the second cannot be undone (what was sent is removed): they are paused at
 * once, and cancelled when the offer to undo has gone. A window closed in between leaves them paused, with nothing lost.
 */
export function useCancelUpload(): (uploads: readonly NamedUpload[]) => void {
  const { t } = useTranslation();
  const { amount } = useFormats();
  const sayError = useErrorToast();
  const pause = useMutation(pauseUploads);
  const resume = useMutation(resumeUploads);
  const cancel = useMutation(cancelUploads);
  return (uploads) => {
    const leaving = uploads.filter(({ snapshot }) => setLeaving(snapshot.uploadId, true));
    const [first] = leaving;
    if (!first) return;
    const all = leaving.map(({ snapshot }) => snapshot);
    const moving = all.filter(({ state }) => state !== 'paused' && state !== 'failed');
    if (moving.length > 0) pause.mutateAsync(moving).catch(sayError);
    const still = (some: readonly UploadSnapshot[]) => some.filter(({ uploadId }) => setLeaving(uploadId, false));
    const finish = () => {
      const left = still(all);
      if (left.length > 0) cancel.mutateAsync(left).catch(sayError);
    };
    const takeBack = () => {
      const back = new Set(still(all));
      const again = moving.filter((one) => back.has(one));
      if (again.length > 0) resume.mutateAsync(again).catch(sayError);
    };
    const bytesDone = all.reduce((sum, one) => sum + one.bytesDone, 0);
    toast(t('uploads.cancelled.said', { count: all.length, name: first.name }), {
      description:
        bytesDone > 0
          ? t('uploads.cancelled.sent', { count: all.length, size: amount(bytesDone) })
          : t('uploads.cancelled.nothingSent', { count: all.length }),
      duration: UNDO_MS,
      action: { label: t('app.undo'), onClick: takeBack },
      onAutoClose: finish,
      onDismiss: finish,
    });
  };
}

import { useMutation, useQuery } from '@tanstack/react-query';
import { nextAction, type NextAction, type UploadReason } from '../../../../shared/domain/upload.ts';
import { Button } from '../../../components/button.tsx';
import { useErrorToast } from '../../../hooks/use-error-toast.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { resumeUploads } from '../mutations.ts';
import { uploadListQuery } from '../queries.ts';
import { useLiveLook } from '../use-live-look.ts';
import { ReasonAction } from './reason-action.tsx';

/** Somebody does these outside of Lectern, and knows better than it when they are done. */
const outside: ReadonlySet<NextAction> = new Set(['raise-cap', 'free-disk-space', 'check-clock']);

/** The way on where the whole queue stands for one reason. */
export function StopAction({ reason }: { readonly reason: UploadReason }) {
  return outside.has(nextAction(reason.code)) ? <TryNow /> : <ReasonAction reason={reason} />;
}

/** Tries all that waits, and not what somebody paused. */
function TryNow() {
  const { t } = useTranslation();
  const onError = useErrorToast();
  const { data: rows = [] } = useQuery(uploadListQuery);
  const look = useLiveLook();
  const resume = useMutation(resumeUploads);
  const tryAll = () => {
    const waiting = rows.map(look).filter(({ state }) => state === 'waiting');
    const some = waiting.map(({ uploadId, versionId }) => ({ uploadId, versionId }));
    if (some.length > 0) resume.mutate(some, { onError });
  };
  return (
    <Button look="quiet" size="compact" className="px-2 text-12 text-accent-text" onClick={tryAll}>
      {t('uploads.verb.tryNow')}
    </Button>
  );
}

import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { nextAction, type UploadReason } from '../../../../shared/domain/upload.ts';
import { Button } from '../../../components/button.tsx';
import { useErrorToast } from '../../../hooks/use-error-toast.ts';
import { sendAnyway } from '../mutations.ts';

/** The way on from a reason, where it is a click away; nothing where it lies outside of Lectern (the words say it). */
export function ReasonAction({ reason, onCopy }: { readonly reason: UploadReason; readonly onCopy?: () => void }) {
  const { t } = useTranslation();
  const action = nextAction(reason.code);
  const words = t(`uploads.action.${action}`);
  if (action === 'check-storage' || action === 'sign-in') {
    const section = action === 'sign-in' ? 'account' : 'storage';
    return (
      <Button asChild look="quiet" size="compact" className="px-2 text-12 text-accent-text">
        <Link to="/settings/$section" params={{ section }}>
          {words}
        </Link>
      </Button>
    );
  }
  if (action === 'send-anyway') return <SendAnyway words={words} />;
  if (action !== 'report' || !onCopy) return null;
  return (
    <Button look="quiet" size="compact" className="px-2 text-12 text-accent-text" onClick={onCopy}>
      {words}
    </Button>
  );
}

/** All uploads, not only this one: the reason is everybody's. */
function SendAnyway({ words }: { readonly words: string }) {
  const { t } = useTranslation();
  const onError = useErrorToast();
  const send = useMutation(sendAnyway);
  return (
    <span className="flex">
      <Button
        look="quiet"
        size="compact"
        className="px-2 text-12 text-accent-text"
        onClick={() => send.mutate(undefined, { onError })}
      >
        {words}
      </Button>
      <Button asChild look="quiet" size="compact" className="px-2 text-12 text-accent-text">
        <Link to="/settings/$section" params={{ section: 'uploads' }}>
          {t('uploads.action.settings')}
        </Link>
      </Button>
    </span>
  );
}

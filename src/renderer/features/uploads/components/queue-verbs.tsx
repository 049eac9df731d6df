import { useMutation } from '@tanstack/react-query';
import { AlarmClock, Pause, Play, type LucideIcon } from 'lucide-react';
import type { QueueSummary } from '../../../../shared/domain/upload.ts';
import { Button } from '../../../components/button.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { useErrorToast } from '../../../hooks/use-error-toast.ts';
import { useOffer } from '../../../hooks/use-offer.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { queueVerbsOf, type QueueVerb } from '../dock-line.ts';
import { clearDone, pauseAll, resumeAll, retryFailed } from '../mutations.ts';

/** The others are words. */
const icons: Partial<Record<QueueVerb, LucideIcon>> = { pauseAll: Pause, pauseHour: AlarmClock, resumeAll: Play };

/** What can be done with the whole queue; only what would change something is there. */
export function QueueVerbs({ summary }: { readonly summary: QueueSummary }) {
  const { t } = useTranslation();
  // The line shows the old state again when main refuses; the toast says why.
  const onError = useErrorToast();
  const pause = useMutation(pauseAll);
  const resume = useMutation(resumeAll);
  const retry = useMutation(retryFailed);
  const clear = useMutation(clearDone);
  const acts: Record<QueueVerb, () => void> = {
    retryFailed: () => retry.mutate(undefined, { onError }),
    clearDone: () => clear.mutate(undefined, { onError }),
    pauseAll: () => pause.mutate({ minutes: null }, { onError }),
    pauseHour: () => pause.mutate({ minutes: 60 }, { onError }),
    resumeAll: () => resume.mutate(undefined, { onError }),
  };
  const verbs = queueVerbsOf(summary).map((verb) => ({
    id: verb,
    label: t(`uploads.verb.${verb}`),
    onSelect: acts[verb],
  }));
  useOffer(verbs);
  return verbs.map(({ id, label, onSelect }) => {
    const icon = icons[id];
    if (icon) return <IconButton key={id} icon={icon} label={label} onClick={onSelect} />;
    return (
      <Button key={id} look="quiet" size="compact" className="px-2 text-12" onClick={onSelect}>
        {label}
      </Button>
    );
  });
}

import { VideoOff } from 'lucide-react';
import { cx } from '../../../components/cx.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { PlayerFault } from '../player-model.ts';

/** What stands where the picture would be: why there is none, and the way on. */
export function PlayerFaultNote({ fault, onRetry }: { readonly fault: PlayerFault; readonly onRetry?: () => void }) {
  const { t } = useTranslation();
  const [title, hint] = useFaultWords(fault);
  return (
    <div
      role={onRetry ? 'alert' : undefined}
      data-selectable
      className={cx(
        'flex aspect-video w-full flex-col items-center justify-center gap-1.5 overflow-y-auto',
        'rounded-md border border-line bg-sunken p-4 text-center',
      )}
    >
      <Icon of={VideoOff} className="size-5 text-ink-faint" />
      <p className="text-13 text-balance">{title}</p>
      {hint ? <p className="text-12 text-balance text-ink-muted">{hint}</p> : null}
      {onRetry ? (
        <Button size="compact" onClick={onRetry} className="mt-1">
          {t('app.retry')}
        </Button>
      ) : null}
    </div>
  );
}

function useFaultWords(fault: PlayerFault): readonly [title: string, hint: string | null] {
  const { t } = useTranslation();
  const { duration } = useFormats();
  switch (fault.kind) {
    case 'none':
      return [t('coursePage.player.none'), null];
    case 'damaged': {
      const time = duration(fault.atMs);
      return [t('coursePage.player.damaged', { time }), t('coursePage.player.damagedHint')];
    }
    case 'codec': {
      const { format } = fault;
      const words = format ? t('coursePage.player.codec', { format }) : t('coursePage.player.codecUnknown');
      return [words, t('coursePage.player.codecHint')];
    }
    default:
      return [t(`coursePage.player.${fault.kind}`), t(`coursePage.player.${fault.kind}Hint`)];
  }
}

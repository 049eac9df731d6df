import type { Conflict } from '../../../shared/ipc/contract/outbox.ts';
import { useFormats } from '../../hooks/studio-context.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import { otherSide } from './model.ts';

/** A conflict in words: which other computer changed the same, and when; whose words are the ones that lost. */
export function useConflictWords(conflict: Pick<Conflict, 'isMine' | 'winnerBy' | 'loserBy' | 'atMs'>) {
  const { t } = useTranslation();
  const { clock } = useFormats();
  const nowMs = useNow();
  const { device, atMs } = otherSide(conflict);
  const name = device || t('changes.anotherComputer');
  return {
    also: t('changes.also', { device: name, time: clock(atMs ?? conflict.atMs, nowMs) }),
    lost: conflict.isMine ? t('changes.mine') : t('changes.wordsOf', { device: name }),
  };
}

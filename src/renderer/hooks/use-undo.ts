import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { HistoryDirection } from '../../shared/domain/history.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { useTranslation } from './use-translation.ts';
import { askAboutStep } from './history-ui.ts';
import { failedWith } from '../lib/error-words.ts';
import { call } from '../lib/ipc-client.ts';
import { toastStep } from '../lib/step-toast.ts';
import { stepWords } from '../lib/step-words.ts';
import { useErrorToast } from './use-error-toast.ts';

/** Marks undo and redo in the mutation cache: what goes while one of them runs was taken away here, by the user. */
export const historyMutationKey = ['history'] as const;

/** Undo and redo of the last step, said in a toast that offers the way back. Main's events bring the changed rows. */
export function useUndo() {
  const { t } = useTranslation();
  const sayError = useErrorToast();
  const failed = (direction: HistoryDirection) => (error: unknown) =>
    failedWith(error, 'CHANGED_SINCE') ? askAboutStep(direction) : sayError(error);
  const said = (words: string, label: string, onClick: () => void) => toastStep(words, { label, onClick });
  const undone = (step: StepLabel) =>
    said(t('toast.undone', { step: stepWords(t, step) }), t('app.redo'), () => redo());
  const redone = (step: StepLabel) =>
    said(t('toast.redone', { step: stepWords(t, step) }), t('app.undo'), () => undo());
  const [forUndo, forRedo] = (['undo', 'redo'] as const).map((direction) => ({
    mutationKey: historyMutationKey,
    onError: failed(direction),
  }));
  const { mutate: undo } = useMutation({ ...forUndo, mutationFn: () => call('history.undo', {}), onSuccess: undone });
  const { mutate: redo } = useMutation({ ...forRedo, mutationFn: () => call('history.redo', {}), onSuccess: redone });
  return { undo: useCallback(() => undo(), [undo]), redo: useCallback(() => redo(), [redo]) };
}

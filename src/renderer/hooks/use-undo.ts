import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { HistoryDirection } from '../../shared/domain/history.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import { useTranslation } from './use-translation.ts';
import { redoStep, undoStep } from './history-mutations.ts';
import { askAboutStep } from './history-ui.ts';
import { failedWith } from '../lib/error-words.ts';
import { toastStep } from '../lib/step-toast.ts';
import { stepWords } from '../lib/step-words.ts';
import { useErrorToast } from './use-error-toast.ts';

type Taken = { readonly label: StepLabel } | string;

/** Undo and redo of the last step, said in a toast that offers the way back. What is changed comes with main's answer and its events. */
export function useUndo() {
  const { t } = useTranslation();
  const sayError = useErrorToast();
  const failed = (direction: HistoryDirection) => (error: unknown) =>
    failedWith(error, 'CHANGED_SINCE') ? askAboutStep(direction) : sayError(error);
  const said = (words: string, label: string, onClick: () => void) => toastStep(words, { label, onClick });
  // A step of a screen, not of main's history, comes as its words.
  const wordsOf = (step: Taken) => (typeof step === 'string' ? step : stepWords(t, step.label));
  const undone = (step: Taken) => said(t('toast.undone', { step: wordsOf(step) }), t('app.redo'), () => redo());
  const redone = (step: Taken) => said(t('toast.redone', { step: wordsOf(step) }), t('app.undo'), () => undo());
  const { mutate: undo } = useMutation({ ...undoStep, onError: failed('undo'), onSuccess: undone });
  const { mutate: redo } = useMutation({ ...redoStep, onError: failed('redo'), onSuccess: redone });
  return { undo: useCallback(() => undo(), [undo]), redo: useCallback(() => redo(), [redo]) };
}

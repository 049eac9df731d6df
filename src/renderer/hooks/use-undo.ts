import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from './use-translation.ts';
import { call } from '../lib/ipc-client.ts';
import { toastStep } from '../lib/step-toast.ts';
import { stepWords } from '../lib/step-words.ts';
import { useErrorToast } from './use-error-toast.ts';

/** Undo and redo of the last step, said in a toast. Main's events bring the changed rows. */
export function useUndo() {
  const { t } = useTranslation();
  const onError = useErrorToast();
  const { mutate: undo } = useMutation({
    mutationFn: () => call('history.undo', {}),
    onSuccess: (label) => toastStep(t('toast.undone', { step: stepWords(t, label) })),
    onError,
  });
  const { mutate: redo } = useMutation({
    mutationFn: () => call('history.redo', {}),
    onSuccess: (label) => toastStep(t('toast.redone', { step: stepWords(t, label) })),
    onError,
  });
  return { undo: useCallback(() => undo(), [undo]), redo: useCallback(() => redo(), [redo]) };
}

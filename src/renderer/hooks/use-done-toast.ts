import { toastStep } from '../lib/step-toast.ts';
import { useTranslation } from './use-translation.ts';
import { useUndo } from './use-undo.ts';

/** Says that something was done and offers to undo it: `sayDone('Deleted “Cell Biology”')`. */
export function useDoneToast(): (words: string) => void {
  const { t } = useTranslation();
  const { undo } = useUndo();
  return (words) => toastStep(words, { label: t('app.undo'), onClick: undo });
}

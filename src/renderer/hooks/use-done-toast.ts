import { useTranslation } from './use-translation.ts';
import { toast } from 'sonner';
import { useUndo } from './use-undo.ts';

/** Says that something was done and offers to undo it: `sayDone('Deleted “Cell Biology”')`. */
export function useDoneToast(): (words: string) => void {
  const { t } = useTranslation();
  const { undo } = useUndo();
  return (words) => {
    toast(words, { duration: 8_000, action: { label: t('app.undo'), onClick: undo } });
  };
}

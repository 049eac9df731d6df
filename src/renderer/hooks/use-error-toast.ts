import { useCallback } from 'react';
import { useTranslation } from './use-translation.ts';
import { toast } from 'sonner';
import { errorWords } from '../lib/error-words.ts';

/** Tells a failure whose place on screen is gone by now; where there is a place, use an `ErrorNote` there. */
export function useErrorToast(): (error: unknown) => void {
  const { t } = useTranslation();
  return useCallback(
    (error) => {
      const { title, hint } = errorWords(t, error);
      toast(title, { description: hint, duration: 12_000 });
    },
    [t],
  );
}

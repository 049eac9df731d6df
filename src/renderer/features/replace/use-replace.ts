import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TextSearch } from '../../../shared/domain/find-replace.ts';
import { closeReplace } from '../../hooks/replace-ui.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import { useUndo } from '../../hooks/use-undo.ts';
import { toastStep } from '../../lib/step-toast.ts';
import { replaceTexts } from './mutations.ts';
import { matchKey, type Match } from './queries.ts';

/** Replaces and says so, with the way back. Closes what it was asked from unless something was left: that is named. */
export function useReplace() {
  const { t } = useTranslation();
  const { undo } = useUndo();
  const [left, setLeft] = useState('');
  const { mutate, error, isPending, reset } = useMutation(replaceTexts);
  return {
    /** What was left, and why; empty: nothing. */
    left,
    error,
    isPending,
    forget(): void {
      reset();
      setLeft('');
    },
    run(search: TextSearch, matches: readonly Match[]): void {
      const titles = new Map(matches.map((match) => [matchKey(match), match.title]));
      const places = matches.map(({ field, id, digest }) => ({ field, id, digest }));
      mutate(
        { search, places },
        {
          onSuccess(done) {
            const words = done.left.map((one) => t(`replace.why.${one.why}`, { title: titles.get(matchKey(one)) }));
            setLeft(words.join(' '));
            if (done.replaced > 0)
              toastStep(t('replace.replaced', { count: done.replaced }), {
                label: t('app.undo'),
                onClick: () => undo(),
              });
            if (words.length === 0) closeReplace();
          },
        },
      );
    },
  };
}

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { draftQuery, openDraft } from '../../../lib/draft.ts';
import type { TypedValues } from '../refused-texts.ts';

export const refusedDraft = 'refused-change';

/** Journals what is typed into a refused change, so that a crash leaves it; `drop` when it was sent or given up. */
export function useRefusedJournal(mutationId: string, { subscribe }: Pick<UseFormReturn<TypedValues>, 'subscribe'>) {
  const client = useQueryClient();
  // Forgetting a draft that is not there costs nothing.
  const [journal] = useState(() => openDraft(refusedDraft, mutationId, true));
  useEffect(() => {
    const stop = subscribe({
      formState: { values: true },
      callback: ({ values }) => journal.note(values),
    });
    const flush = () => journal.flush();
    window.addEventListener('pagehide', flush);
    return () => {
      stop();
      window.removeEventListener('pagehide', flush);
      journal.close();
    };
  }, [subscribe, journal]);
  return {
    drop(): void {
      journal.drop();
      client.setQueryData(draftQuery(refusedDraft, mutationId).queryKey, null);
    },
  };
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { draftQuery } from '../lib/draft.ts';
import type { Output } from '../lib/ipc-client.ts';
import { replaceOther } from './draft-mutations.ts';

type Draft = Output<'draft.open'>;
/** What else was typed into a field, in another window that is not there any more. */
export interface OtherText {
  readonly n: number;
  readonly field: string;
  readonly text: string;
}

/** Words that lost against newer ones of another window: they are offered until somebody uses them or gives them up. */
export function useDraftOthers(form: string, entityId: string) {
  const client = useQueryClient();
  const query = draftQuery(form, entityId);
  const { data } = useQuery(query);
  return {
    texts: textsOf(data ?? null),
    /** It is used, or given up; `instead` is what it took the place of: that is offered from now on, null: nothing. */
    replace({ n, field }: OtherText, instead: string | null): void {
      replaceOther(client, data ?? null, { form, entityId, n, field, instead });
    },
  };
}

function textsOf(draft: Draft): OtherText[] {
  return (draft?.others ?? []).flatMap(({ n, fields }) =>
    Object.entries(fields).flatMap(([field, text]) => (typeof text === 'string' ? [{ n, field, text }] : [])),
  );
}

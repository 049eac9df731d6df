import type { QueryClient } from '@tanstack/react-query';
import { draftQuery } from '../lib/draft.ts';
import { call, type Output } from '../lib/ipc-client.ts';

type Draft = Output<'draft.open'>;
interface OtherReplaced {
  readonly form: string;
  readonly entityId: string;
  /** Which of the others, and which of its fields. */
  readonly n: number;
  readonly field: string;
  /** What is offered from now on; null: nothing. */
  readonly instead: string | null;
}

/** One of the other texts was used or given up. */
export function replaceOther(client: QueryClient, draft: Draft, { form, entityId, ...replaced }: OtherReplaced): void {
  const next = withoutOther(draft, replaced);
  client.setQueryData(draftQuery(form, entityId).queryKey, next.draft);
  // What cannot be written is offered again the next time.
  call('draft.setOther', { n: replaced.n, fields: next.fields }).catch(() => undefined);
}

/** The draft itself was saved or given up: what else was typed is still offered. */
export function emptyDraft(client: QueryClient, form: string, entityId: string): void {
  client.setQueryData(draftQuery(form, entityId).queryKey, (draft) => draft && { ...draft, fields: {} });
}

function withoutOther(draft: Draft, { n, field, instead }: Pick<OtherReplaced, 'n' | 'field' | 'instead'>) {
  const { [field]: _gone, ...rest } = draft?.others.find((other) => other.n === n)?.fields ?? {};
  const left = instead === null ? rest : { ...rest, [field]: instead };
  const fields = Object.keys(left).length > 0 ? left : null;
  const others = (draft?.others ?? []).flatMap((other) => {
    if (other.n !== n) return [other];
    return fields ? [{ ...other, fields }] : [];
  });
  return { draft: draft && { ...draft, others }, fields };
}

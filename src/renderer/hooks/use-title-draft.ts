import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { draftQuery, openDraft } from '../lib/draft.ts';
import { emptyDraft } from './draft-mutations.ts';
import { useDraftOthers } from './use-draft-others.ts';

/** The form of a title on its own, wherever it is typed: in the outline, in the inspector, in a dialog. */
const FORM = 'title';

/** A title, and the one that was shown when one began to type it. */
export interface TypedTitle {
  readonly title: string;
  readonly over: string;
}
export interface TitleDraft {
  /** What was typed before and neither kept nor given up, and what the title was then; null: nothing. */
  readonly restored: { readonly typed: string; readonly over: string } | null;
  /** Journals the typing. `over` is the title that it is to replace. */
  readonly note: (typed: string, over: string) => void;
  /** What else was typed for it, in other windows. */
  readonly others: ReturnType<typeof useDraftOthers>;
  /** The title was kept or given up. */
  readonly drop: () => void;
}

/** Journals a title, or another line that is a form of its own, while it is typed, and has what a crash left of it. */
export function useTitleDraft(entityId: string, form = FORM): TitleDraft {
  const client = useQueryClient();
  const query = draftQuery(form, entityId);
  const { data } = useQuery(query);
  // Whether there is a draft is not known yet; forgetting one that is not there costs nothing.
  const [journal] = useState(() => openDraft(form, entityId, true));
  useEffect(() => {
    const flush = () => journal.flush();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      journal.close();
    };
  }, [journal]);
  const { title, over } = data?.fields ?? {};
  const others = useDraftOthers(form, entityId);
  return {
    others,
    restored: typeof title === 'string' && typeof over === 'string' ? { typed: title, over } : null,
    note: (typed, replaces) => journal.note({ title: typed, over: replaces }),
    drop() {
      journal.drop();
      emptyDraft(client, form, entityId);
    },
  };
}

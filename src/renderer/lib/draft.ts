import { queryOptions } from '@tanstack/react-query';
import { createDraftJournal, type DraftFields, type DraftJournal } from './draft-journal.ts';
import { call } from './ipc-client.ts';

/** A crash loses at most a second of typing; half of it is for the way to the disk. */
const JOURNAL_MS = 500;

/** What was typed into a form and not yet saved; read once, when the form opens. */
export function draftQuery(form: string, entityId: string) {
  return queryOptions({
    queryKey: ['draft', form, entityId],
    queryFn: () => call('draft.get', { form, entityId }),
    // A draft is read when its form opens, and the form owns it from then on.
    gcTime: 0,
  });
}

interface OpenDraft extends DraftJournal {
  /** The form is open: what it holds is kept whatever another window does with the draft. Answers how to close it. */
  hold(): () => void;
}
const held = new Set<DraftJournal>();

/** Another window has saved or given up what it typed, maybe into a form that is open here. */
export function keepDraftsAgain(): void {
  for (const journal of held) journal.keepAgain();
}

/** The journal of one form of one entity, kept by main. */
export function openDraft(form: string, entityId: string, hasDraft: boolean): OpenDraft {
  const save = (fields: DraftFields | null) => {
    // A draft that cannot be written is lost only with a crash; why it cannot, the window's notice says already.
    call('draft.save', { form, entityId, fields }).catch(() => undefined);
  };
  const journal = createDraftJournal({ save, delayMs: JOURNAL_MS, hasDraft });
  return {
    ...journal,
    hold() {
      held.add(journal);
      return () => {
        held.delete(journal);
        journal.flush();
      };
    },
  };
}

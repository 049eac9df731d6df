import { queryOptions } from '@tanstack/react-query';
import { createDraftJournal, type DraftFields, type DraftJournal } from './draft-journal.ts';
import { call } from './ipc-client.ts';

/** A crash loses at most a second of typing; half of it is for the way to the disk. */
const JOURNAL_MS = 500;

/** What was typed into a form and not yet saved; read once, when the form opens. */
export function draftQuery(form: string, entityId: string) {
  return queryOptions({
    queryKey: ['draft', form, entityId],
    queryFn: () => call('draft.open', { form, entityId }),
    // A draft is read when its form opens, and the form owns it from then on.
    gcTime: 0,
  });
}

interface OpenDraft extends DraftJournal {
  /** The form is left: what was typed is kept, and of whoever opens the form next, in any window. */
  close(): void;
}

/** The journal of one form of one entity in this window, kept by main. */
export function openDraft(form: string, entityId: string, hasDraft: boolean): OpenDraft {
  const save = (fields: DraftFields | null) => {
    // A draft that cannot be written is lost only with a crash; why it cannot, the window's notice says already.
    call('draft.save', { form, entityId, fields }).catch(() => undefined);
  };
  const journal = createDraftJournal({ save, delayMs: JOURNAL_MS, hasDraft });
  return {
    ...journal,
    close() {
      journal.flush();
      // Else it is this window's for as long as the window is open, and no other one shows it.
      if (journal.isKept()) call('draft.close', { form, entityId }).catch(() => undefined);
    },
  };
}

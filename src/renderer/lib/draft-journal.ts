/** The fields of a form as they were typed and not yet saved. */
export type DraftFields = Readonly<Record<string, string>>;

interface JournalDeps {
  /** Null drops the draft. Must not throw; a draft that cannot be kept costs the draft, not the form. */
  readonly save: (fields: DraftFields | null) => void;
  /** How long typing may be unsaved. */
  readonly delayMs: number;
  /** A draft of before is kept already. */
  readonly hasDraft: boolean;
}
export interface DraftJournal {
  /** Keeps the fields as they are now within `delayMs`, however fast the typing goes on. */
  note(fields: DraftFields): void;
  /** Keeps at once what is not kept yet: when the form closes. */
  flush(): void;
  /** Whether there is a draft on the disk. */
  isKept(): boolean;
  /** Forgets the draft: it was saved or discarded. */
  drop(): void;
}

/** Journals what is typed. The first change starts the clock and later ones do not push it back. */
export function createDraftJournal({ save, delayMs, hasDraft }: JournalDeps): DraftJournal {
  let pending: DraftFields | null = null;
  let isKept = hasDraft;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }
  function flush(): void {
    stop();
    if (!pending) return;
    const fields = pending;
    pending = null;
    if (Object.keys(fields).length === 0) return drop();
    isKept = true;
    save(fields);
  }
  function drop(): void {
    stop();
    pending = null;
    if (isKept) save(null);
    isKept = false;
  }
  return {
    note(fields) {
      pending = fields;
      timer ??= setTimeout(flush, delayMs);
    },
    flush,
    isKept: () => isKept,
    drop,
  };
}

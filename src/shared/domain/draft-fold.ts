export type DraftFields = Readonly<Record<string, unknown>>;

/** What was typed into one form in one window, and when it was kept last. */
export interface KeptDraft {
  readonly fields: DraftFields;
  readonly savedAtMs: number;
}

/** What a field was typed over goes where its text goes, and is nobody's words. */
const isBase = (field: string): boolean => field === 'over' || field.startsWith('over.');

/**
 * Drafts of one form from several windows, the newest first, as one: each field as it was typed last. Older texts of a field
 * are in `others`, by draft; none that says the same, and no emptied field, which has no words to lose.
 */
export function foldDrafts([newest, ...older]: readonly KeptDraft[]): {
  readonly draft: KeptDraft | null;
  readonly others: readonly KeptDraft[];
} {
  if (!newest) return { draft: null, others: [] };
  const fields: Record<string, unknown> = { ...newest.fields };
  const seen = new Set(Object.entries(fields).map(idOf));
  const others: KeptDraft[] = [];
  for (const { fields: typed, savedAtMs } of older) {
    const taken = new Set(Object.keys(fields));
    const lost = Object.entries(typed).filter((entry) => {
      const [field, text] = entry;
      if (!taken.has(field) && !taken.has(field.replace(/^over\./, ''))) fields[field] = text;
      const isLost = taken.has(field) && !isBase(field) && text !== '' && !seen.has(idOf(entry));
      seen.add(idOf(entry));
      return isLost;
    });
    if (lost.length > 0) others.push({ fields: Object.fromEntries(lost), savedAtMs });
  }
  return { draft: { fields, savedAtMs: newest.savedAtMs }, others };
}

const idOf = ([field, text]: readonly [string, unknown]): string => JSON.stringify([field, text]);

import type { Draft, GroupValues } from '../../shared/domain/merge.ts';
import { cellOf, editableText, type TypedText } from '../../shared/domain/editable-text.ts';

const keyOf = (table: string, rowId: string, column: string): string => `${table} ${rowId} ${column}`;

/**
 * The drafts of a change with other texts in them, everything else as it is. Null when a text is for a column that the
 * change says nothing about, or that nobody types: there is nothing of it to replace.
 */
export function withTexts(drafts: readonly Draft[], texts: readonly TypedText[]): Draft[] | null {
  const left = new Map(texts.map((text) => [keyOf(text.table, text.rowId, text.column), text]));
  const used = new Set<string>();
  const groupOf = (t: string, id: string, values: GroupValues): GroupValues =>
    Object.fromEntries(
      Object.entries(values).map(([column, value]) => {
        const typed = left.get(keyOf(t, id, column));
        const field = typed && editableText(t, column);
        if (!field) return [column, value];
        used.add(keyOf(t, id, column));
        return [column, cellOf(field, typed.text)];
      }),
    );
  const replaced = drafts.map((draft): Draft => {
    const groups = Object.entries(draft.v).map(([name, values]) => [name, groupOf(draft.t, draft.id, values)]);
    return { ...draft, v: Object.fromEntries(groups) as Draft['v'] };
  });
  return used.size === left.size ? replaced : null;
}

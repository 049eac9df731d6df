import { z } from 'zod';
import { editableText, type EditableText, type TypedText } from '../../../shared/domain/editable-text.ts';
import type { FieldChange } from '../../../shared/ipc/contract/outbox.ts';

/** A text of a refused change that can be typed otherwise. `key`: its name in the form. */
export interface RefusedText extends EditableText {
  readonly key: string;
  readonly field: FieldChange;
}

/** The texts of a refused change, each once, in its order. */
export function refusedTexts(fields: readonly FieldChange[]): RefusedText[] {
  const texts = new Map<string, RefusedText>();
  for (const field of fields) {
    const editable = editableText(field.table, field.column);
    const key = `${field.table}:${field.rowId}:${field.column}`;
    if (editable) texts.set(key, { ...editable, key, field });
  }
  return [...texts.values()];
}

/** The form's schema: each text by the rules of its own form. */
export const refusedSchema = (texts: readonly RefusedText[]) =>
  z.object(Object.fromEntries(texts.map(({ key, schema }) => [key, schema])));

export type TypedValues = Readonly<Record<string, string>>;

/** What the form starts with: as it was refused, and over it what was typed before a crash. */
export function valuesOf(texts: readonly RefusedText[], draft: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    texts.map(({ key, field }) => {
      const typed = draft[key];
      return [key, typeof typed === 'string' ? typed : (field.mine ?? '')];
    }),
  );
}

/** Those that say something else than what was refused. */
export function typedTexts(texts: readonly RefusedText[], values: TypedValues): TypedText[] {
  return texts.flatMap(({ key, field: { table, rowId, column, mine } }) => {
    const text = values[key] ?? '';
    return text === (mine ?? '') ? [] : [{ table, rowId, column, text }];
  });
}

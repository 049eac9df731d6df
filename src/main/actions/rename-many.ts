import { ok } from '../../shared/ipc/result.ts';
import type { Mutator } from '../db/mutate.ts';
import { liveRow, notFound, retitled, textOf } from './context.ts';

/** A new title, and the one that it was typed over (see `typedOver`). */
interface NewTitle {
  readonly id: string;
  readonly title: string;
  readonly over?: string | undefined;
}
const WHAT = { chapters: 'chapter', lessons: 'lesson' } as const;

/** Renames those that are there, in one step; answers how many were not. Nothing is there: not found. */
export function renameMany(mutator: Mutator, table: keyof typeof WHAT, titles: readonly NewTitle[]) {
  const what = WHAT[table];
  const found = titles.flatMap((one) => {
    const row = liveRow(mutator, table, one.id);
    return row ? [{ ...one, held: textOf(row, 'title') }] : [];
  });
  if (found.length === 0) return notFound(what);
  const changed = found.filter(({ title, held }) => title !== held);
  const name = changed.length === 1 ? (changed[0]?.held ?? '') : '';
  if (changed.length > 0)
    mutator.mutate({
      label: { code: `${what}.rename`, count: changed.length, name },
      drafts: changed.map(({ id, title, over }) => retitled(table, id, title, over)),
    });
  return ok({ missing: titles.length - found.length });
}

import { z } from 'zod';

/*
 * A tag is its name: two rows of the same name, made on two computers, are one tag wherever tags are read (decision 0060).
 */

/** In one form of Unicode and with single spaces, so that names that look the same are the same. */
export const tagName = z
  .string()
  .trim()
  .normalize('NFC')
  .overwrite((name) => name.replaceAll(/\s+/gu, ' '))
  .min(1)
  .max(200);
export const TAG_MAX_LENGTH = 200;
/** So many are offered for one course or lesson; more, of two computers, are kept. */
export const MOST_TAGS = 50;
export const tagNames = z.array(tagName).max(500);

/** What of a name says which tag it is: its case does not. Upper case first, since not every letter has one lower case. */
export const tagKey = (name: string): string => name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');

/** Names, each tag once, as it stands first. */
export function distinctTags(names: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const name of names) if (!byKey.has(tagKey(name))) byKey.set(tagKey(name), name);
  return [...byKey.values()];
}

/** By name, as one reads a list. */
export const compareTags = (one: string, other: string): number => one.localeCompare(other) || (one < other ? -1 : 1);

/** Tags that are put on something, and taken off; one that is both is put on. */
export const tagChange = z.strictObject({ add: tagNames, remove: tagNames }).readonly();
export type TagChange = z.infer<typeof tagChange>;

/** By their keys, the tags that are taken off. */
export function goneTags({ add, remove }: TagChange): ReadonlySet<string> {
  const kept = new Set(add.map(tagKey));
  return new Set(remove.map(tagKey).filter((key) => !kept.has(key)));
}

/** The tags after the change; the same array when they stay. */
export function tagsAfter<Names extends readonly string[]>(held: Names, change: TagChange): Names | string[] {
  const { add } = change;
  const gone = goneTags(change);
  const kept = held.filter((name) => !gone.has(tagKey(name)));
  const after = distinctTags([...kept, ...add]);
  return after.length === held.length && kept.length === held.length ? held : after.toSorted(compareTags);
}

/** What somebody changed who saw the tags `over` and left `wanted`. */
export function tagChangeOf(over: readonly string[], wanted: readonly string[]): TagChange {
  const [seen, left] = [new Set(over.map(tagKey)), new Set(wanted.map(tagKey))];
  return {
    add: distinctTags(wanted).filter((name) => !seen.has(tagKey(name))),
    remove: distinctTags(over).filter((name) => !left.has(tagKey(name))),
  };
}

/** A tag of the workspace, and how much has it. */
export const tagUse = z.strictObject({ name: z.string(), courses: z.int(), lessons: z.int() });
export type TagUse = z.infer<typeof tagUse>;

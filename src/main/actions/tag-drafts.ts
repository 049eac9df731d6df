import { v5 as uuidv5 } from 'uuid';
import type { Draft } from '../../shared/domain/merge.ts';
import { goneTags, tagKey, type TagChange } from '../../shared/domain/tag.ts';
import type { TagTable } from '../db/tables/tags.ts';
import { put, remove } from './context.ts';

/** A tag that two computers put on the same thing is one tagging: its id is derived from the ends. */
const TAGGING_NAMESPACE = '0f3c1c52-52e4-5a0f-8f7a-3a1d7f5c9e60';

interface TaggingEnds {
  readonly tagId: string;
  readonly targetType: string;
  readonly targetId: string;
}
export const taggingIdOf = ({ tagId, targetType, targetId }: TaggingEnds): string =>
  uuidv5([tagId, targetType, targetId].join(' '), TAGGING_NAMESPACE);

interface TaggingDeps {
  readonly tags: TagTable;
  readonly newId: () => string;
  readonly nowMs: () => number;
}

/** Puts tags on things and takes them off, in one step: a name that is new to the workspace is made once. */
export function createTagging({ tags, newId, nowMs }: TaggingDeps) {
  const known = new Map([...tags.known()].map(([key, { ids }]) => [key, ids[0] ?? '']));
  /** Of the tags that are made, before what has them. */
  const made: Draft[] = [];

  function idOf(name: string): string {
    const held = known.get(tagKey(name));
    if (held !== undefined) return held;
    const id = newId();
    known.set(tagKey(name), id);
    made.push(put('tags', id, { name: { name }, life: { deleted_at_ms: null } }));
    return id;
  }

  return {
    made,
    /** Nothing for a tag that it has already, or has not any more. */
    change(targetType: 'course' | 'lesson', targetId: string, change: TagChange): Draft[] {
      const held = Map.groupBy(tags.taggingsOf(targetId), ({ name }) => tagKey(name));
      const gone = [...goneTags(change)].flatMap((key) => held.get(key) ?? []);
      const added = change.add.filter((name) => !held.has(tagKey(name))).map((name) => idOf(name));
      return [
        ...gone.map(({ id }) => remove('taggings', id, nowMs())),
        ...added.map((tagId) =>
          put('taggings', taggingIdOf({ tagId, targetType, targetId }), {
            ends: { tag_id: tagId, target_type: targetType, target_id: targetId },
            life: { deleted_at_ms: null },
          }),
        ),
      ];
    },
  };
}
export type Tagging = ReturnType<typeof createTagging>;

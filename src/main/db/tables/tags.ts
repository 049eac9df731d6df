import { compareTags, tagKey, type TagUse } from '../../../shared/domain/tag.ts';
import type { Database } from '../open.ts';

interface TagRow {
  readonly id: string;
  readonly name: string;
}
/** A tagging that is there, and the row of its tag. */
export interface Tagging extends TagRow {
  readonly tagId: string;
}
/** The rows of one tag; the first, which is so on every computer, says how it is written. */
export interface KnownTag {
  readonly name: string;
  readonly ids: readonly string[];
}

const LIVE = `
  FROM taggings g JOIN tags t ON t.id = g.tag_id AND t.deleted_at_ms IS NULL
  WHERE g.deleted_at_ms IS NULL`;
/** In one answer to SQLite, and small enough not to be planned anew. */
const OF_OUTLINE = `
  SELECT g.target_id AS targetId, g.tag_id AS tagId ${LIVE} AND g.target_type = 'lesson' AND g.target_id IN (
    SELECT l.id FROM chapters ch JOIN lessons l ON l.chapter_id = ch.id WHERE ch.course_id = ?)`;

/** Reads of tags. A tag is its name: rows of the same name are one, whichever of them something has (decision 0060). */
export function createTagTable(db: Database) {
  const rows = db.prepare('SELECT id, name FROM tags WHERE deleted_at_ms IS NULL ORDER BY id');
  const ofTarget = db.prepare(`SELECT g.id, g.tag_id AS tagId, t.name ${LIVE} AND g.target_id = ? ORDER BY g.id`);
  const ofTag = db.prepare('SELECT id FROM taggings WHERE tag_id = ? AND deleted_at_ms IS NULL').pluck();
  const ofCourses = db.prepare(
    `SELECT g.target_id AS targetId, g.tag_id AS tagId ${LIVE} AND g.target_type = 'course'`,
  );
  const ofOutline = db.prepare(OF_OUTLINE);
  const uses = db.prepare(
    `SELECT g.tag_id AS tagId, g.target_id AS targetId, g.target_type AS type ${LIVE} AND (
       EXISTS (SELECT 1 FROM courses c WHERE c.id = g.target_id AND c.deleted_at_ms IS NULL)
       OR EXISTS (SELECT 1 FROM lessons l JOIN chapters ch ON ch.id = l.chapter_id AND ch.deleted_at_ms IS NULL
                  JOIN courses c ON c.id = ch.course_id AND c.deleted_at_ms IS NULL
                  WHERE l.id = g.target_id AND l.deleted_at_ms IS NULL))`,
  );

  function known(): Map<string, KnownTag> {
    const byKey = Map.groupBy(rows.all() as TagRow[], ({ name }) => tagKey(name));
    return new Map(
      [...byKey].map(([key, same]) => [key, { name: same[0]?.name ?? '', ids: same.map(({ id }) => id) }]),
    );
  }
  /** How the tag of a row is written. */
  function writtenById(): Map<string, string> {
    return new Map([...known().values()].flatMap(({ name, ids }) => ids.map((id) => [id, name] as const)));
  }
  function namesByTarget(found: readonly { targetId: string; tagId: string }[]): Map<string, string[]> {
    if (found.length === 0) return new Map();
    const written = writtenById();
    return new Map(
      [...Map.groupBy(found, ({ targetId }) => targetId)].map(([targetId, tags]) => [
        targetId,
        [...new Set(tags.map(({ tagId }) => written.get(tagId) ?? ''))].toSorted(compareTags),
      ]),
    );
  }

  return {
    /** By their keys. */
    known,
    taggingsOf: (targetId: string) => ofTarget.all(targetId) as Tagging[],
    taggingIdsOfTag: (tagId: string) => ofTag.all(tagId) as string[],
    namesOf(targetId: string): string[] {
      const found = (ofTarget.all(targetId) as Tagging[]).map(({ tagId }) => ({ targetId, tagId }));
      return namesByTarget(found).get(targetId) ?? [];
    },
    namesOfCourses: () => namesByTarget(ofCourses.all() as { targetId: string; tagId: string }[]),
    namesOfLessons: (courseId: string) =>
      namesByTarget(ofOutline.all(courseId) as { targetId: string; tagId: string }[]),
    /** All of them, by name, with how many courses and lessons have each. */
    listUses(): TagUse[] {
      const found = Map.groupBy(uses.all() as { tagId: string; targetId: string; type: string }[], (use) => use.tagId);
      const count = (ids: readonly string[], type: string) =>
        new Set(ids.flatMap((id) => found.get(id) ?? []).flatMap((use) => (use.type === type ? use.targetId : [])))
          .size;
      return [...known().values()]
        .map(({ name, ids }) => ({ name, courses: count(ids, 'course'), lessons: count(ids, 'lesson') }))
        .toSorted((one, other) => compareTags(one.name, other.name));
    },
  };
}
export type TagTable = ReturnType<typeof createTagTable>;

import { rowsOf, textOf, type Snapshot, type SnapshotRow } from './course-snapshot.ts';
import type { SnapshotDiff } from './course-version.ts';
import { longestRising } from './longest-rising.ts';
import { childrenOf, filesOf } from './snapshot-outline.ts';

type Kind = 'chapter' | 'lesson';
/** A chapter or lesson in its place. */
interface Placed {
  readonly kind: Kind;
  readonly row: SnapshotRow;
  readonly parentId: string;
  readonly chapter: string;
  readonly at: number;
}

function placedOf(snapshot: Snapshot): ReadonlyMap<string, Placed> {
  const courseId = rowsOf(snapshot, 'courses')[0]?.id ?? '';
  const all = childrenOf(snapshot).flatMap(({ chapter, lessons }, index): Placed[] => [
    { kind: 'chapter', row: chapter, parentId: courseId, chapter: textOf(chapter, 'title'), at: index + 1 },
    ...lessons.map((row, at) => ({
      kind: 'lesson' as const,
      row,
      parentId: chapter.id,
      chapter: textOf(chapter, 'title'),
      at: at + 1,
    })),
  ]);
  return new Map(all.map((placed) => [placed.row.id, placed]));
}

/** Those that must have been moved for the order to become what it is: as few as that takes. */
function movedIds(before: ReadonlyMap<string, Placed>, after: ReadonlyMap<string, Placed>): ReadonlySet<string> {
  const moved = new Set<string>();
  const stayed: Placed[] = [];
  for (const [id, now] of after) {
    const was = before.get(id);
    if (was && was.parentId === now.parentId) stayed.push(now);
    else if (was) moved.add(id);
  }
  for (const siblings of Map.groupBy(stayed, ({ parentId }) => parentId).values()) {
    const inOrder = siblings.toSorted((one, other) => one.at - other.at).map(({ row }) => row.id);
    const kept = new Set(longestRising(inOrder.map((id) => before.get(id)?.at ?? 0)));
    for (const [index, id] of inOrder.entries()) if (!kept.has(index)) moved.add(id);
  }
  return moved;
}

const partOf = ({ kind, row }: Placed) => ({ kind, id: row.id, title: textOf(row, 'title') });
const placeOf = ({ chapter, at }: Placed) => ({ chapter, at });

/** A title and a place of a chapter or lesson are told by themselves; whether a course is published is no part of it. */
function isSaid({ t }: SnapshotRow, group: string): boolean {
  if (t === 'courses') return group !== 'status';
  return group !== 'title' && group !== 'place';
}
/** All that hangs on something, but what is told by itself, as one text that can be compared. */
function saidBy(snapshot: Snapshot): (row: SnapshotRow) => string {
  const hanging = Map.groupBy(
    [...rowsOf(snapshot, 'media_links'), ...rowsOf(snapshot, 'taggings')].filter(
      (row) => textOf(row, 'role') !== 'video',
    ),
    (row) => textOf(row, 'target_id'),
  );
  const versionOf = new Map(rowsOf(snapshot, 'media_files').map((row) => [row.id, textOf(row, 'current_version_id')]));
  const told = (row: SnapshotRow) => {
    const said = Object.entries(row.v).filter(([group]) => isSaid(row, group));
    return canonical([row.t, Object.fromEntries(said), versionOf.get(textOf(row, 'media_id')) ?? null]);
  };
  const orderOf = (row: SnapshotRow) => textOf(row, 'pos');
  return (row) => {
    const parts = (hanging.get(row.id) ?? []).toSorted((one, other) =>
      `${orderOf(one)} ${one.id}` < `${orderOf(other)} ${other.id}` ? -1 : 1,
    );
    return [row, ...parts].map(told).join('\n');
  };
}
/** Keys in order: JSON that was in a database may come back in another one. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, held: unknown) =>
    held && typeof held === 'object' && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : held,
  );

/** What is otherwise in `after`; the lists are in the order of the outline, those of what went in that of `before`. */
export function diffSnapshots(before: Snapshot, after: Snapshot): SnapshotDiff {
  const [was, is] = [placedOf(before), placedOf(after)];
  const moved = movedIds(was, is);
  const both = [...is.values()].flatMap((now) => {
    const old = was.get(now.row.id);
    return old ? [{ old, now, part: partOf(now) }] : [];
  });
  const [filesBefore, filesAfter] = [filesOf(before), filesOf(after)];
  const [saidBefore, saidAfter] = [saidBy(before), saidBy(after)];
  const courseOf = (snapshot: Snapshot, said: typeof saidBefore) => rowsOf(snapshot, 'courses').map(said).join();
  return {
    added: [...is.values()].filter(({ row }) => !was.has(row.id)).map(partOf),
    removed: [...was.values()].filter(({ row }) => !is.has(row.id)).map(partOf),
    moved: both
      .filter(({ part }) => moved.has(part.id))
      .map(({ old, now, part }) => ({ ...part, from: placeOf(old), to: placeOf(now) })),
    renamed: both
      .filter(({ old, part }) => textOf(old.row, 'title') !== part.title)
      .map(({ old, part }) => ({ ...part, from: textOf(old.row, 'title') })),
    refiled: both.flatMap(({ part }) => {
      const [from, to] = [filesBefore.get(part.id), filesAfter.get(part.id)];
      return from?.id === to?.id ? [] : [{ ...part, from: textOf(from, 'file_name'), to: textOf(to, 'file_name') }];
    }),
    edited: both.filter(({ old, now }) => saidBefore(old.row) !== saidAfter(now.row)).map(({ part }) => part),
    isCourseEdited: courseOf(before, saidBefore) !== courseOf(after, saidAfter),
  };
}

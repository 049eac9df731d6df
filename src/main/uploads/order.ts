/**
 * Moves `moving` (kept in their relative order) before `before`, or to the end when it is null. Names that are not
 * in `order` are ignored.
 */
export function moveBefore<Id>(order: readonly Id[], moving: readonly Id[], before: Id | null): readonly Id[] {
  const chosen = new Set(moving);
  const moved = order.filter((id) => chosen.has(id));
  if (before !== null && chosen.has(before)) return moveBefore(order, moving, follower(order, chosen, before));
  const rest = order.filter((id) => !chosen.has(id));
  const at = before === null ? -1 : rest.indexOf(before);
  return at < 0 ? [...rest, ...moved] : [...rest.slice(0, at), ...moved, ...rest.slice(at)];
}

/** The first that stays, after a target that itself moves. */
function follower<Id>(order: readonly Id[], chosen: ReadonlySet<Id>, before: Id): Id | null {
  return order.slice(order.indexOf(before)).find((id) => !chosen.has(id)) ?? null;
}

/** Where an upload belongs: in a course, and so far from its beginning. */
export interface Rank {
  readonly courseId: string;
  readonly place: number;
}

/** Courses in the order in which they come now, and each in its own playing order. */
export function rankBy<Item>(items: readonly Item[], rankOf: (item: Item) => Rank): readonly Item[] {
  const courses = new Map<string, Item[]>();
  for (const item of items) {
    const { courseId } = rankOf(item);
    const known = courses.get(courseId);
    if (known) known.push(item);
    else courses.set(courseId, [item]);
  }
  return [...courses.values()].flatMap((own) => own.toSorted((a, b) => rankOf(a).place - rankOf(b).place));
}

/** The same of those that have a rank, in the places that they take together; all others stay where they are. */
export function rankWithin<Item>(items: readonly Item[], rankOf: (item: Item) => Rank | null): readonly Item[] {
  const ranked = items.flatMap((item) => {
    const rank = rankOf(item);
    return rank ? [{ item, rank }] : [];
  });
  const next = rankBy(ranked, ({ rank }) => rank).values();
  return items.map((item) => (rankOf(item) ? (next.next().value?.item ?? item) : item));
}

/** New positions for an order, naming only the rows that change. */
export function renumber<Id>(order: readonly Id[], positionOf: (id: Id) => number): ReadonlyMap<Id, number> {
  const changed = new Map<Id, number>();
  for (const [index, id] of order.entries()) if (positionOf(id) !== index + 1) changed.set(id, index + 1);
  return changed;
}

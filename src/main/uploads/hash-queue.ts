import type { Entry } from './entry.ts';
import { isUnhashed } from './marks.ts';
import type { PlanRules } from './plan.ts';
import { isFilm } from './source-check.ts';

/** So many files that come next are hashed before their turn. */
const lookAhead = 4;
/** A file that is away is looked at again: soon, and then less and less often. */
const restMs = { first: 30_000, most: 15 * 60_000 } as const;

/** Queued and to be hashed before its turn; queued and hashed; begun before it was hashed. */
type Group = 'unhashed' | 'hashed' | 'sent';
interface Rest {
  readonly failures: number;
  readonly untilMs: number;
}

/** What goes in one request is hashed on its way, and read once. */
function groupOf({ record, session }: Entry, { singleMaxBytes }: Pick<PlanRules, 'singleMaxBytes'>): Group | null {
  const { state, sha1, mtimeMs, plan, sizeBytes, contentType } = record();
  if (isUnhashed(record())) return 'sent';
  if (state !== 'queued' || mtimeMs === null || plan !== null || sizeBytes <= singleMaxBytes) return null;
  // Of a film there may be another hash to know: that of what is made of it.
  const isKnown = sha1 !== null && (!isFilm(contentType) || session().object !== undefined);
  return isKnown ? 'hashed' : 'unhashed';
}

/**
 * The files that a whole-file hash is to be made of, kept as uploads change: what is next is asked for at every part that
 * was sent, and most of the time it is nobody.
 */
export function createHashQueue(rules: Pick<PlanRules, 'singleMaxBytes'>) {
  const groups: Readonly<Record<Group, Map<Entry, number>>> = {
    unhashed: new Map(),
    hashed: new Map(),
    sent: new Map(),
  };
  const rests = new Map<Entry, Rest>();
  let isStale = false;

  function place(entry: Entry, group: Group | null): void {
    const { position } = entry.record();
    for (const [name, entries] of Object.entries(groups)) {
      if (name !== group) isStale = entries.delete(entry) || isStale;
      else if (entries.get(entry) !== position) {
        entries.set(entry, position);
        isStale = true;
      }
    }
    if (group === null) rests.delete(entry);
  }
  const isAwake = (entry: Entry, nowMs: number): boolean => (rests.get(entry)?.untilMs ?? 0) <= nowMs;

  function findQueued(nowMs: number): Entry | undefined {
    let first: readonly [Entry, number] | undefined;
    for (const one of groups.unhashed) if ((!first || one[1] < first[1]) && isAwake(one[0], nowMs)) first = one;
    if (!first) return undefined;
    const [entry, position] = first;
    let before = 0;
    for (const other of groups.hashed.values()) if (other < position) before += 1;
    return before < lookAhead ? entry : undefined;
  }
  /** As long as one that comes: once it is hashed, that one may be a link. */
  function findTwin(nowMs: number): Entry | undefined {
    if (groups.sent.size === 0) return undefined;
    const comes = new Set([...groups.hashed.keys()].map(({ record }) => record().sizeBytes));
    return [...groups.sent.keys()].find((entry) => comes.has(entry.record().sizeBytes) && isAwake(entry, nowMs));
  }
  return {
    /** It came, or something about it changed. */
    note: (entry: Entry): void => place(entry, groupOf(entry, rules)),
    forget: (entry: Entry): void => place(entry, null),
    /** To be hashed while others go up. */
    nextAhead(nowMs: number): Entry | undefined {
      if (!isStale) return undefined;
      // What becomes of the next one changes something again.
      isStale = false;
      return findQueued(nowMs) ?? findTwin(nowMs);
    },
    /** To be hashed while nothing goes up: it is stored, and nobody knows its hash. */
    nextSent: (nowMs: number): Entry | undefined =>
      [...groups.sent.keys()].find((entry) => entry.record().state === 'ready' && isAwake(entry, nowMs)),
    wants: (entry: Entry): boolean => groups.unhashed.has(entry) || groups.sent.has(entry),
    /** It could not be hashed now. Answers for how long it is left alone. */
    rest(entry: Entry, nowMs: number): number {
      const failures = rests.get(entry)?.failures ?? 0;
      const ms = Math.min(restMs.first * 2 ** failures, restMs.most);
      rests.set(entry, { failures: failures + 1, untilMs: nowMs + ms });
      isStale = true;
      return ms;
    },
    /** Somebody's rest is over. */
    wake: (): void => void (isStale = true),
  };
}
export type HashQueue = ReturnType<typeof createHashQueue>;

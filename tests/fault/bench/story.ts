import type { CheckMode } from '../../../src/shared/domain/stored-check.ts';
import type { FaultRule, LinkSettings } from '../../sandbox/b2/faults/model.ts';
import type { OperationName } from '../../sandbox/b2/operations/names.ts';
import { createDraw, type Draw } from './draw.ts';
import { hashFirstMaxBytes, partBytes, storyRules } from './protocol.ts';
import { planDeed } from './story-deeds.ts';
import { bytesOperations, calls, planRules } from './story-rules.ts';

/** What happens to a story's files, process, line, storage, disk and user. `file`: by its number. */
export type Deed =
  | { readonly do: 'kill' | 'kill-worker' | 'quit' | 'sleep' | 'expire-account-tokens' | 'expire-upload-tokens' }
  /** Dies at this of the journal's boundaries from now on. */
  | { readonly do: 'kill-at-statement'; readonly nth: number }
  /** Dies while the answer to such a request is on its way. */
  | { readonly do: 'kill-at-answer'; readonly operation: OperationName }
  | { readonly do: 'set-clock'; readonly byMs: number }
  | { readonly do: 'away'; readonly mode: 'refuse' | 'hang'; readonly forMs: number; readonly isTold: boolean }
  /** No network for three days: every token has expired when it is back. */
  | { readonly do: 'days-away'; readonly isTold: boolean }
  | { readonly do: 'full-disk'; readonly forMs: number }
  | { readonly do: 'cap'; readonly which: 'storage' | 'transactions' | 'any'; readonly isResumed: boolean }
  /** More is queued than the quota has room for, until somebody raises it. */
  | { readonly do: 'short-quota'; readonly forMs: number }
  | { readonly do: 'revoke-key' | 'cancel-on-server' }
  | { readonly do: 'edit' | 'replace' | 'grow' | 'truncate' | 'touch'; readonly file: number }
  /** Edited while the answer to its last part or to the whole of it is on its way. */
  | { readonly do: 'edit-at-last-part'; readonly file: number }
  | { readonly do: 'lock' | 'unplug' | 'silence'; readonly file: number; readonly forMs: number }
  | { readonly do: 'pause' | 'cancel' | 'send-first'; readonly file: number }
  | { readonly do: 'pause-all' | 'retry-all' | 'enqueue-late' | 'pass-week' }
  /** Its lesson is purged; or that is taken back, before its bytes went or after. */
  | { readonly do: 'purge' | 'take-back'; readonly file: number }
  /** Put in the queue when the file that it is like, or a new export of, is stored. */
  | { readonly do: 'enqueue-after'; readonly file: number }
  | { readonly do: 'verify-again'; readonly mode: CheckMode }
  /** Somebody deletes what was stored of it. */
  | { readonly do: 'lose-object'; readonly file: number }
  /** It was read back, it is gone, and somebody has it sent again. */
  | { readonly do: 'send-again'; readonly file: number };
export type DeedName = Deed['do'];

/** When: after so many more of these requests have been seen, or stored; or when nothing comes for a while. */
export interface Moment {
  readonly operation: OperationName | 'any';
  readonly state: 'seen' | 'stored';
  readonly count: number;
  /** How long it is waited for. */
  readonly patienceMs?: number;
}
export interface PlannedFile {
  readonly bytes: number;
  readonly isFilm: boolean;
  /** Has the content of an earlier one. */
  readonly sameAs: number | null;
  /** Is a new export of an earlier one, with which it shares most of its parts. */
  readonly formerly: number | null;
  /** To the queue: with the first, a little later, or when the one that it is like is stored. */
  readonly comes: 'at-once' | 'late' | 'after';
  /**
   * Its bytes come from another computer, too: `known` to the library, by the lesson that shows them there; `foreign`, of which nothing
   * here knows; or so it seems: `gone` from the bucket, or a `liar` of the same length that says their hash.
   */
  readonly there?: 'known' | 'foreign' | 'gone' | 'liar';
}
export interface Story {
  readonly seed: number;
  readonly files: readonly PlannedFile[];
  readonly rules: readonly FaultRule[];
  readonly link: LinkSettings;
  readonly hashFirstMaxBytes: number;
  readonly indexFirst: boolean;
  /** The files are those of lessons of a library, that can be purged. */
  readonly isLibrary?: boolean;
  /** How everything is read back at its end, when nothing goes wrong any more; null: it is not. */
  readonly isReadBack: CheckMode | null;
  /** The process dies at this of the journal's boundaries, from its beginning. */
  readonly dieAt?: number;
  readonly events: readonly { readonly when: Moment; readonly deed: Deed }[];
}
type Event = Story['events'][number];
/** What a story is about, besides all that goes wrong. */
type Kind = 'any' | 'read-back' | 're-export' | 'twins' | 'films' | 'many' | 'deletes' | 'catalogue';

const kinds: readonly (readonly [share: number, kind: Kind])[] = [
  [0.36, 'any'],
  [0.1, 'read-back'],
  [0.12, 're-export'],
  [0.08, 'twins'],
  [0.1, 'films'],
  [0.1, 'many'],
  [0.08, 'deletes'],
  [0.06, 'catalogue'],
];

function planKind({ unit }: Draw): Kind {
  let at = unit();
  return kinds.find(([share]) => (at -= share) < 0)?.[1] ?? 'any';
}

function planFile(draw: Draw, n: number, kind: Kind): PlannedFile {
  const isInParts = kind === 'many' || (kind === 're-export' && n === 0) || draw.chance(0.65);
  const bytes = isInParts
    ? partBytes * (2 + draw.int(8)) + 1 + draw.int(partBytes)
    : 1 + draw.int(storyRules.singleMaxBytes);
  const mayBeLike = n > 0 && (kind === 'any' || kind === 'deletes');
  return {
    bytes,
    isFilm: kind === 'films',
    sameAs: mayBeLike && draw.chance(kind === 'deletes' ? 0.4 : 0.1) ? draw.int(n) : null,
    formerly: null,
    comes: n > 0 && draw.chance(0.15) ? 'late' : 'at-once',
    ...(kind === 'catalogue' && { there: draw.pick(['known', 'known', 'foreign', 'gone', 'liar']) }),
  };
}

const counts: Readonly<Record<Kind, readonly [least: number, most: number]>> = {
  any: [1, 4],
  'read-back': [1, 3],
  're-export': [1, 2],
  twins: [1, 2],
  films: [1, 3],
  many: [3, 5],
  deletes: [1, 3],
  catalogue: [1, 2],
};

function planFiles(draw: Draw, kind: Kind): PlannedFile[] {
  const [least, most] = counts[kind];
  const files: PlannedFile[] = [];
  for (let n = least + draw.int(most - least + 1); n > 0; n -= 1) files.push(planFile(draw, files.length, kind));
  const after = { isFilm: false, comes: 'after', bytes: 0 } as const;
  if (kind === 'twins') files.push({ ...after, sameAs: draw.int(files.length), formerly: null });
  if (kind === 're-export') files.push({ ...after, sameAs: null, formerly: 0 });
  return files.map((file) => ({ ...file, bytes: files[file.sameAs ?? file.formerly ?? -1]?.bytes ?? file.bytes }));
}

function planMoment(draw: Draw): Moment {
  const kind = draw.unit();
  if (kind < 0.6) return { operation: 'any', state: 'stored', count: draw.int(5) };
  if (kind < 0.75) return { operation: 'any', state: 'seen', count: draw.int(9) };
  const operation = draw.pick([...calls, ...bytesOperations]);
  return { operation, state: 'seen', count: 1 };
}

/** What a worker's third death over one upload would mean is another story. */
const limits: Readonly<Partial<Record<DeedName, number>>> = {
  'kill-worker': 1,
  'revoke-key': 1,
  cap: 1,
  'short-quota': 1,
  'days-away': 1,
};

function planEvents(draw: Draw, files: number): Event[] {
  const planned = Array.from({ length: draw.int(6) }, () => ({ when: planMoment(draw), deed: planDeed(draw, files) }));
  return planned.filter(
    ({ deed }, n) => planned.slice(0, n).filter((one) => one.deed.do === deed.do).length < (limits[deed.do] ?? 9),
  );
}

const afterOne: Moment = { operation: 'any', state: 'stored', count: 1 };

/** Somebody deletes an object in the service's web pages; mostly it is found out, and sent again. */
function planLoss(draw: Draw, add: (deed: Deed) => void, files: readonly PlannedFile[]): Event[] {
  const file = draw.int(files.length);
  add({ do: 'lose-object', file });
  return draw.chance(0.7) ? [{ when: afterOne, deed: { do: 'send-again', file } }] : [];
}

/** What its kind adds, anywhere between the others. */
function planMore(draw: Draw, kind: Kind, files: readonly PlannedFile[], events: Event[]): Event[] {
  const all = [...events];
  const add = (deed: Deed): void => void all.splice(draw.int(all.length + 1), 0, { when: afterOne, deed });
  if (kind === 'twins' || kind === 're-export') add({ do: 'enqueue-after', file: files.length - 1 });
  if (kind === 'read-back') add({ do: 'verify-again', mode: draw.pick(['ends', 'all']) });
  if (kind === 'read-back' && draw.chance(0.4)) all.push(...planLoss(draw, add, files));
  if (kind === 'deletes') {
    const file = draw.int(files.length);
    add({ do: 'purge', file });
    const later: Deed[] = [
      { do: 'pass-week' },
      { do: draw.pick(['take-back', 'purge']), file: draw.int(files.length) },
    ];
    all.push(...later.filter(() => draw.chance(0.6)).map((deed) => ({ when: afterOne, deed })));
  }
  const isLate = files.some(({ comes }) => comes === 'late');
  return isLate ? [...all, { when: afterOne, deed: { do: 'enqueue-late' } }] : all;
}

function planReadBack(draw: Draw): FaultRule[] {
  const damage: FaultRule = { operations: [...bytesOperations], fault: 'damage-stored', times: 1 };
  const line: FaultRule = { operations: ['b2_download_file_by_id'], fault: ['503-at-once', 'cut-in-body'], times: 2 };
  return [...(draw.chance(0.4) ? [damage] : []), ...(draw.chance(0.3) ? [line] : [])];
}

/** Twenty false checksums over ten minutes are damage, and where time leaps any twenty are: so many are another story. */
function withoutDamage(rules: readonly FaultRule[], events: readonly Event[]): readonly FaultRule[] {
  const leaps: ReadonlySet<DeedName> = new Set(['pass-week', 'days-away', 'sleep', 'set-clock']);
  if (!events.some(({ deed }) => leaps.has(deed.do))) return rules;
  const isFalse = ({ fault }: FaultRule): boolean => fault === 'checksum' || fault === 'lie-about-hash';
  return rules.map((rule) => (isFalse(rule) && rule.times ? { ...rule, times: Math.min(rule.times, 19) } : rule));
}

/** The whole plan of a story, from its seed alone. */
export function planStory(seed: number): Story {
  const draw = createDraw(seed);
  const kind = planKind(draw);
  const files = planFiles(draw, kind);
  const rules = [...(kind === 'read-back' ? planReadBack(draw) : []), ...planRules(draw)];
  const isSlow = kind === 'many' || draw.chance(0.65);
  const link: LinkSettings = isSlow ? { latencyMs: draw.int(4), bytesPerSecondTotal: 1_500_000 } : {};
  const hashed = draw.chance(0.5) ? hashFirstMaxBytes.all : hashFirstMaxBytes.onlySingle;
  const plan: Omit<Story, 'rules'> = {
    seed,
    files,
    link,
    hashFirstMaxBytes: hashed,
    indexFirst: kind === 'films' && draw.chance(0.8),
    ...((kind === 'deletes' || kind === 'catalogue') && { isLibrary: true }),
    isReadBack: kind === 'read-back' ? draw.pick(['ends', 'all']) : null,
    events: planMore(draw, kind, files, planEvents(draw, files.length)),
  };
  return { ...plan, rules: withoutDamage(rules, plan.events) };
}

/** What does not happen in so many stories in a row happens in none. */
const maxWithout = 20_000;

/** So many stories from a seed on; with a word, those in which that deed or fault happens: fewer where it is too seldom, or no such word. */
export function planStories(firstSeed: number, count: number, only?: string): Story[] {
  const stories: Story[] = [];
  for (let seed = firstSeed; stories.length < count; seed += 1) {
    const story = planStory(seed);
    if (only === undefined || JSON.stringify(story).includes(`"${only}"`)) stories.push(story);
    else if (seed - (stories.at(-1)?.seed ?? firstSeed) >= maxWithout) break;
  }
  return stories;
}

/** The words that stories can be chosen by. */
export function storyWords(): string[] {
  const texts = planStories(1, 2_000).flatMap(({ rules, events }) =>
    [...JSON.stringify([rules, events.map(({ deed }) => deed)]).matchAll(/(?<=[[:])"(?<word>[a-z0-9_-]+)"/g)].map(
      ({ groups }) => groups?.['word'] ?? '',
    ),
  );
  return [...new Set(texts)].toSorted();
}

import type { FaultName, FaultRule, LinkSettings } from '../../sandbox/b2/faults/model.ts';
import type { OperationName } from '../../sandbox/b2/operations/names.ts';
import { createRandom } from '../../property/uploads-fake-time.ts';
import { hashFirstMaxBytes, partBytes } from './protocol.ts';

/** What happens to a story's files, process, line, storage, disk and user. `file`: by its number. */
export type Deed =
  | { readonly do: 'kill' | 'kill-worker' | 'quit' | 'sleep' | 'expire-account-tokens' | 'expire-upload-tokens' }
  /** Dies at this of the journal's boundaries from now on. */
  | { readonly do: 'kill-at-statement'; readonly nth: number }
  /** Dies while the answer to such a request is on its way. */
  | { readonly do: 'kill-at-answer'; readonly operation: OperationName }
  | { readonly do: 'set-clock'; readonly byMs: number }
  | { readonly do: 'away'; readonly mode: 'refuse' | 'hang'; readonly forMs: number; readonly isTold: boolean }
  | { readonly do: 'full-disk'; readonly forMs: number }
  | { readonly do: 'cap'; readonly isResumed: boolean }
  | { readonly do: 'revoke-key' | 'cancel-on-server' }
  | { readonly do: 'edit' | 'replace' | 'grow' | 'truncate' | 'touch'; readonly file: number }
  /** Edited while the answer to its last part or to the whole of it is on its way. */
  | { readonly do: 'edit-at-last-part'; readonly file: number }
  | { readonly do: 'lock' | 'unplug' | 'silence'; readonly file: number; readonly forMs: number }
  | { readonly do: 'pause' | 'cancel' | 'send-first'; readonly file: number }
  | { readonly do: 'pause-all' | 'retry-all' | 'enqueue-late' };
export type DeedName = Deed['do'];

/** When: after so many more of these requests have been seen, or stored; or when nothing comes for a while. */
export interface Moment {
  readonly operation: OperationName | 'any';
  readonly state: 'seen' | 'stored';
  readonly count: number;
  /** How long it is waited for. */
  readonly patienceMs?: number;
}
interface PlannedFile {
  readonly bytes: number;
  /** Has the content of an earlier one. */
  readonly sameAs: number | null;
  /** Comes to the queue later. */
  readonly isLate: boolean;
}
export interface Story {
  readonly seed: number;
  readonly files: readonly PlannedFile[];
  readonly rules: readonly FaultRule[];
  readonly link: LinkSettings;
  readonly hashFirstMaxBytes: number;
  /** The process dies at this of the journal's boundaries, from its beginning. */
  readonly dieAt?: number;
  readonly events: readonly { readonly when: Moment; readonly deed: Deed }[];
}

const ofBytes: readonly FaultName[] = [
  ...(['503-at-once', '503-after-body', '503-retry-after', '500', '500-after-body', '500-after-storing'] as const),
  ...(['502-html', '502-html-after-body', '502-html-after-storing', '408', '429', '429-retry-after'] as const),
  ...(['expired-auth-token', 'bad-auth-token', 'checksum', 'auth-token-limit', 'connection-refused'] as const),
  ...(['cut-in-body', 'cut-after-storing', 'stall-in-body', 'stall-answer', 'lie-about-hash'] as const),
];
const ofCalls: readonly FaultName[] = [
  ...(['503-at-once', '500-after-storing', '502-html', '502-html-after-storing', '408', '429'] as const),
  ...(['429-retry-after', 'expired-auth-token', 'bad-auth-token', 'connection-refused', 'cut-after-storing'] as const),
];
const bytesOperations: readonly OperationName[] = ['b2_upload_part', 'b2_upload_file'];
const calls: readonly OperationName[] = [
  ...(['b2_authorize_account', 'b2_get_upload_url', 'b2_get_upload_part_url', 'b2_start_large_file'] as const),
  ...(['b2_list_parts', 'b2_finish_large_file', 'b2_get_file_info', 'b2_list_file_versions'] as const),
  ...(['b2_list_unfinished_large_files', 'b2_cancel_large_file', 'b2_delete_file_version'] as const),
];
/** An account token is asked for at the call itself: a refusal of it there would be final. */
const refusesTokens: ReadonlySet<FaultName> = new Set(['expired-auth-token', 'bad-auth-token']);

/** Drawing from a seed. */
export function createDraw(seed: number) {
  const unit = createRandom(seed);
  const int = (below: number): number => Math.floor(unit() * below);
  return {
    unit,
    int,
    chance: (share: number): boolean => unit() < share,
    pick<T>(list: readonly T[]): T {
      const picked = list[int(list.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
  };
}
export type Draw = ReturnType<typeof createDraw>;

function planFile(draw: Draw, n: number): PlannedFile {
  const isInParts = draw.chance(0.65);
  const bytes = isInParts ? partBytes * (2 + draw.int(8)) + 1 + draw.int(partBytes) : 1 + draw.int(80_000);
  return { bytes, sameAs: n > 0 && draw.chance(0.1) ? draw.int(n) : null, isLate: n > 0 && draw.chance(0.15) };
}

function planFiles(draw: Draw): PlannedFile[] {
  const files: PlannedFile[] = [];
  for (let n = draw.int(4); n >= 0; n -= 1) files.push(planFile(draw, files.length));
  return files.map((file) => ({
    ...file,
    bytes: (file.sameAs === null ? file : files[file.sameAs])?.bytes ?? file.bytes,
  }));
}

/** One fault of the table, at some calls; now and then the same part fails 3, 6 or 30 times. */
function planRule(draw: Draw): FaultRule {
  const isOfBytes = draw.chance(0.55);
  const operation = isOfBytes ? draw.pick(bytesOperations) : draw.pick(calls);
  const possible = operation === 'b2_authorize_account' ? ofCalls.filter((name) => !refusesTokens.has(name)) : ofCalls;
  const fault = draw.pick(isOfBytes ? ofBytes : possible);
  // A stall costs real time.
  const isSlow = fault.startsWith('stall');
  const times = isSlow ? 1 : draw.pick([1, 1, 2, 3, 6, 30]);
  const one = draw.chance(0.5) && operation === 'b2_upload_part' ? { partNumbers: [1 + draw.int(6)] } : {};
  return { operations: [operation], fault, times, ...one };
}

function planRules(draw: Draw): FaultRule[] {
  const kind = draw.unit();
  if (kind < 0.12) return [];
  if (kind < 0.2) return [{ operations: ['b2_upload_part'], probability: 0.03, fault: 'checksum' }];
  const quick = ofBytes.filter((name) => !name.startsWith('stall'));
  if (kind < 0.3)
    return [
      { operations: [...bytesOperations], probability: 0.05, fault: quick },
      { operations: calls.slice(1), probability: 0.05, fault: [...ofCalls] },
    ];
  return Array.from({ length: 1 + draw.int(4) }, () => planRule(draw));
}

const deeds: readonly (readonly [weight: number, make: (draw: Draw, file: number) => Deed])[] = [
  [6, () => ({ do: 'kill' })],
  [8, (draw) => ({ do: 'kill-at-statement', nth: 1 + draw.int(draw.pick([6, 30, 90])) })],
  [
    5,
    (draw) => ({
      do: 'kill-at-answer',
      operation: draw.pick([...bytesOperations, 'b2_start_large_file', 'b2_finish_large_file', 'b2_get_file_info']),
    }),
  ],
  [2, () => ({ do: 'kill-worker' })],
  [2, () => ({ do: 'quit' })],
  [3, () => ({ do: 'sleep' })],
  [1, () => ({ do: 'expire-account-tokens' })],
  [1, () => ({ do: 'expire-upload-tokens' })],
  [1, (draw) => ({ do: 'set-clock', byMs: (draw.unit() - 0.5) * 48 * 3_600_000 })],
  [
    4,
    (draw) => ({
      do: 'away',
      mode: draw.pick(['refuse', 'refuse', 'hang']),
      forMs: 20 + draw.int(120),
      isTold: draw.chance(0.5),
    }),
  ],
  [3, (draw) => ({ do: 'full-disk', forMs: 20 + draw.int(100) })],
  [2, (draw) => ({ do: 'cap', isResumed: draw.chance(0.5) })],
  [1, () => ({ do: 'revoke-key' })],
  [2, () => ({ do: 'cancel-on-server' })],
  [3, (_draw, file) => ({ do: 'edit', file })],
  [2, (_draw, file) => ({ do: 'replace', file })],
  [1, (_draw, file) => ({ do: 'grow', file })],
  [1, (_draw, file) => ({ do: 'truncate', file })],
  [1, (_draw, file) => ({ do: 'touch', file })],
  [3, (_draw, file) => ({ do: 'edit-at-last-part', file })],
  [2, (draw, file) => ({ do: 'lock', file, forMs: 10 + draw.int(80) })],
  [2, (draw, file) => ({ do: 'unplug', file, forMs: 10 + draw.int(80) })],
  [1, (draw, file) => ({ do: 'silence', file, forMs: 10 + draw.int(80) })],
  [2, (_draw, file) => ({ do: 'pause', file })],
  [2, () => ({ do: 'pause-all' })],
  [3, (_draw, file) => ({ do: 'cancel', file })],
  [1, (_draw, file) => ({ do: 'send-first', file })],
  [1, () => ({ do: 'retry-all' })],
];
const total = deeds.reduce((sum, [weight]) => sum + weight, 0);

function planDeed(draw: Draw, files: number): Deed {
  let at = draw.unit() * total;
  const [, make] = deeds.find(([weight]) => (at -= weight) < 0) ?? deeds[0] ?? [0, () => ({ do: 'kill' }) as const];
  return make(draw, draw.int(files));
}

function planMoment(draw: Draw): Moment {
  const kind = draw.unit();
  if (kind < 0.6) return { operation: 'any', state: 'stored', count: draw.int(5) };
  if (kind < 0.75) return { operation: 'any', state: 'seen', count: draw.int(9) };
  const operation = draw.pick([...calls, ...bytesOperations]);
  return { operation, state: 'seen', count: 1 };
}

/** What a worker's third death over one upload would mean is another story. */
const limits: Readonly<Partial<Record<DeedName, number>>> = { 'kill-worker': 1, 'revoke-key': 1, cap: 1 };

/** The whole plan of a story, from its seed alone. */
export function planStory(seed: number): Story {
  const draw = createDraw(seed);
  const files = planFiles(draw);
  const rules = planRules(draw);
  const link: LinkSettings = draw.chance(0.65) ? { latencyMs: draw.int(4), bytesPerSecondTotal: 1_500_000 } : {};
  const planned = Array.from({ length: draw.int(6) }, () => ({
    when: planMoment(draw),
    deed: planDeed(draw, files.length),
  }));
  const events = planned.filter(
    ({ deed }, n) => planned.slice(0, n).filter((one) => one.deed.do === deed.do).length < (limits[deed.do] ?? 9),
  );
  const late = files.some(({ isLate }) => isLate)
    ? [{ when: { operation: 'any', state: 'stored', count: 1 } as const, deed: { do: 'enqueue-late' } as const }]
    : [];
  const hashed = draw.chance(0.5) ? hashFirstMaxBytes.all : hashFirstMaxBytes.onlySingle;
  return { seed, files, rules, link, hashFirstMaxBytes: hashed, events: [...events, ...late] };
}

/** So many stories from a seed on; with a word, those in which that deed or fault happens. */
export function planStories(firstSeed: number, count: number, only?: string): Story[] {
  const stories: Story[] = [];
  for (let seed = firstSeed; stories.length < count; seed += 1) {
    const story = planStory(seed);
    if (only === undefined || JSON.stringify(story).includes(`"${only}"`)) stories.push(story);
  }
  return stories;
}

import type { Draw } from './draw.ts';
import type { Deed } from './story.ts';
import { bytesOperations } from './story-rules.ts';

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
  [3, (draw) => ({ do: 'cap', which: draw.pick(['storage', 'transactions', 'any']), isResumed: draw.chance(0.5) })],
  [2, (draw) => ({ do: 'short-quota', forMs: 10 + draw.int(80) })],
  [2, (draw) => ({ do: 'days-away', isTold: draw.chance(0.5) })],
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

/** What happens next. */
export function planDeed(draw: Draw, files: number): Deed {
  let at = draw.unit() * total;
  const [, make] = deeds.find(([weight]) => (at -= weight) < 0) ?? deeds[0] ?? [0, () => ({ do: 'kill' }) as const];
  return make(draw, draw.int(files));
}

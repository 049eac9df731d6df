import { describe, expect, test } from 'vitest';
import { LIMITS, putTag, setTag, setUp, stampAt } from '../../../tests/helpers/sync-store.ts';
import type { Op } from '../../shared/domain/merge.ts';
import { AHEAD_MS, createBringBack } from './stamps-ahead.ts';

const NOW = 1_000_000;
const op = (h: string, b: Op['b'] = {}): Op => ({ t: 'tags', id: 'a', k: 'set', h, b, v: { name: { name: 'x' } } });
const bringAll = (ops: readonly Op[]): Op[] => {
  const bring = createBringBack(NOW);
  return ops.map((one) => bring.op(one));
};

describe('stamps ahead of the server’s time', () => {
  test('come back to it in their order, and one stamp stays one', () => {
    const ahead = NOW + AHEAD_MS + 1;
    const brought = bringAll([op(stampAt(ahead)), op(stampAt(ahead)), op(stampAt(ahead + 5)), op(stampAt(ahead + 6))]);
    const [first, same, second, third] = brought.map(({ h }) => h);
    expect(first).toBe(stampAt(NOW));
    expect(same).toBe(first);
    expect([first, second, third].toSorted()).toEqual([first, second, third]);
    expect(new Set([first, second, third]).size).toBe(3);
    expect(Number(third?.slice(0, 13))).toBeLessThan(NOW + AHEAD_MS);
  });

  test('are later than what their author saw, and say so in the stamps of today', () => {
    const [first, second] = bringAll([
      op(stampAt(NOW + 900_000), { name: stampAt(NOW + 30_000) }),
      op(stampAt(NOW + 900_001), { name: stampAt(NOW + 900_000) }),
    ]);
    expect((first?.h ?? '') > stampAt(NOW + 30_000)).toBe(true);
    expect(second?.b).toEqual({ name: first?.h });
  });

  test('what is not ahead stays as it is', () => {
    const kept = [op(stampAt(NOW - 5)), op(stampAt(NOW + AHEAD_MS), { name: stampAt(NOW - 5) })];
    expect(bringAll(kept)).toEqual(kept);
  });
});

describe('in the outbox', () => {
  const farBehind = (nowMs: number): number => nowMs - 10 * AHEAD_MS;
  const heldBy = ({ row }: ReturnType<typeof setUp>, id: string) => row(id)?.fv['name'] ?? '';

  test('row, outbox and the next edits follow', () => {
    const studio = setUp();
    for (const name of ['1', '2']) studio.mutate(putTag('a', name), putTag('b', name));
    const serverNowMs = farBehind(Number(heldBy(studio, 'a').slice(0, 13)));
    studio.store.bringBackStamps(serverNowMs);
    expect(Number(heldBy(studio, 'a').slice(0, 13))).toBe(serverNowMs);
    const sent = studio.store.seal(LIMITS).flatMap(({ ops }) => ops);
    expect(sent.findLast(({ id }) => id === 'a')?.h).toBe(heldBy(studio, 'a'));
    expect(studio.state.get('hlc')).toBe(sent.at(-1)?.h);
  });

  test('nothing moves while something is on its way, or when no stamp is ahead', () => {
    const studio = setUp();
    studio.mutate(putTag('a', '1'));
    const before = heldBy(studio, 'a');
    studio.store.bringBackStamps(Number(before.slice(0, 13)) - AHEAD_MS);
    expect(heldBy(studio, 'a')).toBe(before);
    studio.store.seal(LIMITS);
    studio.mutate(setTag('a', '2'));
    const later = heldBy(studio, 'a');
    studio.store.bringBackStamps(farBehind(Number(before.slice(0, 13))));
    expect(heldBy(studio, 'a')).toBe(later);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adaptiveMs, bestFixedMs, type Line } from './uploads-link-model.ts';

const mbit = 1e6 / 8;
/** Long enough for the line to be what decides, and not the first second. */
const sizeFor = (line: Line): number => Math.max(50e6, line.bytesPerSecond * 45);
const shareOfBest = (line: Line): number => bestFixedMs(line, sizeFor(line)) / adaptiveMs(line, sizeFor(line));

test.each([5, 50, 500].flatMap((rate) => [10, 150].map((latencyMs) => [rate, latencyMs] as const)))(
  '%i Mbit/s, %i ms: at least 90 % of the best fixed setting',
  (rate, latencyMs) => {
    const bytesPerSecond = rate * mbit;
    // No limit on one connection; a window of 1 MB a round trip; 20 MB/s.
    for (const perConnection of [bytesPerSecond, 1e9 / latencyMs, 20e6]) {
      const line = { bytesPerSecond, perConnection, latencyMs };

      expect(shareOfBest(line)).toBeGreaterThanOrEqual(0.9);
    }
  },
);

test('on any line at least 80 %, the last round of parts included', () => {
  const line = fc.record({
    bytesPerSecond: fc.integer({ min: 1, max: 1_000 }).map((rate) => rate * mbit),
    perConnection: fc.integer({ min: 1_000_000, max: 100_000_000 }),
    latencyMs: fc.integer({ min: 5, max: 200 }),
  });
  fc.assert(
    fc.property(line, (one) => {
      expect(shareOfBest(one)).toBeGreaterThanOrEqual(0.8);
    }),
    { numRuns: 200 },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeObjectName, maxNameBytes, maxSegmentBytes } from '../../src/main/uploads/object-name.ts';
import { moveBefore, renumber } from '../../src/main/uploads/order.ts';
import { maxLanes, maxPartBytes, maxPartCount, partRange, planParts } from '../../src/main/uploads/plan.ts';
import { reconcileParts } from '../../src/main/uploads/resume.ts';
import { canHappen, reduce, sessionOf, type Session, type SessionEvent } from '../../src/main/uploads/session.ts';
import { settledStates, uploadState } from '../../src/shared/domain/upload.ts';
import { uploadReceipt, uploadRecord } from '../helpers/upload-record.ts';

const limits = fc.record({
  absoluteMinimumPartBytes: fc.integer({ min: 1_000_000, max: 20_000_000 }),
  recommendedPartBytes: fc.integer({ min: 20_000_000, max: 200_000_000 }),
});
const fileBytes = fc.oneof(
  fc.integer({ min: 0, max: 100_000_000 }),
  fc.integer({ min: 0, max: 10_000_000_000_000 }),
  fc.constantFrom(0, 1, 5_000_000, 5_000_001, 10_000_000, 20_000_000, 20_000_001, 100_000_000_001),
);
const rate = fc.option(fc.integer({ min: 0, max: 2_000_000_000 }), { nil: null });

describe('plan', () => {
  test('covers every file exactly, with parts that the service takes', () => {
    fc.assert(
      fc.property(fileBytes, limits, rate, (sizeBytes, given, bytesPerSecondPerConnection) => {
        const plan = planParts({ sizeBytes, limits: given, bytesPerSecondPerConnection });
        expect(plan).not.toBeNull();
        expect(plan?.kind === 'parts' || sizeBytes <= maxPartBytes).toBe(true);
        if (plan?.kind !== 'parts') return;
        const { partBytes, partCount } = plan;
        expect(partCount).toBeGreaterThanOrEqual(2);
        expect(partCount).toBeLessThanOrEqual(maxPartCount);
        expect(partBytes).toBeGreaterThanOrEqual(given.absoluteMinimumPartBytes);
        expect(partBytes).toBeLessThanOrEqual(maxPartBytes);
        const last = partRange(plan, sizeBytes, partCount);
        expect(last.bytes).toBeGreaterThanOrEqual(1);
        expect(last.bytes).toBeLessThanOrEqual(partBytes);
        expect(last.offset + last.bytes).toBe(sizeBytes);
        expect(partRange(plan, sizeBytes, 1)).toEqual({ partNumber: 1, offset: 0, bytes: partBytes });
      }),
    );
  });

  test('from 5 GB on, what is in flight at any time is at most one percent, however fast the line', () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 5_000_000_000, max: 10_000_000_000_000 }), (measured, sizeBytes) => {
        const usual = { absoluteMinimumPartBytes: 5_000_000, recommendedPartBytes: 100_000_000 };
        const plan = planParts({ sizeBytes, limits: usual, bytesPerSecondPerConnection: measured });
        if (plan?.kind !== 'parts') throw new Error('not in parts');
        const lanes = Math.min(16, maxLanes(plan, sizeBytes));
        expect(lanes * plan.partBytes).toBeLessThanOrEqual(sizeBytes / 100);
        expect(lanes).toBeGreaterThanOrEqual(sizeBytes >= 8_000_000_000 ? 16 : 10);
      }),
    );
  });

  test('a smaller file is kept from no connection, and its parts are of at most 10 MB', () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 20_000_001, max: 4_999_999_999 }), (measured, sizeBytes) => {
        const usual = { absoluteMinimumPartBytes: 5_000_000, recommendedPartBytes: 100_000_000 };
        const plan = planParts({ sizeBytes, limits: usual, bytesPerSecondPerConnection: measured });
        if (plan?.kind !== 'parts') throw new Error('not in parts');
        expect(plan.partBytes).toBeLessThanOrEqual(10_000_000);
        expect(maxLanes(plan, sizeBytes)).toBe(Number.POSITIVE_INFINITY);
      }),
    );
  });

  test('more than the service holds is refused', () => {
    const usual = { absoluteMinimumPartBytes: 5_000_000, recommendedPartBytes: 100_000_000 };
    expect(planParts({ sizeBytes: 10_000_000_000_001, limits: usual, bytesPerSecondPerConnection: null })).toBeNull();
  });
});

describe('resume', () => {
  const part = fc.record({ sha1: fc.constantFrom('a'.repeat(40), 'b'.repeat(40)), bytes: fc.constantFrom(100, 99, 7) });
  const listing = fc.dictionary(fc.integer({ min: 1, max: 12 }).map(String), part);
  const toParts = (all: Record<string, { sha1: string; bytes: number }>) =>
    Object.entries(all).map(([number, one]) => ({ partNumber: Number(number), ...one }));

  test('every part is done, read again or sent; only what both sides agree on is done', () => {
    fc.assert(
      fc.property(listing, listing, (journal, server) => {
        const plan = { kind: 'parts', partBytes: 100, partCount: 10 } as const;
        const { done, recheck, missing } = reconcileParts(plan, 907, toParts(journal), toParts(server));
        const numbers = [...done, ...recheck].map(({ partNumber }) => partNumber);
        expect([...numbers, ...missing].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        for (const { partNumber, bytes, sha1 } of done) {
          expect(journal[partNumber]?.sha1).toBe(sha1);
          expect(server[partNumber]).toEqual({ bytes, sha1 });
          expect(bytes).toBe(partNumber === 10 ? 7 : 100);
        }
        for (const { partNumber, bytes } of recheck) expect(bytes).toBe(partNumber === 10 ? 7 : 100);
      }),
    );
  });
});

const record = uploadRecord();
const receipt = uploadReceipt();
const bytes = fc.integer({ min: 0, max: 1_500 });
const sessionEvent: fc.Arbitrary<SessionEvent> = fc.oneof(
  fc.constantFrom<SessionEvent[]>(
    { type: 'hashing' },
    { type: 'starting' },
    { type: 'sending' },
    { type: 'finishing' },
    { type: 'verifying' },
    { type: 'requeued' },
    { type: 'paused', reason: null, retryAtMs: null },
    { type: 'resumed' },
    { type: 'cancelled' },
    { type: 'retried' },
    { type: 'cleaned' },
    { type: 'opened', fileId: 'f' },
    { type: 'hashed', sha1: 'a'.repeat(40), object: null },
    { type: 'moved', position: 5, byHand: true },
    { type: 'completed', receipt },
    { type: 'planned', plan: { kind: 'single' }, bucketId: 'b', objectName: 'o' },
    { type: 'waiting', reason: { code: 'offline', detail: null }, retryAtMs: 5 },
    { type: 'failed', reason: { code: 'refused', detail: null }, discard: false },
  ),
  bytes.map((inFlightBytes): SessionEvent => ({ type: 'progress', inFlightBytes })),
  bytes.map((confirmedBytes): SessionEvent => ({ type: 'confirmed', confirmedBytes })),
);

describe('session', () => {
  test('progress never falls, and never exceeds the file; what is not legal changes nothing', () => {
    fc.assert(
      fc.property(fc.array(sessionEvent, { maxLength: 60 }), (events) => {
        let session: Session = sessionOf(record);
        for (const event of events) {
          const before = session;
          session = reduce(session, event);
          if (!canHappen(before.record.state, event.type)) expect(session).toBe(before);
          expect(session.record.bytesDone).toBeGreaterThanOrEqual(before.record.bytesDone);
          expect(session.record.bytesDone).toBeLessThanOrEqual(record.sizeBytes);
          const { state, reason, receipt: held } = session.record;
          expect(reason !== null).toBe(state === 'waiting' || state === 'failed');
          expect(held !== null).toBe(state === 'ready');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('ready and cancelled are for good; failed is left by a retry or a cancel only', () => {
    fc.assert(
      fc.property(fc.constantFrom(...settledStates), fc.array(sessionEvent, { maxLength: 30 }), (state, events) => {
        const left = events.filter(({ type }) => state !== 'failed' || (type !== 'retried' && type !== 'cancelled'));
        const reason = state === 'failed' ? { code: 'refused' as const, detail: null } : null;
        const end = left.reduce(reduce, sessionOf({ ...record, state, reason }));
        expect(end.record.state).toBe(state);
      }),
    );
  });

  test('from everywhere there is a way on, or it is over', () => {
    for (const state of uploadState.options) {
      const types = ['requeued', 'starting', 'resumed', 'retried'] as const;
      const isOver = state === 'ready' || state === 'cancelled';
      expect({ state, goesOn: types.some((type) => canHappen(state, type)) }).toEqual({ state, goesOn: !isOver });
    }
  });
});

describe('order', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 });

  test('moving keeps everybody, and the moved ones together in their order', () => {
    fc.assert(
      fc.property(ids, ids, fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }), (order, moving, before) => {
        const moved = moveBefore(order, moving, before);
        expect(moved.toSorted((a, b) => a - b)).toEqual(order.toSorted((a, b) => a - b));
        const chosen = order.filter((id) => moving.includes(id));
        const at = moved.indexOf(chosen[0] ?? -1);
        expect(moved.slice(Math.max(0, at), Math.max(0, at) + chosen.length)).toEqual(chosen);
        const rest = order.filter((id) => !moving.includes(id));
        expect(moved.filter((id) => !moving.includes(id))).toEqual(rest);
        if (before !== null && rest.includes(before) && chosen.length > 0) {
          expect(moved.indexOf(before)).toBe(at + chosen.length);
        }
      }),
    );
  });

  test('numbers are written only where they change', () => {
    expect(renumber(['a', 'b', 'c'], (id) => ({ a: 1, b: 3, c: 3 })[id] ?? 0)).toEqual(new Map([['b', 2]]));
  });
});

describe('object name', () => {
  /** Also halves of characters, as a file system of Windows may have them, and backslashes, as the others may. */
  const wild = fc
    .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), fc.constantFrom('\\', '\ud83c', '/')), {
      maxLength: 400,
    })
    .map((chars) => chars.join(''));

  test('whatever the file is called, the key is one that the service takes', () => {
    fc.assert(
      fc.property(wild, wild, (prefix, name) => {
        const key = makeObjectName(prefix, name);
        if (key === null) return;
        const size = (text: string): number => new TextEncoder().encode(text).length;
        expect(size(key)).toBeLessThanOrEqual(maxNameBytes);
        expect(key).toBe(key.normalize('NFC'));
        expect(key.isWellFormed()).toBe(true);
        for (const segment of key.split('/')) {
          expect(segment).not.toBe('');
          expect(size(segment)).toBeLessThanOrEqual(maxSegmentBytes);
          for (const char of segment) expect(char >= ' ' && char !== '\u007f' && char !== '\\').toBe(true);
        }
      }),
    );
  });

  test.each([
    ['p/', 'media/v/Intro.mp4', 'p/media/v/Intro.mp4'],
    ['/p//', '//a//b/', 'p/a/b'],
    ['', 'الدرس الأول.mp4', 'الدرس الأول.mp4'],
    ['p', 'Cafe\u0301.mp4', 'p/Café.mp4'],
    ['p', 'a\nb\u007f.mp4', 'p/a_b_.mp4'],
    ['p', String.raw`take\2.mp4`, 'p/take_2.mp4'],
    ['p', 'half\ud83c.mp4', 'p/half\ufffd.mp4'],
    ['p', `${'ü'.repeat(200)}.mp4`, `p/${'ü'.repeat(123)}.mp4`],
    ['', '///', null],
    ['p', `${'a/'.repeat(600)}b`, null],
  ])('%j + %j → %j', (prefix, name, expected) => {
    expect(makeObjectName(prefix, name)).toBe(expected);
  });
});

import { expect, test } from 'vitest';
import { createManualClock } from '../../../tests/helpers/manual-clock.ts';
import { createLanes } from './lanes.ts';
import { createCopier } from './part-copy.ts';
import { bad, good, type PortError } from './ports.ts';
import { done, type Run } from './run.ts';

const identity = { sizeBytes: 4_000, mtimeMs: 1, inode: '1' };
const handle = { read: async () => 0, close: async () => {} };
const signal = new AbortController().signal;

/** Forty parts of 100 bytes over a former object whose part n is 'n'; `here` says what is in the file now. The first copies fail. */
function open(here: (partNumber: number) => string, failing: PortError[] = []) {
  const asked = { hashed: 0, copied: 0 };
  const run: Partial<Run> = {
    clock: { ...createManualClock(), delay: async () => {} },
    random: { unit: () => 0 },
    signal,
    lanes: createLanes(
      () => {},
      () => {},
    ),
    wakeSignal: () => signal,
    onFailure: () => {},
    outage: { mayProbe: () => true, leave: () => {} },
    entry: { record: () => ({ ...identity, path: '/a' }) } as never,
    source: {
      identify: async () => good(identity),
      open: async () => good(handle),
      async hashRange(_handle, offset) {
        asked.hashed += 1;
        return good(here(offset / 100 + 1));
      },
    },
    transport: {
      async copyPart({ partNumber }: { partNumber: number }) {
        const error = failing.shift();
        if (error) return bad(error);
        asked.copied += 1;
        return good({ sha1: String(partNumber) });
      },
    } as never,
  };
  const parts = Array.from({ length: 40 }, (_, n) => ({ partNumber: n + 1, bytes: 100, sha1: String(n + 1) }));
  const copy = createCopier(run as Run, { fileId: 'former', bucketId: 'b', parts });
  const make = (partNumber: number) =>
    copy({ handle, fileId: 'f', partNumber, offset: (partNumber - 1) * 100, bytes: 100 }, signal);
  return { asked, make };
}

test('what differs is read once for that: its hash goes with it', async () => {
  const { asked, make } = open((n) => (n === 3 ? 'other' : String(n)));
  expect(await make(3)).toEqual(done({ copied: null, sha1: 'other' }));
  expect(await make(4)).toEqual(done({ copied: { partNumber: 4, bytes: 100, sha1: '4', copied: true }, sha1: '4' }));
  expect(asked).toEqual({ hashed: 2, copied: 1 });
});

test('of a film that shares nothing only one part in eight is looked at after the first', async () => {
  const { asked, make } = open(() => 'other');
  for (let n = 1; n <= 40; n += 1) await make(n);
  expect(asked).toEqual({ hashed: 8 + 4, copied: 0 });
});

test('behind a long new beginning the former film goes on: it is found again, and the rest is copied', async () => {
  const { asked, make } = open((n) => (n <= 20 ? 'other' : String(n)));
  for (let n = 1; n <= 40; n += 1) await make(n);
  expect(asked.copied).toBe(17);
});

test('one that is equal now and then is looked at to its end', async () => {
  const { asked, make } = open((n) => (n % 5 === 0 ? String(n) : 'other'));
  for (let n = 1; n <= 40; n += 1) await make(n);
  expect(asked).toEqual({ hashed: 40, copied: 8 });
});

const failed = (kind: PortError['kind'], times: number): PortError[] =>
  Array.from({ length: times }, () => ({ kind, retry: 'backoff', code: 'x' }));

test('without a network a copy is waited for: the bytes could not be sent either (seed 8000842 of the fault bench)', async () => {
  const { asked, make } = open(String, failed('offline', 30));
  expect(await make(1)).toMatchObject(done({ copied: { partNumber: 1 } }));
  expect(asked.copied).toBe(1);
});

test('a copy that the storage is too busy for three times is not waited for: the bytes are here', async () => {
  const { asked, make } = open(String, failed('io', 3));
  expect(await make(1)).toMatchObject(done({ copied: null, sha1: '1' }));
  expect(asked.copied).toBe(0);
});

import { expect, test } from 'vitest';
import { createMissingCheck } from './missing.ts';
import { bad, good, type PortError, type StoredFile } from './ports.ts';

const gone: PortError = { kind: 'not-found', retry: 'never', code: 'not_found' };
const idOf = (at: number): string => `f${String(at).padStart(4, '0')}`;

function createRig(count: number, answer: (fileId: string) => PortError | null) {
  const claims = Array.from({ length: count }, (_, at) => ({ fileId: idOf(at), objectName: 'x', bucketName: 'b' }));
  const [asked, noted, told]: [string[], string[][], number[]] = [[], [], []];
  const life = new AbortController();
  const check = createMissingCheck({
    listClaims: () => claims,
    async getFile(fileId) {
      asked.push(fileId);
      const error = answer(fileId);
      return error ? bad(error) : good({ fileId } as StoredFile);
    },
    noteGone: (claims) => void noted.push(claims.map(({ fileId }) => fileId)),
    onGone: (gone) => void told.push(gone),
  });
  const run = (...listed: string[]): Promise<void> => check({ fileIds: new Set(listed), beganAtMs: 9 }, life.signal);
  return { run, life, asked, noted, told };
}

test('what is listed is not asked for; of the rest only what is not there is noted', async () => {
  const { run, asked, noted, told } = createRig(4, (fileId) => (fileId === idOf(1) ? null : gone));
  await run(idOf(0));
  expect([asked, noted, told]).toEqual([[idOf(1), idOf(2), idOf(3)], [[idOf(2), idOf(3)]], [2]]);
});

test.each<PortError>([
  { kind: 'offline', retry: 'backoff', code: 'ECONNREFUSED' },
  { kind: 'forbidden', retry: 'after-user', code: 'unauthorized' },
  { kind: 'not-found', retry: 'after-user', code: 'bad_bucket_id' },
  { kind: 'not-found', retry: 'never', code: 'http_404' },
  { kind: 'invalid', retry: 'never', code: 'bad_request' },
])('$code says nothing of the object, and ends the looking', async (error) => {
  const { run, asked, noted, told } = createRig(3, () => error);
  await run();
  expect([asked, noted, told]).toEqual([[idOf(0)], [], []]);
});

test('five hundred a run; the next goes on behind them', async () => {
  const { run, asked } = createRig(700, () => null);
  await run();
  expect([asked.length, asked[0]]).toEqual([500, idOf(0)]);
  await run();
  expect([
    asked.length,
    asked[500],
    asked.slice(500).includes(idOf(299)),
    asked.slice(500).includes(idOf(300)),
  ]).toEqual([1000, idOf(500), true, false]);
});

test('another connection, or the end: the answer does not count', async () => {
  const { run, life, noted, told } = createRig(2, () => {
    life.abort();
    return gone;
  });
  await run();
  expect([noted, told]).toEqual([[], []]);
});

test('what is gone is written down a hundred at once, and what was found before the looking ended, too', async () => {
  const { run, noted, told } = createRig(300, (fileId) =>
    fileId === idOf(250) ? { kind: 'offline', retry: 'backoff', code: 'ECONNREFUSED' } : gone,
  );
  await run();
  expect([noted.map((claims) => claims.length), noted.flat().at(-1), told]).toEqual([[100, 100, 50], idOf(249), [250]]);
});

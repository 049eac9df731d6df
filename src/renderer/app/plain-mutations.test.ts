import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { IpcFailure } from '../lib/ipc-client.ts';
import { plainMutations, type Effects } from './plain-mutations.fixture.ts';
import { createQueryClient } from './query-client.ts';

/* What is not optimistic shows nothing before main has answered, and nothing when main refuses. */
afterEach(() => vi.unstubAllGlobals());

/** All that any of them touches is in the cache; main answers when the test says so. */
function opened() {
  const client = createQueryClient();
  const hashes = new Set(plainMutations.flatMap(({ effects }) => Object.keys(effects)));
  for (const hash of hashes) client.setQueryData(JSON.parse(hash) as QueryKey, 'as it was');
  const asked = Promise.withResolvers<unknown[]>();
  const answer = Promise.withResolvers<Result<unknown>>();
  vi.stubGlobal('lectern', {
    invoke(...call: unknown[]) {
      asked.resolve(call);
      return answer.promise;
    },
  });
  return { client, asked: asked.promise, answer: answer.resolve };
}
const shown = (client: QueryClient) =>
  client
    .getQueryCache()
    .getAll()
    .map(({ queryHash, state }) => [queryHash, state.data]);

/** What became of the cache. */
function effectsIn(client: QueryClient, before: readonly unknown[][]): Effects {
  const cache = client.getQueryCache();
  const entries = before.flatMap(([hash]) => {
    const query = cache.get(hash as string);
    if (!query) return [[hash, 'forgotten']];
    if (query.state.data !== 'as it was') return [[hash, 'replaced']];
    return query.state.isInvalidated ? [[hash, 'read again']] : [];
  });
  return Object.fromEntries(entries) as Effects;
}

/** Of an outline a step of the history says nothing here. */
const said = { outline: null };

test.each(plainMutations)('$route waits for main, and the cache then has what it said', async (one) => {
  const { client, asked, answer } = opened();
  const before = shown(client);
  const done = one.run(client);
  expect(await asked).toEqual([one.route, one.input]);
  expect(shown(client)).toEqual(before);
  answer(ok(said));
  expect(await done).toBe(said);
  expect(effectsIn(client, before)).toEqual(one.effects);
});

test.each(plainMutations)('$route leaves everything as it was when main refuses', async ({ run, effects }) => {
  const { client, asked, answer } = opened();
  const kept = (all: unknown[][]) => all.filter(([hash]) => effects[hash as string] !== 'forgotten');
  const before = kept(shown(client));
  const done = run(client);
  await asked;
  answer(err('DISK_FULL', 'no space'));
  await expect(done).rejects.toThrow(IpcFailure);
  expect(kept(shown(client))).toEqual(before);
});

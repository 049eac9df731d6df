import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { createQueryClient } from './query-client.ts';
import { createRefresher } from './refresher.ts';

/** A query on screen whose readings are answered by hand. */
function stepped() {
  const client = createQueryClient();
  const waiting: ((value: number) => void)[] = [];
  let asked = 0;
  const observer = new QueryObserver(client, {
    queryKey: ['plan', 1],
    queryFn: () =>
      new Promise<number>((resolve) => {
        asked += 1;
        waiting.push(resolve);
      }),
  });
  const arrived = (value: number) =>
    new Promise<void>((resolve) => {
      const stop = observer.subscribe(({ data }) => {
        if (data !== value) return;
        stop();
        resolve();
      });
    });
  const keep = observer.subscribe(() => undefined);
  const answer = async (value: number) => {
    const seen = arrived(value);
    waiting.shift()?.(value);
    await seen;
    // The refresher hears of the end of a reading one turn after the screen does.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { client, answer, asked: () => asked, keep };
}

test('a burst of events during a reading causes exactly one more, after it', async () => {
  const { client, answer, asked, keep } = stepped();
  const refresh = createRefresher(client);
  await answer(1);
  refresh(['plan']);
  for (let event = 0; event < 20; event += 1) refresh(['plan']);
  expect(asked()).toBe(2);
  await answer(2);
  expect(asked()).toBe(3);
  await answer(3);
  expect(asked()).toBe(3);
  refresh(['plan']);
  expect(asked()).toBe(4);
  await answer(4);
  expect(client.getQueryData(['plan', 1])).toBe(4);
  keep();
});

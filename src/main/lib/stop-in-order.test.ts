import { expect, test } from 'vitest';
import { stopInOrder } from './stop-in-order.ts';

test('one after the other; one that throws, rejects or hangs is reported, and the rest are stopped', async () => {
  const said: string[] = [];
  const done = (name: string) => ({
    name,
    stop: async () => {
      said.push(`${name} begins`);
      await Promise.resolve();
      said.push(`${name} ends`);
    },
  });
  await stopInOrder(
    [
      done('sync'),
      {
        name: 'uploads',
        stop: () => {
          throw new Error('at once');
        },
      },
      { name: 'media', stop: () => Promise.reject(new Error('later')) },
      { name: 'watch', stop: () => new Promise<void>(() => undefined) },
      done('database'),
    ],
    { deadlineMs: 20, report: (where, error) => void said.push(`${where}: ${(error as Error).message}`) },
  );
  expect(said).toEqual([
    'sync begins',
    'sync ends',
    'stopping uploads: at once',
    'stopping media: later',
    'stopping watch: still busy after 20 ms',
    'database begins',
    'database ends',
  ]);
});

import { expect, test } from 'vitest';
import { createRootStat } from './root-stat.ts';

test('a drive that does not answer is away, is asked once, and is believed when it answers', async () => {
  const questions: ((id: string) => void)[] = [];
  const rootId = createRootStat(() => new Promise((resolve) => void questions.push(resolve)), 5);
  const { signal } = new AbortController();
  expect(await rootId('/mnt/nas', signal)).toBeNull();
  expect(await rootId('/mnt/nas', signal)).toBeNull();
  expect(questions).toHaveLength(1);
  questions[0]?.('1:2');
  await new Promise((resolve) => setImmediate(resolve));
  const again = rootId('/mnt/nas', signal);
  expect(questions).toHaveLength(2);
  questions[1]?.('1:2');
  expect(await again).toBe('1:2');
});

test('what the system says of a folder that is not there is passed on', async () => {
  await expect(createRootStat()('/no/such/folder', new AbortController().signal)).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

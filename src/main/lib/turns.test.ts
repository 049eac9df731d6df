import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('one after the other, and one that fails is told and does not hold up the next', async () => {
  const failures: unknown[] = [];
  const { inTurn, settled } = createTurns((error) => void failures.push(error));
  const order: string[] = [];
  const work = (name: string, fails = false) =>
    inTurn(async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const [first, second] = [work('first', true), work('second')];
  await expect(first).rejects.toThrow('first');
  expect(await second).toBe('second');
  await settled();
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  expect(failures).toMatchObject([{ message: 'first' }]);
});

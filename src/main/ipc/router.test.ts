import { z } from 'zod';
import { expect, test } from 'vitest';
import { command, query } from '../../shared/ipc/define.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import { createRouter } from './router.ts';

const routes = {
  'a.get': query({
    input: z.strictObject({ n: z.number() }),
    output: z.strictObject({ twice: z.number() }),
    errors: ['NOT_FOUND'],
  }),
  'a.set': command({ input: z.strictObject({}), output: z.strictObject({}), errors: ['DISK_FULL'] }),
};
const caller = { windowId: 1 };

function router(handlers: Record<string, unknown> | null, reported: unknown[] = []) {
  return createRouter({
    routes,
    handlers: () => handlers,
    translate: (error) => (error instanceof RangeError ? 'DISK_FULL' : null),
    report: (_route, error) => {
      reported.push(error);
      return 'incident-1';
    },
    checkOutputs: true,
  });
}

test('a good call gets its data', async () => {
  const dispatch = router({ 'a.get': ({ n }: { n: number }) => ok({ twice: n * 2 }) });
  expect(await dispatch('a.get', { n: 2 }, caller)).toEqual({ success: true, data: { twice: 4 } });
});

test.each([['nope'], [undefined], [{}], ['__proto__'], ['constructor'], ['toString']])(
  '%s is no route',
  async (name) => {
    expect(await router({})(name, {}, caller)).toMatchObject({ error: { code: 'UNKNOWN_ROUTE' } });
  },
);

test('wrong, missing and surplus input never reaches the handler', async () => {
  const dispatch = router({ 'a.get': () => ok({ twice: 0 }) });
  for (const input of [undefined, null, {}, { n: '1' }, { n: 1, extra: true }, [], 'x']) {
    expect(await dispatch('a.get', input, caller)).toMatchObject({ error: { code: 'INVALID_INPUT' } });
  }
});

test('what is no plain object is no input, not even where none is needed', async () => {
  const dispatch = router({ 'a.set': () => ok({}) });
  for (const input of [new Date(0), new Map(), new Set(), new Error('x'), /x/, [], new Uint8Array(0)]) {
    expect(await dispatch('a.set', input, caller)).toMatchObject({ error: { code: 'INVALID_INPUT' } });
  }
  expect(await dispatch('a.set', Object.create(null), caller)).toEqual({ success: true, data: {} });
});

test('a closed profile answers NOT_READY', async () => {
  expect(await router(null)('a.get', { n: 1 }, caller)).toMatchObject({ error: { code: 'NOT_READY' } });
});

test('what nobody expected becomes an incident, not a rejection, and keeps its words to itself', async () => {
  const reported: unknown[] = [];
  const dispatch = router(
    {
      'a.get': () => {
        throw new Error('secret path');
      },
    },
    reported,
  );
  const answer = await dispatch('a.get', { n: 1 }, caller);
  expect(answer).toMatchObject({ success: false, error: { code: 'INTERNAL', incidentId: 'incident-1' } });
  expect(JSON.stringify(answer)).not.toContain('secret');
  expect(reported).toHaveLength(1);
});

test('a full disk is a code where the route declares it, else an incident', async () => {
  const full = () => {
    throw new RangeError('SQLITE_FULL');
  };
  const dispatch = router({ 'a.get': full, 'a.set': full });
  expect(await dispatch('a.set', {}, caller)).toMatchObject({ error: { code: 'DISK_FULL' } });
  expect(await dispatch('a.get', { n: 1 }, caller)).toMatchObject({ error: { code: 'INTERNAL' } });
});

test('an output or a code that the contract does not know is caught', async () => {
  const wrongShape = router({ 'a.get': () => ok({ twice: 'four' }) });
  expect(await wrongShape('a.get', { n: 2 }, caller)).toMatchObject({ error: { code: 'INTERNAL' } });
  const wrongCode = router({ 'a.get': () => err('SURPRISE', '') });
  expect(await wrongCode('a.get', { n: 2 }, caller)).toMatchObject({ error: { code: 'INTERNAL' } });
});

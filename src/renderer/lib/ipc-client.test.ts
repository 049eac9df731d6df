import { afterEach, expect, test, vi } from 'vitest';
import { err, ok } from '../../shared/ipc/result.ts';
import { call, IpcFailure, pathsOf, subscribe, type Listeners } from './ipc-client.ts';

afterEach(() => vi.unstubAllGlobals());

test('a success is unwrapped, with the route and the input as they were given', async () => {
  const asked: unknown[] = [];
  const invoke = (...question: unknown[]) => {
    asked.push(question);
    return Promise.resolve(ok([]));
  };
  vi.stubGlobal('lectern', { invoke });
  expect(await call('course.list', {})).toEqual([]);
  expect(asked).toEqual([['course.list', {}]]);
});

test('a failure is thrown with its code, data and incident', async () => {
  const failure = { ...err('INTERNAL', 'boom', { step: 1 }).error, incidentId: 'i1' };
  vi.stubGlobal('lectern', { invoke: () => Promise.resolve({ success: false, error: failure }) });
  const thrown: unknown = await call('course.list', {}).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(IpcFailure);
  expect(thrown).toMatchObject({ code: 'INTERNAL', data: { step: 1 }, incidentId: 'i1', message: 'boom' });
});

test('events go to the listener of their name; a name nobody knows is let pass', () => {
  let tell: (name: string, payload: unknown) => void = () => undefined;
  vi.stubGlobal('lectern', {
    subscribe: (listener: typeof tell) => {
      tell = listener;
      return () => undefined;
    },
  });
  const heard: unknown[] = [];
  subscribe({ 'course.changed': (payload: unknown) => heard.push(payload) } as unknown as Listeners);
  tell('course.changed', { courseIds: [] });
  tell('toString', {});
  tell('course.renamedBySomebody', {});
  expect(heard).toEqual([{ courseIds: [] }]);
});

test('files that are not on this disk have no path', () => {
  vi.stubGlobal('lectern', { pathsForFiles: () => ['/a', '', '/b'] });
  expect(pathsOf([])).toEqual(['/a', '/b']);
});

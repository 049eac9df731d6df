import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/helpers/temporary.ts';
import { courseOfRoute, createWindowState, fitToScreens, openedAgain } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 0, width: 1280, height: 700 };
const window = { width: 1000, height: 800, maximized: false };

test.each([
  ['is kept where it is', { x: 100, y: 50 }, [screen, second], { x: 100, y: 50, width: 1000, height: 800 }],
  ['is no larger than its screen', { x: 1950, y: 50 }, [screen, second], { x: 1950, y: 50, width: 1000, height: 700 }],
  ['comes back from a screen that is gone', { x: 1950, y: 50 }, [screen], { width: 1000, height: 800 }],
  ['may hang over an edge', { x: -800, y: 50 }, [screen], { x: -800, y: 50, width: 1000, height: 800 }],
  ['but not out of reach', { x: -950, y: 50 }, [screen], { width: 1000, height: 800 }],
  ['nor with its title bar above', { x: 0, y: -20 }, [screen], { width: 1000, height: 800 }],
] as const)('a window %s', (_words, at, areas, expected) => {
  expect(fitToScreens({ ...window, ...at }, areas)).toEqual({ maximized: false, ...expected });
});

test('a window on a course comes back where the last one on it was, others where the last one was', () => {
  const file = join(temporaryFolder(), 'window.json');
  writeFileSync(file, JSON.stringify({ ...window, x: 1 }));
  const store = createWindowState(file);
  expect(store.load('a')).toEqual({ state: { ...window, x: 1 }, isOwn: false });
  store.save('a', { ...window, x: 2 });
  store.save(null, { ...window, x: 3 });
  expect([store.load('a'), store.load('b'), store.load(null)]).toEqual([
    { state: { ...window, x: 2 }, isOwn: true },
    { state: { ...window, x: 3 }, isOwn: false },
    { state: { ...window, x: 3 }, isOwn: false },
  ]);
  for (let n = 0; n < 50; n += 1) store.save(`c${n}`, window);
  expect([store.load('a').isOwn, store.load('c0').isOwn]).toEqual([false, true]);
});

test('windows that were open come back on their courses and places; those on a course that is gone do not', () => {
  const store = createWindowState(join(temporaryFolder(), 'window.json'));
  expect(store.loadOpen()).toEqual([]);
  const on = (route: string, x: number) => ({ route, place: { ...window, x, y: 0 } });
  store.saveOpen([
    on('/course/a?lesson=1', 1),
    on('/course/gone/details', 2),
    on('/course/b/details', 3),
    on('/import/p', 4),
  ]);
  store.save('a', { ...window, x: 9 });
  expect(openedAgain(store.loadOpen(), (courseId) => courseId !== 'gone')).toEqual([
    on('/course/a', 1),
    on('/course/b/details', 3),
    on('/', 4),
  ]);
  expect(openedAgain([on('/course/gone', 1)], () => false)).toEqual([]);
});

test('the course of a route', () => {
  expect(['/course/1-a', '/course/1-a/details', '/', '/uploads'].map(courseOfRoute)).toEqual([
    '1-a',
    '1-a',
    null,
    null,
  ]);
});

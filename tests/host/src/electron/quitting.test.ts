import { expect, test } from 'vitest';
import { Quitting, type QuitSteps } from './quitting.ts';

/** An app with so many windows, and a record of what happens to it. */
function createApp(count: number, answers: Partial<QuitSteps> = {}) {
  const told: string[] = [];
  const windows = Array.from({ length: count }, (_, at) => ({
    close: () => void told.push(`close ${at}`),
    destroy: () => void told.push(`destroy ${at}`),
  }));
  const note = (text: string, isYes: boolean) => {
    told.push(text);
    return isYes;
  };
  const quitting = new Quitting({
    windows: () => windows,
    isQuitPrevented: () => note('before-quit', false),
    isWillQuitPrevented: () => note('will-quit', false),
    announceAllClosed: () => note('window-all-closed', true),
    finish: (code) => void told.push(`finish ${code}`),
    ...answers,
  });
  return { told, quitting };
}

test('without windows it is over at once', () => {
  const { told, quitting } = createApp(0);
  quitting.quit();
  expect(told).toEqual(['before-quit', 'will-quit', 'finish 0']);
});

test('calling quit again while windows close changes nothing', () => {
  const { told, quitting } = createApp(1);
  quitting.quit();
  quitting.quit();
  quitting.allClosed();
  expect(told).toEqual(['before-quit', 'close 0', 'will-quit', 'finish 0']);
});

test('one window that refuses ends the attempt for all', () => {
  const { told, quitting } = createApp(2);
  quitting.quit();
  quitting.closeRefused();
  expect(quitting.state).toBe('running');
  quitting.allClosed();
  expect(told).toEqual(['before-quit', 'close 0', 'close 1', 'window-all-closed']);
});

test('a refusal outside of quitting means nothing', () => {
  const { quitting } = createApp(1);
  quitting.closeRefused();
  expect(quitting.state).toBe('running');
});

test('a prevented will-quit leaves a running app', () => {
  const { told, quitting } = createApp(0, { isWillQuitPrevented: () => true });
  quitting.quit();
  expect([quitting.state, told]).toEqual(['running', ['before-quit']]);
});

test('nobody listening to window-all-closed means quit', () => {
  const { told, quitting } = createApp(0, { announceAllClosed: () => false });
  quitting.allClosed();
  expect(told).toEqual(['before-quit', 'will-quit', 'finish 0']);
});

test('without its browser the app ends, and its windows announce nothing', () => {
  const { told, quitting } = createApp(1);
  expect(quitting.browserLost()).toBe(true);
  quitting.allClosed();
  expect([told, quitting.browserLost()]).toEqual([[], false]);
});

test('exit destroys, finishes once, and nothing comes after it', () => {
  const { told, quitting } = createApp(1);
  quitting.exit(4);
  quitting.exit(5);
  quitting.quit();
  quitting.allClosed();
  expect(told).toEqual(['destroy 0', 'finish 4']);
});

import { expect, test } from 'vitest';
import { createCloseGuard } from './close-guard.ts';

function open() {
  const asked: number[] = [];
  const guard = createCloseGuard((windowId) => asked.push(windowId));
  let prevented = 0;
  const hold = (windowId: number) => guard.hold(windowId, { preventDefault: () => void (prevented += 1) });
  return { guard, asked, hold, prevented: () => prevented };
}

test('a window with something unsaved is held once; a second try is let through', () => {
  const { guard, asked, hold, prevented } = open();
  guard.setUnsaved(1, true);
  expect([hold(2), hold(1), hold(1)]).toEqual([false, true, false]);
  expect([asked, prevented()]).toEqual([[1], 1]);
});

test('whoever stays is asked the next time', () => {
  const { guard, hold } = open();
  guard.setUnsaved(1, true);
  expect(hold(1)).toBe(true);
  guard.setUnsaved(1, true);
  expect(hold(1)).toBe(true);
});

test('saved, or without a page, nothing is asked; nor when the app ends', () => {
  const { guard, asked, hold } = open();
  guard.setUnsaved(1, true);
  guard.setUnsaved(1, false);
  guard.setUnsaved(2, true);
  guard.forget(2);
  guard.setUnsaved(3, true);
  guard.letGo();
  expect([hold(1), hold(2), hold(3), asked]).toEqual([false, false, false, []]);
});

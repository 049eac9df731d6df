import { expect, test } from 'vitest';
import { createCommandBus } from './command-bus.ts';

test('the part of the screen that came last does it; when it goes, the one before', () => {
  const bus = createCommandBus();
  const done: string[] = [];
  const leaveFirst = bus.handle('save', () => done.push('first'));
  const leaveSecond = bus.handle('save', () => done.push('second'));
  expect(bus.run('save')).toBe(true);
  leaveSecond();
  expect(bus.run('save')).toBe(true);
  leaveFirst();
  expect(bus.run('save')).toBe(false);
  expect(done).toEqual(['second', 'first']);
});

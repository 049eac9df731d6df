import { expect, test } from 'vitest';
import { appCommands } from '../../shared/domain/app-command.ts';
import { createCommandBus } from './command-bus.ts';

test('the part of the screen that came last does it; when it goes, the one before', () => {
  const bus = createCommandBus(() => false);
  const done: string[] = [];
  const by = (name: string, isPossible = true) => ({ run: () => done.push(name), isPossible: () => isPossible });
  const leaveFirst = bus.handle('save', by('first'));
  const leaveSecond = bus.handle('save', by('second'));
  expect(bus.run('save')).toBe(true);
  leaveSecond();
  expect(bus.run('save')).toBe(true);
  leaveFirst();
  expect(bus.run('save')).toBe(false);
  expect(done).toEqual(['second', 'first']);
});

test('possible is what somebody is there for and has something to do, by the one that would do it', () => {
  const bus = createCommandBus(() => false);
  const can = (isPossible: boolean) => ({ run() {}, isPossible: () => isPossible });
  bus.handle('settings', can(true));
  bus.handle('new', can(true));
  bus.handle('undo', can(false));
  bus.handle('save', can(true));
  const leave = bus.handle('save', can(false));
  expect(bus.possible()).toEqual(['new', 'settings']);
  leave();
  expect(bus.possible()).toEqual(['new', 'save', 'settings']);
});

test('a screen is asked what it offers when somebody looks, and not when it is gone', () => {
  const bus = createCommandBus(() => false);
  let label = 'Delete “A”';
  const leave = bus.offer(() => [{ id: 'delete', label, run() {} }]);
  label = 'Delete “B”';
  expect(bus.offered().map((verb) => verb.label)).toEqual(['Delete “B”']);
  leave();
  expect(bus.offered()).toEqual([]);
});

test('behind a dialog keys do nothing but what belongs to dialogs, too; a menu that lies over the page does what it says', () => {
  let isCovered = true;
  const bus = createCommandBus(() => isCovered);
  const done: string[] = [];
  for (const command of appCommands) bus.handle(command, { run: () => done.push(command), isPossible: () => true });
  const ran = appCommands.filter((command) => bus.request(command));
  expect(ran).toEqual(['palette', 'undo', 'redo', 'history', 'shortcuts']);
  expect(done).toEqual(ran);
  expect(bus.run('new')).toBe(true);
  isCovered = false;
  expect(bus.request('save')).toBe(true);
  expect(bus.request('new')).toBe(true);
});

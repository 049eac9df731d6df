import { expect, test, vi } from 'vitest';
import { createMessages } from '../../shared/messages/words.ts';
import { createAppQuitGuard, createQuitGuard } from './quit-guard.ts';

const desktop = vi.hoisted(() => ({ focused: null as string | null, asked: [] as unknown[] }));
vi.mock('electron', () => ({
  app: {},
  BrowserWindow: { getAllWindows: () => ['first', 'second'], getFocusedWindow: () => desktop.focused },
  dialog: {
    showMessageBox: (window: unknown) => {
      desktop.asked.push(window);
      return Promise.resolve({ response: 1 });
    },
  },
}));

function createRig(pending: number) {
  const rig = { pending, asked: [] as number[], quits: 0, answer: (_yes: boolean | Error): void => {} };
  const guard = createQuitGuard({
    pending: () => rig.pending,
    ask(count) {
      rig.asked.push(count);
      return new Promise((resolve, reject) => {
        rig.answer = (yes) => (typeof yes === 'boolean' ? resolve(yes) : reject(yes));
      });
    },
    quit: () => void (rig.quits += 1),
  });
  const isHeld = (): boolean => {
    let held = false;
    guard.hold({ preventDefault: () => void (held = true) });
    return held;
  };
  return { rig, guard, isHeld };
}
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test('nothing on its way: nobody is asked', () => {
  const { rig, isHeld } = createRig(0);
  expect(isHeld()).toBe(false);
  expect(rig.asked).toEqual([]);
});

test('asked once; stay stays, and the next time it is asked again; yes quits without another question', async () => {
  const { rig, isHeld } = createRig(2);
  expect([isHeld(), isHeld()]).toEqual([true, true]);
  expect(rig.asked).toEqual([2]);
  rig.answer(false);
  await settled();
  expect(rig.quits).toBe(0);
  expect(isHeld()).toBe(true);
  rig.answer(true);
  await settled();
  expect([rig.quits, rig.asked]).toEqual([1, [2, 2]]);
  expect(isHeld()).toBe(false);
});

test('a question that cannot be asked, and a computer that goes down, hold nobody', async () => {
  const { rig, isHeld } = createRig(1);
  expect(isHeld()).toBe(true);
  rig.answer(new Error('no display'));
  await settled();
  expect(rig.quits).toBe(1);
  const other = createRig(1);
  other.guard.letGo();
  expect(other.isHeld()).toBe(false);
});

test('asked over the window that is in front', async () => {
  const { t } = createMessages('en');
  for (const focused of ['second', null]) {
    desktop.focused = focused;
    createAppQuitGuard(t, () => 1).hold({ preventDefault: () => {} });
    await settled();
  }
  expect(desktop.asked).toEqual(['second', 'first']);
});

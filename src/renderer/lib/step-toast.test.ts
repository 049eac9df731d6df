import { toast } from 'sonner';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ok } from '../../shared/ipc/result.ts';
import { dropPassedToast, toastStep } from './step-toast.ts';

let currentN = 4;
const undo = { label: 'Undo', onClick: () => undefined };
const shown = (): unknown[] => toast.getToasts().map((one) => ('title' in one ? one.title : ''));

beforeEach(() => {
  currentN = 4;
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    run();
    return 0;
  });
  vi.stubGlobal('lectern', { invoke: () => Promise.resolve(ok({ undo: null, redo: null, currentN })) });
});
afterEach(() => {
  toast.dismiss();
  vi.unstubAllGlobals();
});

test('an offer to undo a step goes when a newer one is there that no toast tells: it would undo that one', async () => {
  toastStep('Renamed 3 lessons', undo);
  await dropPassedToast();
  expect(shown()).toEqual(['Renamed 3 lessons']);
  currentN = 5;
  await dropPassedToast();
  expect(shown()).toEqual([]);
});

test('the toast of the newer step stays, when it came up while the older was looked at', async () => {
  toastStep('Renamed 3 lessons', undo);
  currentN = 5;
  const looking = dropPassedToast();
  toastStep('Moved 2 lessons', undo);
  await looking;
  await dropPassedToast();
  expect(shown()).toEqual(['Moved 2 lessons']);
});

test('what offers nothing stays, whatever comes after it', async () => {
  toastStep('Saved “outline.csv”');
  currentN = 5;
  await dropPassedToast();
  expect(shown()).toEqual(['Saved “outline.csv”']);
});

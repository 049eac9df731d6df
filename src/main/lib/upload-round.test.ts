import { expect, test } from 'vitest';
import { createUploadRound, type RoundEnd } from './upload-round.ts';

const none = { active: 0, queued: 0, waiting: 0, ready: 0, failed: 0 };

function createRig() {
  const ends: RoundEnd[] = [];
  const tell = createUploadRound((end) => ends.push(end));
  return { ends, tell: (change: Partial<typeof none>) => tell({ ...none, ...change }) };
}

test('told once, at the end, with what came of it; what was stored before does not count', () => {
  const { ends, tell } = createRig();
  tell({ ready: 7, failed: 1 });
  tell({ ready: 7, failed: 1, queued: 3 });
  tell({ ready: 8, failed: 1, active: 2 });
  tell({ ready: 9, failed: 1, waiting: 1 });
  expect(ends).toEqual([]);
  tell({ ready: 9, failed: 2 });
  tell({ ready: 9, failed: 2 });
  expect(ends).toEqual([{ stored: 2, failed: 1 }]);
});

test('a list that is cleared meanwhile, and one that failed and is tried again', () => {
  const { ends, tell } = createRig();
  tell({ queued: 3 });
  tell({ ready: 2, failed: 1 });
  tell({ failed: 1, queued: 1 });
  tell({ ready: 1, failed: 1, active: 0 });
  expect(ends).toEqual([
    { stored: 2, failed: 1 },
    { stored: 1, failed: 0 },
  ]);
});

test('paused or cancelled before anything ended: nothing to tell', () => {
  const { ends, tell } = createRig();
  tell({ queued: 2 });
  tell({});
  expect(ends).toEqual([]);
});

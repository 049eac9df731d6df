import { expect, test } from 'vitest';
import type { UploadId, VersionId } from '../../shared/domain/ids.ts';
import type { UploadRecord } from '../../shared/domain/upload.ts';
import type { Command } from './messages.ts';
import { createPlacing, type Ranks } from './placing.ts';
import { createServiceState, type UploadServiceDeps } from './service-state.ts';
import { viewOf } from './views.ts';

const names = ['a', 'b', 'c'] as const;
const ranksOf = (order: string): Ranks =>
  new Map([...order].map((name, place) => [name as VersionId, { courseId: 'course', place }]));

/** Three uploads that wait, and a worker that carries out an order when it is told to. */
function createQueue() {
  const clock = { nowMs: () => 0, delay: () => new Promise<void>(() => {}) };
  const state = createServiceState({ clock } as unknown as UploadServiceDeps);
  for (const [at, name] of names.entries()) {
    const record = { uploadId: name, versionId: name, state: 'queued', position: at + 1, placedByHand: false };
    state.views.set(name as UploadId, viewOf(record as unknown as UploadRecord));
  }
  const asked: (() => void)[] = [];
  const carryOut = (command: Command): void => {
    for (const { uploadId, position, byHand } of command.verb === 'move' ? command.places : []) {
      const view = state.views.get(uploadId);
      if (view) state.views.set(uploadId, { ...view, record: { ...view.record, position, placedByHand: byHand } });
    }
  };
  const command = (order: Command): Promise<boolean> =>
    new Promise((resolve) => {
      asked.push(() => {
        carryOut(order);
        resolve(true);
      });
    });
  const placing = createPlacing(state, { post: () => undefined, command });
  const order = (): string =>
    [...state.views.values()]
      .toSorted((one, other) => one.record.position - other.record.position)
      .map(({ record }) => record.uploadId)
      .join('');
  return { placing, asked, order };
}
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test('while the worker is away a thousand edits of the outline wait as one, and the newest counts', async () => {
  const { placing, asked, order } = createQueue();
  const first = placing.followOutline(ranksOf('bca'));
  await settle();
  const later = Array.from({ length: 1_000 }, (_, n) => placing.followOutline(ranksOf(n < 999 ? 'cab' : 'cba')));
  expect(new Set(later).size).toBeLessThanOrEqual(2);
  await settle();
  expect(asked).toHaveLength(1);
  asked[0]?.();
  expect(await first).toBe(true);
  await settle();
  expect([asked.length, order()]).toEqual([2, 'bca']);
  asked[1]?.();
  expect(await Promise.all(later)).not.toContain(false);
  await settle();
  expect([asked.length, order()]).toEqual([2, 'cba']);
});

test('an edit while the one before it is carried out is not lost, nor one behind what somebody placed', async () => {
  const { placing, asked, order } = createQueue();
  void placing.followOutline(ranksOf('cba'));
  await settle();
  void placing.followOutline(ranksOf('bca'));
  void placing.sendFirst(['a' as UploadId]);
  void placing.followOutline(ranksOf('cba'));
  for (let turn = 0; turn < 4; turn += 1) {
    await settle();
    asked[turn]?.();
  }
  await settle();
  // By the outline, again by the outline, by hand, and by the outline what nobody placed.
  expect([asked.length, order()]).toEqual([4, 'acb']);
});

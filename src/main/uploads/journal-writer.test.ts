import { expect, test } from 'vitest';
import type { UploadId } from '../../shared/domain/ids.ts';
import type { WriteResult } from '../../shared/domain/upload.ts';
import { createJournalWriter } from './journal-writer.ts';
import type { EngineWrite } from './ports.ts';

const write = (name: string): EngineWrite => ({ type: 'change', uploadId: name as UploadId, change: {} });

/** A journal that answers when it is told to, and a clock whose delays end when they are told to. */
function createRig() {
  const batches: { names: string[]; answer: (result: WriteResult) => void }[] = [];
  const events: string[] = [];
  const waits: (() => void)[] = [];
  const writer = createJournalWriter({
    journal: {
      write: (writes) =>
        new Promise((answer) => batches.push({ names: writes.map(({ uploadId }) => uploadId), answer })),
    },
    clock: {
      nowMs: () => 0,
      delay: (_ms, signal) =>
        new Promise((resolve) => {
          waits.push(resolve);
          signal.addEventListener('abort', () => resolve());
          if (signal.aborted) resolve();
        }),
    },
    onStuck: (why) => events.push(why),
    onHealed: () => events.push('healed'),
  });
  const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  const answer = async (result: WriteResult): Promise<void> => {
    batches.at(-1)?.answer(result);
    await settle();
  };
  return { writer, batches, events, waits, settle, answer };
}

test('writes nobody waits for are collected; who waits hurries them all, in order', async () => {
  const { writer, batches, settle, answer } = createRig();
  writer.add(write('a'));
  writer.add(write('b'));
  await settle();
  expect(batches).toEqual([]);
  const saved = writer.save(write('c'));
  await settle();
  expect(batches.map(({ names }) => names)).toEqual([['a', 'b', 'c']]);
  writer.add(write('d'));
  await answer('saved');
  expect(await saved).toBe(true);
  const flushed = writer.flush();
  await settle();
  expect(batches.at(-1)?.names).toEqual(['d']);
  await answer('saved');
  expect(await flushed).toBe(true);
  expect(await writer.flush()).toBe(true);
});

test('what could not be written is tried again before anything newer, and nothing is lost', async () => {
  const { writer, batches, events, waits, settle, answer } = createRig();
  const saved = writer.save(write('a'));
  await settle();
  writer.add(write('b'));
  await answer('disk-full');
  expect(await saved).toBe(false);
  expect(events).toEqual(['disk-full']);
  waits.at(-1)?.();
  await settle();
  waits.at(-1)?.();
  await settle();
  expect(batches.at(-1)?.names).toEqual(['a', 'b']);
  await answer('saved');
  expect(events).toEqual(['disk-full', 'healed']);
});

test('closing ends the retries and answers who still waits', async () => {
  const { writer, settle, answer } = createRig();
  void writer.save(write('a'));
  await settle();
  await answer('failed');
  writer.close();
  expect(await writer.flush()).toBe(false);
});

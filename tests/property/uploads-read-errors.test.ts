import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSim } from './uploads-sim.ts';

/* A drive that fails for a moment while a film is looked into again: nothing of what is stored is thrown away. */
const film = readFileSync(join(import.meta.dirname, '../fixtures/media/index-last.mp4'));

/** A film on its way with its index first, some of it stored, whose worker dies and whose next reads fail. */
async function resumeOver(failing: { count: number; code: string }) {
  const sim = createSim(7, { indexFirst: true });
  sim.service().enqueue([{ ...sim.addFile('/film.mp4', film), contentType: 'video/mp4' }]);
  const [begun] = sim.service().snapshots();
  const hasSome = (): boolean => [...sim.server.files.values()].some(({ parts }) => parts.size > 3);
  expect(await sim.runUntil(hasSome, 600_000)).toBe(true);
  const file = sim.files.get('/film.mp4');
  if (!file || !begun) throw new Error('not there');
  file.failing = failing;
  sim.kill(false);
  const expectSameReady = async (): Promise<void> => {
    expect(await sim.runUntil(() => sim.service().summary().ready === 1, 600_000)).toBe(true);
    expect(sim.service().snapshots()).toMatchObject([{ uploadId: begun.uploadId, state: 'ready' }]);
    expect([...sim.server.files.keys()]).toHaveLength(1);
    expect(sim.service().get(begun.uploadId)?.receipt?.source?.bytes).toBe(film.length);
    expect(sim.problems).toEqual([]);
  };
  return { sim, file, expectSameReady };
}

test('one read fails: the same upload goes on', async () => {
  const { expectSameReady, file } = await resumeOver({ count: 1, code: 'EIO' });
  await expectSameReady();
  expect(file.failing?.count).toBeLessThan(1);
});

test('the drive does not answer: it waits for it, and goes on', async () => {
  const { sim, file, expectSameReady } = await resumeOver({ count: Infinity, code: 'drive-no-answer' });
  const isWaiting = (): boolean => sim.service().snapshots()[0]?.reason?.code === 'drive-missing';
  expect(await sim.runUntil(isWaiting, 60_000)).toBe(true);
  delete file.failing;
  await expectSameReady();
});

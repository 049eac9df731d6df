import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { UploadRecord } from '../../src/shared/domain/upload.ts';
import { openIndexFirst, planIndexFirst } from '../../src/main/uploads/index-first.ts';
import { sha1Of } from './uploads-fake-time.ts';
import { createSim, type Sim } from './uploads-sim.ts';

/* Of a film that is stored with its index first, both hashes are known: of the file, and of what is made of it. */
const clip = readFileSync(join(import.meta.dirname, '../fixtures/media/index-last.mp4'));
const rules = { singleMaxBytes: 300, defaultPartBytes: 10_000 };
const hourMs = 3_600_000;

/** Films of different lengths. */
function filmOf(n: number): Uint8Array {
  const padding = Buffer.alloc(8 + n, n);
  padding.writeUInt32BE(padding.length);
  padding.write('free', 4, 'latin1');
  return Buffer.concat([clip, padding]);
}
async function madeOf(film: Uint8Array): Promise<string> {
  const read = async (target: Uint8Array, offset: number, bytes: number): Promise<number> => {
    const part = film.subarray(offset, offset + bytes);
    target.set(part);
    return part.length;
  };
  const handle = { read, close: () => Promise.resolve() };
  const layout = await planIndexFirst(handle, film.length);
  const made = new Uint8Array(layout?.bytes ?? 0);
  if (layout) await openIndexFirst(handle, layout).read(made, 0, made.length);
  return sha1Of(made);
}
const enqueue = (sim: Sim, films: readonly Uint8Array[]): void =>
  void sim.service().enqueue(films.map((film, n) => ({ ...sim.addFile(`/${n}.mp4`, film), contentType: 'video/mp4' })));
const recordOf = (sim: Sim, n: number): UploadRecord | null | undefined =>
  sim
    .service()
    .snapshots()
    .map(({ uploadId }) => sim.service().get(uploadId))
    .find((record) => record?.path === `/${n}.mp4`);
const objectOf = (sim: Sim, n: number) =>
  [...sim.server.files.values()].find(({ objectName }) => objectName === `p/${n}.mp4`);
const areReady = (sim: Sim, count: number) => (): boolean => sim.service().summary().ready === count;

async function expectBoth(sim: Sim, n: number, film: Uint8Array): Promise<void> {
  const { receipt } = recordOf(sim, n) ?? {};
  expect(receipt?.sha1).toBe(await madeOf(film));
  expect(receipt?.source).toEqual({ sha1: sha1Of(film), bytes: film.length });
  expect(sha1Of(objectOf(sim, n)?.content ?? new Uint8Array())).toBe(receipt?.sha1);
}

test('one that is small enough is begun with both, made in one read', async () => {
  const sim = createSim(31, { indexFirst: true, planRules: rules });
  enqueue(sim, [filmOf(1)]);
  expect(await sim.runUntil(areReady(sim, 1), hourMs)).toBe(true);
  await expectBoth(sim, 0, filmOf(1));
  const { info } = objectOf(sim, 0) ?? {};
  expect(info?.['large_file_sha1']).toBe(await madeOf(filmOf(1)));
  expect(info?.['lectern-source-sha1']).toBe(sha1Of(filmOf(1)));
  // To be hashed, to be sent, and its index three times more: once to be hashed with, to be planned, to be sent.
  expect(sim.files.get('/0.mp4')?.bytesRead).toBeLessThan(2.2 * filmOf(1).length);
});

test('the first large one is begun without, and gets both at the end; the next ones are begun with them', async () => {
  const sim = createSim(32, { indexFirst: true, planRules: { ...rules, hashFirstMaxBytes: 0 } });
  const films = [filmOf(1), filmOf(2), filmOf(3)];
  enqueue(sim, films);
  expect(await sim.runUntil(areReady(sim, 3), hourMs)).toBe(true);
  expect(objectOf(sim, 0)?.info['large_file_sha1']).toBeUndefined();
  expect(objectOf(sim, 1)?.info['large_file_sha1']).toBe(await madeOf(films[1] ?? clip));
  expect(objectOf(sim, 2)?.info['large_file_sha1']).toBe(await madeOf(films[2] ?? clip));
  expect(await sim.runUntil(() => recordOf(sim, 0)?.receipt?.sha1 !== null, hourMs)).toBe(true);
  for (const [n, film] of films.entries()) await expectBoth(sim, n, film);
  for (const n of films.keys()) expect(sim.files.get(`/${n}.mp4`)?.bytesRead).toBeLessThan(2.3 * clip.length);
});

test('killed after it was hashed ahead: it is hashed again before its turn, and begun with its hash', async () => {
  const sim = createSim(33, { indexFirst: true, connections: 1, planRules: { ...rules, hashFirstMaxBytes: 0 } });
  sim.server.state.latencyMs = () => 500;
  const films = [filmOf(1), filmOf(2)];
  enqueue(sim, films);
  expect(await sim.runUntil(() => sim.load()[1]?.record.sha1 === sha1Of(films[1] ?? clip), hourMs)).toBe(true);
  expect(recordOf(sim, 1)?.plan).toBeNull();
  sim.kill(true);
  expect(await sim.runUntil(areReady(sim, 2), hourMs)).toBe(true);
  expect(objectOf(sim, 1)?.info['large_file_sha1']).toBe(await madeOf(films[1] ?? clip));
});

test('killed at any moment, one that is small enough has both in its receipt', async () => {
  let moments = 0;
  for (let at = 1; at < 40; at += 3) {
    const sim = createSim(34, { indexFirst: true, planRules: rules });
    let steps = 0;
    enqueue(sim, [filmOf(1)]);
    await sim.runUntil(areReady(sim, 1), hourMs, () => (steps += 1) === at && sim.kill(true));
    if (steps > at) moments += 1;
    await expectBoth(sim, 0, filmOf(1));
    expect(sim.problems).toEqual([]);
  }
  expect(moments).toBeGreaterThan(8);
});

test('what was ready before anybody made the hash of the object gets it after the next start', async () => {
  const sim = createSim(35, { indexFirst: true, planRules: { ...rules, hashFirstMaxBytes: 0 } });
  sim.drive.hashingWhole = new Promise(() => {});
  enqueue(sim, [filmOf(1)]);
  expect(await sim.runUntil(areReady(sim, 1), hourMs)).toBe(true);
  expect(recordOf(sim, 0)?.receipt).toMatchObject({ sha1: null, source: { sha1: null } });
  sim.drive.hashingWhole = null;
  sim.kill(true);
  expect(await sim.runUntil(() => recordOf(sim, 0)?.receipt?.sha1 !== null, hourMs)).toBe(true);
  await expectBoth(sim, 0, filmOf(1));
});

test('a file that does not give the planned object any more, though nothing shows it, is not read again and again', async () => {
  const sim = createSim(37, { indexFirst: true, planRules: { ...rules, hashFirstMaxBytes: 0 } });
  sim.drive.hashingWhole = new Promise(() => {});
  enqueue(sim, [filmOf(1)]);
  expect(await sim.runUntil(areReady(sim, 1), hourMs)).toBe(true);
  const file = sim.files.get('/0.mp4');
  if (file) sim.files.set('/0.mp4', { ...file, bytes: filmOf(1).fill(0), bytesRead: 0 });
  sim.drive.hashingWhole = null;
  sim.kill(true);
  await sim.runUntil(() => false, hourMs);
  expect(recordOf(sim, 0)?.receipt?.sha1).toBeNull();
  expect(sim.files.get('/0.mp4')?.bytesRead).toBeLessThan(1.1 * filmOf(1).length);
});

test('the hash of the file was known before: only what is made of it is new, and it is not read where nothing is', async () => {
  const sim = createSim(36, { indexFirst: true, connections: 1, planRules: { ...rules, hashFirstMaxBytes: 0 } });
  sim.server.state.latencyMs = () => 500;
  const plain = readFileSync(join(import.meta.dirname, '../fixtures/media/index-first.mp4'));
  const films = [filmOf(1), filmOf(2), plain];
  sim.service().enqueue(
    films.map((film, n) => ({
      ...sim.addFile(`/${n}.mp4`, film),
      contentType: 'video/mp4',
      sha1: sha1Of(film),
    })),
  );
  expect(await sim.runUntil(areReady(sim, 3), hourMs)).toBe(true);
  expect(objectOf(sim, 1)?.info['large_file_sha1']).toBe(await madeOf(films[1] ?? clip));
  expect(objectOf(sim, 2)?.info['large_file_sha1']).toBe(sha1Of(plain));
  expect(sim.files.get('/2.mp4')?.bytesRead).toBeLessThan(1.5 * plain.length);
  expect(await sim.runUntil(() => recordOf(sim, 0)?.receipt?.sha1 !== null, hourMs)).toBe(true);
  await expectBoth(sim, 0, films[0] ?? clip);
});

test('one that is small enough, of whose file the hash was known before, is begun with both', async () => {
  const sim = createSim(38, { indexFirst: true, planRules: rules });
  const film = filmOf(1);
  sim.service().enqueue([{ ...sim.addFile('/0.mp4', film), contentType: 'video/mp4', sha1: sha1Of(film) }]);
  expect(await sim.runUntil(areReady(sim, 1), hourMs)).toBe(true);
  await expectBoth(sim, 0, film);
  expect(objectOf(sim, 0)?.info['large_file_sha1']).toBe(await madeOf(film));
});

import { expect, test } from 'vitest';
import type { PortError } from '../../src/main/uploads/ports.ts';
import type { UploadSnapshot } from '../../src/shared/domain/upload.ts';
import { createSim, settings, silentOnes, type Sim } from './uploads-sim.ts';

/*
 * Nothing sits in the queue without saying why. What stops the queue may come in several at once; whatever is asked of
 * an upload meanwhile, it says what it waits for.
 */
const hourMs = 3_600_000;
const content = Uint8Array.from({ length: 1_950 }, (_, n) => n % 251);
const damaged: PortError = { kind: 'invalid', retry: 'never', code: 'bad_request' };
const capped: PortError = { kind: 'capped', retry: 'after-user', code: 'storage_cap_exceeded' };
const revoked: PortError = { kind: 'auth', retry: 'after-user', code: 'unauthorized' };

const states = (sim: Sim): [string, string | undefined][] =>
  sim
    .service()
    .snapshots()
    .map(({ state, reason }) => [state, reason?.code]);
const ids = (sim: Sim): UploadSnapshot['uploadId'][] =>
  sim
    .service()
    .snapshots()
    .map(({ uploadId }) => uploadId);

/** Two uploads, and time for whatever is going to happen. */
async function start(seed: number): Promise<Sim> {
  const sim = createSim(seed);
  sim.service().enqueue([
    sim.addFile('/one', content),
    sim.addFile(
      '/two',
      content.map((byte) => byte + 1),
    ),
  ]);
  return sim;
}
async function settle(sim: Sim): Promise<void> {
  await sim.runUntil(() => false, 60_000);
}
const bothWait = (code: string): [string, string][] => [
  ['waiting', code],
  ['waiting', code],
];

async function expectWaiting(sim: Sim, code: string): Promise<void> {
  await settle(sim);
  expect(states(sim)).toEqual(bothWait(code));
  expect(sim.service().summary().stoppedBy?.code).toBe(code);
  expect(silentOnes(sim)).toEqual([]);
}
async function expectDone(sim: Sim): Promise<void> {
  expect(await sim.runUntil(() => sim.service().summary().ready === 2, 3 * hourMs)).toBe(true);
  expect(sim.problems).toEqual([]);
}

test('not connected: paused and resumed, one and all, and tried now, they still say so', async () => {
  const sim = await start(1);
  sim.service().configure(null);
  await expectWaiting(sim, 'not-configured');
  void sim.service().resume(ids(sim).slice(0, 1));
  await expectWaiting(sim, 'not-configured');
  void sim.service().pause('all');
  void sim.service().resume('all');
  await expectWaiting(sim, 'not-configured');
  sim.service().configure(null, 'signed-out');
  await expectWaiting(sim, 'signed-out');
  sim.service().configure(settings);
  await expectDone(sim);
});

test('disk full and healed while not connected: nobody forgets that there is nowhere to send to', async () => {
  const sim = await start(2);
  sim.service().configure(null);
  await settle(sim);
  sim.disk.isFull = true;
  void sim.service().resume('all');
  await sim.runUntil(() => sim.service().summary().stoppedBy?.code === 'disk-full', hourMs);
  expect(states(sim)).toEqual(bothWait('disk-full'));
  sim.disk.isFull = false;
  await expectWaiting(sim, 'not-configured');
  sim.service().configure(settings);
  await expectDone(sim);
});

test('connected while the disk is full: nothing is sent before it is not', async () => {
  const sim = await start(3);
  sim.service().configure(null);
  await settle(sim);
  sim.disk.isFull = true;
  sim.service().configure(settings);
  await settle(sim);
  expect(states(sim)).toEqual(bothWait('disk-full'));
  expect(sim.server.state.bytesReceived).toBe(0);
  sim.disk.isFull = false;
  await expectDone(sim);
});

test('a failed upload that is retried while the queue is stopped waits with the others', async () => {
  const sim = await start(4);
  sim.server.state.fateOf = (operation) => (operation === 'startLargeFile' ? damaged : 'fine');
  await sim.runUntil(() => sim.service().summary().failed === 2, hourMs);
  sim.server.state.fateOf = () => 'fine';
  sim.service().configure(null);
  void sim.service().retry('all');
  await expectWaiting(sim, 'not-configured');
  sim.service().configure(settings);
  await expectDone(sim);
});

test('the cap is reached, then the storage is forgotten and tried: the cap is not what it waits for any more', async () => {
  const sim = await start(5);
  sim.server.state.fateOf = (operation) => (operation === 'sendPart' ? capped : 'fine');
  await expectWaiting(sim, 'cap-exceeded');
  sim.service().configure(null);
  void sim.service().resume('all');
  await expectWaiting(sim, 'not-configured');
  sim.server.state.fateOf = () => 'fine';
  sim.service().configure(settings);
  await expectDone(sim);
});

test('what the old key was answered does not stop the queue of the new one', async () => {
  const sim = await start(6);
  let isOld = true;
  let asked = 0;
  sim.server.state.fateOf = (operation) => {
    if (operation !== 'sendPart' || !isOld) return 'fine';
    asked += 1;
    return revoked;
  };
  // The refusals are on their way when the key is changed.
  await sim.runUntil(() => asked > 0, hourMs);
  isOld = false;
  sim.server.state.isDeaf = true;
  sim.service().configure({ ...settings, keyId: 'new' });
  const stops: unknown[] = [];
  await sim.runUntil(
    () => sim.service().summary().ready === 2,
    hourMs,
    () => stops.push(sim.service().summary().stoppedBy),
  );
  expect(stops.filter((one) => one !== null)).toEqual([]);
  await expectDone(sim);
});

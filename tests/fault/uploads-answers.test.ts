import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createRig, partBytes, type Rig } from '../integration/uploads-rig.ts';
import { expectStored } from '../integration/uploads-stored.ts';
import type { FaultName } from '../sandbox/b2/faults/model.ts';
import type { OperationName } from '../sandbox/b2/operations/names.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await createRig();
});
afterEach(() => {
  // A fault that never happened proves nothing.
  const silent = rig.sandbox.faults.status().filter(({ hits }) => hits === 0);
  rig.sandbox.faults.clear();
  expect(silent).toEqual([]);
});
afterAll(() => rig.stop());

const largeBytes = 12 * partBytes + 17;
const smallBytes = 70_001;
const hashBytes = 40;
let count = 0;

/** Uploads a new file and answers how many of its bytes (hashes included) the server saw more than once. */
async function sendThrough(bytes: number): Promise<number> {
  count += 1;
  const since = rig.sandbox.log.mark();
  const record = await rig.ready(rig.enqueue(rig.makeFile(`file-${count}.mp4`, bytes)));
  await expectStored(rig, record);
  const requests = Math.max(1, record.receipt?.partCount ?? 0);
  return rig.sandbox.log.bytesReceived({ since }) - bytes - requests * hashBytes;
}

const ofBytes: readonly FaultName[] = [
  '503-at-once',
  '503-after-body',
  '503-retry-after',
  '500',
  '500-after-body',
  '500-after-storing',
  '502-html',
  '502-html-after-body',
  '502-html-after-storing',
  '408',
  '429',
  '429-retry-after',
  'expired-auth-token',
  'bad-auth-token',
  'checksum',
  'auth-token-limit',
  'connection-refused',
  'cut-in-body',
  'cut-after-storing',
  'stall-in-body',
  'stall-answer',
  'lie-about-hash',
];

test.each(ofBytes)('%s on two parts: only those are sent again', async (fault) => {
  rig.sandbox.faults.add({ operations: ['b2_upload_part'], partNumbers: [3, 7], times: 2, fault });
  expect(await sendThrough(largeBytes)).toBeLessThanOrEqual(2 * (partBytes + hashBytes));
});

test.each(ofBytes)('%s on a small file: sent again once, stored once', async (fault) => {
  rig.sandbox.faults.once(fault, { operations: ['b2_upload_file'] });
  expect(await sendThrough(smallBytes)).toBeLessThanOrEqual(smallBytes + hashBytes);
});

const refused = { kind: 'status', status: 401, code: 'unauthorized', message: 'no such words before' } as const;

test('a pair that worked is refused in words that nobody knows: only that part is sent again, on a new one', async () => {
  rig.sandbox.faults.add({ operations: ['b2_upload_part'], partNumbers: [12], times: 1, fault: refused });
  expect(await sendThrough(largeBytes)).toBeLessThanOrEqual(partBytes + hashBytes);
});

const ofCalls: readonly FaultName[] = [
  '503-at-once',
  '500-after-storing',
  '502-html',
  '502-html-after-storing',
  '408',
  '429-retry-after',
  'expired-auth-token',
  'bad-auth-token',
  'connection-refused',
  'cut-after-storing',
];
const callsOfLarge: readonly OperationName[] = [
  'b2_start_large_file',
  'b2_get_upload_part_url',
  'b2_finish_large_file',
  'b2_get_file_info',
];

test.each(callsOfLarge.flatMap((operation) => ofCalls.map((fault) => ({ operation, fault }))))(
  '$fault at $operation: nothing is sent twice',
  async ({ operation, fault }) => {
    rig.sandbox.faults.once(fault, { operations: [operation] });
    expect(await sendThrough(largeBytes)).toBe(0);
  },
);

test.each(ofCalls)('%s at b2_get_upload_url: nothing is sent twice', async (fault) => {
  await rig.restart(); // a new worker has no upload URL left over
  rig.sandbox.faults.once(fault, { operations: ['b2_get_upload_url'] });
  // Less: a hash that is known before needs no digits at the end.
  expect(await sendThrough(smallBytes)).toBeLessThanOrEqual(0);
});

test.each([3, 6])('%i failures of one part', async (times) => {
  rig.sandbox.faults.add({ operations: ['b2_upload_part'], partNumbers: [5], times, fault: '503-after-body' });
  expect(await sendThrough(largeBytes)).toBeLessThanOrEqual(times * (partBytes + hashBytes));
});

test('3 % false checksums at random', async () => {
  const id = rig.sandbox.faults.add({ operations: ['b2_upload_part'], probability: 0.03, fault: 'checksum' });
  const hasHit = (): boolean => rig.sandbox.faults.status().some((rule) => rule.id === id && rule.hits > 0);
  // 40 parts are spared in three of ten tries: so until one was not.
  for (let tries = 0; tries < 10 && !hasHit(); tries += 1) {
    expect(await sendThrough(40 * partBytes)).toBeLessThanOrEqual(10 * (partBytes + hashBytes));
  }
});

test('everything at 5 %', async () => {
  const faults = ofBytes.filter((fault) => fault !== 'lie-about-hash' && !fault.startsWith('stall'));
  rig.sandbox.faults.add({ probability: 0.05, fault: [...faults] });
  await sendThrough(40 * partBytes);
});

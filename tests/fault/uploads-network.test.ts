import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRig, partBytes, type Rig } from '../integration/uploads-rig.ts';
import { expectStored } from '../integration/uploads-stored.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.stop());

const fileBytes = 20 * partBytes;
const isStored = ({ operation, stored }: { operation: string; stored: boolean }): boolean =>
  operation === 'b2_upload_part' && stored;

test('network away in the middle: says offline, goes on by itself, sends again only what was on its way', async () => {
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 4_000_000 });
  const uploadId = rig.enqueue(rig.makeFile('away.mp4', fileBytes));
  await rig.sandbox.log.waitFor(isStored);
  await rig.sandbox.faults.away({ mode: 'refuse' });
  const waiting = await rig.waitFor(uploadId, ({ state }) => state === 'waiting');
  expect(waiting.reason).toEqual({ code: 'offline', detail: 'ECONNREFUSED' });
  expect(waiting.retryAtMs).not.toBeNull();
  rig.sandbox.faults.setLink({});
  const backAtMs = Date.now();
  await rig.sandbox.faults.back();
  await rig.waitFor(uploadId, ({ state }) => state !== 'waiting');
  expect(Date.now() - backAtMs).toBeLessThan(10_000);
  await expectStored(rig, await rig.ready(uploadId));
  const lanes = 4;
  expect(rig.sandbox.log.bytesReceived()).toBeLessThanOrEqual(fileBytes + 20 * 40 + lanes * (partBytes + 40));
});

test('network away until every token has expired: signs in once, and sends only what was on its way', async () => {
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 4_000_000 });
  const uploadId = rig.enqueue(rig.makeFile('expired.mp4', fileBytes));
  await rig.sandbox.log.waitFor(isStored);
  await rig.sandbox.faults.away({ mode: 'refuse' });
  await rig.waitFor(uploadId, ({ state }) => state === 'waiting');
  const stored = rig.sandbox.unfinished()[0]?.parts.length ?? 0;
  rig.sandbox.expireTokens('all');
  const since = rig.sandbox.log.mark();
  rig.sandbox.faults.setLink({});
  await rig.sandbox.faults.back();
  await expectStored(rig, await rig.ready(uploadId));
  const { log } = rig.sandbox;
  expect(log.entries({ since, operation: 'b2_authorize_account', status: 200 })).toHaveLength(1);
  expect(log.entries({ since }).filter(({ code }) => code === 'expired_auth_token').length).toBeGreaterThan(0);
  const sent = log.entries({ since, operation: 'b2_upload_part', status: 200 });
  const lanes = 4;
  expect(sent.length).toBeLessThanOrEqual(20 - stored + lanes);
  expect(rig.sandbox.objects()).toHaveLength(1);
  expect(rig.sandbox.unfinished()).toEqual([]);
});

test('"online" ends the waiting at once', async () => {
  await rig.sandbox.faults.away({ mode: 'refuse' });
  const uploadId = rig.enqueue(rig.makeFile('online.mp4', 1_000));
  // Long enough for a back-off of seconds.
  await rig.waitFor(uploadId, ({ retryAtMs }) => retryAtMs !== null && retryAtMs - Date.now() > 1_500);
  await rig.sandbox.faults.back();
  const backAtMs = Date.now();
  rig.uploads().setOnline(true);
  await expectStored(rig, await rig.ready(uploadId));
  expect(Date.now() - backAtMs).toBeLessThan(1_400);
});

test('sleep in the middle: connections are dropped, everything goes on after waking', async () => {
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 4_000_000 });
  const uploadId = rig.enqueue(rig.makeFile('sleep.mp4', fileBytes));
  await rig.sandbox.log.waitFor(isStored);
  rig.uploads().systemSuspended();
  await rig.waitFor(uploadId, ({ state }) => state === 'queued');
  const since = rig.sandbox.log.mark();
  rig.sandbox.faults.setLink({});
  const stored = rig.sandbox.unfinished()[0]?.parts.length ?? 0;
  rig.uploads().systemResumed();
  await expectStored(rig, await rig.ready(uploadId));
  expect(rig.sandbox.log.entries({ since, operation: 'b2_upload_part' }).length).toBeLessThanOrEqual(20 - stored);
});

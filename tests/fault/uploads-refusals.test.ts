import { afterEach, expect, test } from 'vitest';
import type { ReasonCode } from '../../src/shared/domain/upload.ts';
import { nextAction } from '../../src/shared/domain/upload.ts';
import { createRig, partBytes, type Rig, type RigOptions } from '../integration/uploads-rig.ts';
import { expectStored } from '../integration/uploads-stored.ts';
import type { FaultName } from '../sandbox/b2/faults/model.ts';

let rig: Rig;
afterEach(() => rig.stop());

async function open(options: RigOptions = {}): Promise<void> {
  rig = await createRig(options);
}
const largeBytes = 6 * partBytes;

const refusals: readonly (readonly [FaultName, ReasonCode])[] = [
  ['storage-cap', 'cap-exceeded'],
  ['transaction-cap', 'cap-exceeded'],
  ['cap', 'cap-exceeded'],
  ['access-denied', 'access-denied'],
  ['unauthorized', 'access-denied'],
];

test.each(refusals)('%s: the whole queue stops and says why, and goes on when asked to', async (fault, code) => {
  await open();
  const id = rig.sandbox.faults.add({ operations: ['b2_upload_part', 'b2_get_upload_part_url'], fault });
  const first = rig.enqueue(rig.makeFile('first.mp4', largeBytes));
  const second = rig.enqueue(rig.makeFile('second.mp4', largeBytes));
  for (const uploadId of [first, second]) {
    const waiting = await rig.waitFor(uploadId, ({ state }) => state === 'waiting');
    expect(waiting.reason?.code).toBe(code);
    expect(nextAction(code)).not.toBe('none');
  }
  expect(rig.uploads().summary().stoppedBy?.code).toBe(code);
  expect(rig.uploads().activeCount()).toBe(2);
  rig.sandbox.faults.remove(id);
  await rig.uploads().resume('all');
  await expectStored(rig, await rig.ready(first));
  await expectStored(rig, await rig.ready(second));
  expect(rig.uploads().summary().stoppedBy).toBeNull();
});

test('the real storage cap: what is stored stays, the rest follows when it is raised', async () => {
  await open({ sandbox: { caps: { storageBytes: 3 * partBytes } } });
  const uploadId = rig.enqueue(rig.makeFile('big.mp4', largeBytes));
  const waiting = await rig.waitFor(uploadId, ({ state }) => state === 'waiting');
  expect(waiting.reason).toEqual({ code: 'cap-exceeded', detail: 'storage_cap_exceeded' });
  expect(waiting.retryAtMs).toBeGreaterThan(Date.now() + 30 * 60_000);
  const kept = rig.sandbox.unfinished()[0]?.parts.length ?? 0;
  expect(kept).toBeGreaterThan(0);
  const since = rig.sandbox.log.mark();
  rig.sandbox.setCaps({ storageBytes: null });
  await rig.uploads().resume([uploadId]);
  await expectStored(rig, await rig.ready(uploadId));
  // One that was on its way may have been stored after the count.
  expect(rig.sandbox.log.entries({ since, operation: 'b2_upload_part' }).length).toBeLessThanOrEqual(6 - kept);
});

test('key revoked in the middle: says so; a new key goes on where it was', async () => {
  await open({
    sandbox: {
      seed: { keys: [{ keyName: 'second', capabilities: ['readFiles', 'writeFiles', 'listFiles'], bucketOnly: true }] },
    },
  });
  rig.sandbox.faults.setLink({ bytesPerSecondTotal: 1_500_000 });
  const uploadId = rig.enqueue(rig.makeFile('revoked.mp4', largeBytes));
  await rig.sandbox.log.waitFor(({ operation, stored }) => operation === 'b2_upload_part' && stored);
  await revoke();
  const waiting = await rig.waitFor(uploadId, ({ state }) => state === 'waiting');
  expect(waiting.reason?.code).toBe('key-revoked');
  expect(waiting.retryAtMs).toBeNull();
  const kept = rig.sandbox.unfinished()[0]?.parts.length ?? 0;
  const since = rig.sandbox.log.mark();
  rig.sandbox.faults.setLink({});
  const { keyId, applicationKey } = rig.sandbox.keys.named['second'] ?? { keyId: '', applicationKey: '' };
  rig.uploads().configure({ ...rig.settings, keyId, applicationKey });
  await expectStored(rig, await rig.ready(uploadId));
  expect(rig.sandbox.log.entries({ since, operation: 'b2_upload_part' }).length).toBeLessThanOrEqual(6 - kept);
});

/** As somebody does in the service's own web pages, with the master key. */
async function revoke(): Promise<void> {
  const { keyId, applicationKey } = rig.sandbox.keys.master;
  const basic = Buffer.from(`${keyId}:${applicationKey}`).toString('base64');
  const signIn = await fetch(`${rig.sandbox.url}/b2api/v2/b2_authorize_account`, {
    headers: { Authorization: `Basic ${basic}` },
  });
  const { authorizationToken } = (await signIn.json()) as { authorizationToken: string };
  const deleted = await fetch(`${rig.sandbox.url}/b2api/v2/b2_delete_key`, {
    method: 'POST',
    headers: { Authorization: authorizationToken },
    body: JSON.stringify({ applicationKeyId: rig.settings.keyId }),
  });
  expect(deleted.status).toBe(200);
}

const settings: readonly (readonly [string, (rig: Rig) => Partial<Rig['settings']>, ReasonCode, string])[] = [
  ['wrong key', () => ({ applicationKey: 'K000wrong' }), 'key-revoked', 'unauthorized'],
  ['master key', ({ sandbox }) => sandbox.keys.master, 'access-denied', 'key-too-powerful'],
  ['key that may make keys', ({ sandbox }) => sandbox.keys.overPowerful, 'access-denied', 'key-too-powerful'],
  ['bucket that the key may not see', () => ({ bucket: 'another-bucket' }), 'access-denied', 'bucket-not-allowed'],
  ['prefix outside of the key', () => ({ prefix: 'elsewhere/' }), 'access-denied', 'prefix-not-allowed'],
  [
    'plain http beyond this computer',
    () => ({ endpoint: 'http://b2.example.org' }),
    'untrusted-server',
    'insecure-endpoint',
  ],
];

test.each(settings)(
  '%s: nothing is sent, the reason is said; right settings go on',
  async (_name, wrong, code, detail) => {
    await open();
    rig.uploads().configure({ ...rig.settings, ...wrong(rig) });
    const uploadId = rig.enqueue(rig.makeFile('file.mp4', 1_000));
    const waiting = await rig.waitFor(uploadId, ({ state, reason }) => state === 'waiting' && reason?.code === code);
    expect(waiting.reason).toEqual({ code, detail });
    expect(rig.sandbox.log.bytesReceived()).toBe(0);
    rig.uploads().configure(rig.settings);
    await expectStored(rig, await rig.ready(uploadId));
  },
);

test('not configured yet, then configured', async () => {
  await open();
  rig.uploads().configure(null);
  const uploadId = rig.enqueue(rig.makeFile('file.mp4', 1_000));
  const waiting = await rig.waitFor(uploadId, ({ state }) => state === 'waiting');
  expect(waiting.reason).toEqual({ code: 'not-configured', detail: null });
  rig.uploads().configure(rig.settings);
  await expectStored(rig, await rig.ready(uploadId));
});

test('no secret in any message, reason or record', async () => {
  await open();
  rig.sandbox.faults.add({ probability: 0.2, fault: ['500', 'expired-auth-token', 'cut-in-body', '502-html'] });
  const uploadId = rig.enqueue(rig.makeFile('file.mp4', largeBytes));
  const seen: string[] = [];
  rig.uploads().onProgress((progress) => seen.push(JSON.stringify(progress)));
  await rig.ready(uploadId);
  seen.push(JSON.stringify(rig.uploads().get(uploadId)), ...rig.bugs);
  expect(seen.join('\n')).not.toContain(rig.settings.applicationKey);
  expect(seen.join('\n')).not.toMatch(/acct_|uplp_|uplf_|Authorization/);
});

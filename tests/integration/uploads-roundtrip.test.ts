import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRig, sha1Of, type Rig } from './uploads-rig.ts';
import { expectStored } from './uploads-stored.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.stop());

test('a small file goes up in one request and is verified', async () => {
  const path = rig.makeFile('small.mp4', 90_001);
  const record = await rig.ready(rig.enqueue(path));
  await expectStored(rig, record);
  expect(record.sha1).toBe(sha1Of(readFileSync(path)));
  expect(rig.sandbox.log.entries({ operation: 'b2_upload_file' })).toHaveLength(1);
  expect(rig.sandbox.log.entries({ operation: 'b2_get_file_info' })).toHaveLength(1);
});

test('a large file goes up in parts, each sent once', async () => {
  const path = rig.makeFile('large.mp4', 2_050_001);
  const record = await rig.ready(rig.enqueue(path));
  await expectStored(rig, record);
  expect(record.receipt).toMatchObject({ partCount: 21, bytes: 2_050_001, linked: false });
  expect(rig.sandbox.log.entries({ operation: 'b2_upload_part' })).toHaveLength(21);
});

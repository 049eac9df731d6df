import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { UploadRecord } from '../../src/shared/domain/upload.ts';
import { sha1Of, type Rig } from './uploads-rig.ts';

/**
 * The oracle: exactly one finished version of the name, with the bytes of the file as they lie on the server's disk,
 * nothing unfinished left, and nothing that went wrong unseen on either side.
 */
export async function expectStored(rig: Rig, record: UploadRecord, path = record.path): Promise<void> {
  const { sandbox, bugs } = rig;
  const { total, ready } = rig.uploads().summary();
  const objects = sandbox.objects(record.objectName ?? '?');
  expect(objects.map(({ action, bytes }) => ({ action, bytes }))).toEqual([
    { action: 'upload', bytes: record.sizeBytes },
  ]);
  const [object] = objects;
  expect(await sandbox.sha1OfObject(object?.fileId ?? '')).toBe(sha1Of(readFileSync(path)));
  expect(record.receipt?.fileId).toBe(object?.fileId);
  // While others are on their way, theirs may be unfinished.
  expect(sandbox.unfinished(ready === total ? undefined : (record.objectName ?? '?'))).toEqual([]);
  expect(bugs).toEqual([]);
  expect(sandbox.internalErrors()).toEqual([]);
}

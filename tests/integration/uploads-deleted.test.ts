import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import { createStoredUses } from '../../src/main/db/tables/stored-uses.ts';
import { createDeleteVersion } from '../../src/main/lib/jobs/delete-version.ts';
import { createJobRunner } from '../../src/main/lib/jobs/runner.ts';
import { systemClock } from '../../src/main/uploads/adapters/system.ts';
import { good } from '../../src/main/uploads/ports.ts';
import type { UploadRecord } from '../../src/shared/domain/upload.ts';
import { createRig, type Rig } from './uploads-rig.ts';
import { expectStored } from './uploads-stored.ts';

/* A stored version is being deleted while the same bytes are wanted again. */
let rig: Rig;
let db: Database.Database;
beforeEach(async () => {
  rig = await createRig();
  db = new Database(join(rig.folder, 'lectern.db'));
});
afterEach(async () => {
  db.close();
  await rig.stop();
});

/** Its version is given up, and the job that deletes it is under way: asked for nothing yet, and held there. */
async function beginDeleting({ versionId, receipt }: UploadRecord) {
  if (!receipt) throw new Error('not stored');
  const { fileId, objectName, bucketName, bytes } = receipt;
  db.prepare(
    `INSERT INTO media_versions (id, media_id, file_name, bytes, b2_file_id, created_at_ms, deleted_at_ms)
     VALUES (?, 'm', 'film.mp4', ?, ?, 1, 2)`,
  ).run(versionId, bytes, fileId);
  const asked = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  const never = async (): Promise<never> => {
    throw new Error('not asked for');
  };
  const jobs = createJobTable(db, uuidv7);
  const runner = createJobRunner({
    store: jobs,
    clock: systemClock,
    random: { unit: () => 0 },
    handlers: {
      'delete-version': createDeleteVersion({
        standing: createStoredUses(db).standing,
        isAwaited: () => false,
        hear: async () => true,
        getFile: async () => good(null),
        serverNowMs: async () => good(Date.now()),
        bucket: () => bucketName,
        onDeleted: () => {},
        onReplaced: () => {},
        onMissed: () => {},
        async deleteFileVersion() {
          asked.resolve();
          await held.promise;
          await rig.deleteOnServer(fileId, objectName);
          return { ok: true, value: undefined };
        },
      }),
      'purge-cdn': never,
      'sweep-orphans': never,
      'sweep-unused': never,
    },
    onChange: gone.resolve,
    onError: gone.reject,
  });
  const payload = { fileId, objectName, bucketName };
  jobs.add({ kind: 'delete-version', key: fileId, payload, dueAtMs: Date.now() }, Date.now());
  runner.start();
  await asked.promise;
  return async (): Promise<void> => {
    held.resolve();
    await gone.promise;
    await runner.stop();
    expect(jobs.countOpen()).toBe(0);
  };
}

test('the same bytes are sent again, and are there when the deletion is done', async () => {
  const first = await rig.ready(rig.enqueue(rig.makeFile('film.mp4', 5_000)));
  const finishDeleting = await beginDeleting(first);
  const path = join(rig.folder, 'film-again.mp4');
  copyFileSync(first.path, path);
  const second = await rig.ready(rig.enqueue(path));
  await finishDeleting();
  expect(second.receipt?.linked).toBe(false);
  await expectStored(rig, second);
});

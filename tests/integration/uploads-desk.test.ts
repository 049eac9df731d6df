import { beforeEach, expect, test } from 'vitest';
import { put } from '../../src/main/actions/context.ts';
import { createUploadDesk } from '../../src/main/actions/upload-desk.ts';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import { createNotedUploads } from '../../src/main/db/tables/noted-uploads.ts';
import { createUploadUses } from '../../src/main/db/tables/uploads-uses.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import type { UploadId, VersionId } from '../../src/shared/domain/ids.ts';
import type { UploadRecord } from '../../src/shared/domain/upload.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { uploadReceipt, uploadRecord } from '../helpers/upload-record.ts';

/* What is noted of a version is what was sent: the desk over a real database, with uploads that have ended. */
const path = '/movies/intro.mp4';
const bytes = 80_000_000;
const [known, other] = ['ab'.repeat(20), 'cd'.repeat(20)];
const mtimeMs = 1_767_225_600_123;

function openLibrary() {
  const { db, edit, mutator } = openTestDatabase();
  const media = createMediaTable(db);
  const [mediaId, versionId] = [edit.newId(), edit.newId() as VersionId];
  const origin = { media_id: mediaId, file_name: 'intro.mp4', bytes, created_at_ms: 1 };
  /** A film of the library, as it was imported. */
  const importFilm = (sha1: string | null): void => {
    mutator.mutate({
      label: { code: 'course.import', count: 1, name: '' },
      drafts: [
        put('media_files', mediaId, {
          origin: { kind: 'video', created_at_ms: 1 },
          current: { current_version_id: versionId },
        }),
        put('media_versions', versionId, { origin, ...(sha1 ? { hash: { sha1 } } : {}) }),
      ],
      undoable: false,
    });
    media.saveLocation({ versionId, path, bytes, mtimeMs, inode: '7' });
  };
  const uploads = { snapshots: () => [], cancel: async () => true, enqueue: () => [], clear: () => {} };
  const probe = async () => null;
  const forgotten: string[] = [];
  const desk = createUploadDesk({
    ...edit,
    uploads: uploads as never,
    media,
    uses: createUploadUses(db),
    noted: createNotedUploads(db),
    jobs: createJobTable(db, edit.newId),
    forgetInCdn: (objectName) => void forgotten.push(objectName),
    contentTypeOf: () => 'video/mp4',
    isConfigured: () => true,
    probe,
  });
  /** The film as it was sent. */
  const upload = (sha1: string | null, change: Partial<UploadRecord> = {}): UploadRecord =>
    uploadRecord({
      uploadId: edit.newId() as UploadId,
      versionId,
      path,
      sizeBytes: bytes,
      mtimeMs,
      inode: '7',
      name: 'intro.mp4',
      bucketId: 'b',
      objectName: 'p/intro.mp4',
      fileId: 'f',
      state: 'ready',
      bytesDone: bytes,
      sha1,
      receipt: uploadReceipt({ objectName: 'p/intro.mp4', bytes, sha1 }),
      ...change,
    });
  const versions = () =>
    media.listOfSize(bytes).map(({ sha1, b2FileId, isCurrent }) => ({ sha1, b2FileId, isCurrent }));
  return { importFilm, desk, upload, versions, forgotten };
}

let library: ReturnType<typeof openLibrary>;
beforeEach(() => {
  library = openLibrary();
});
const asImported = { sha1: known, b2FileId: null, isCurrent: 0 };

test('a file that did not change is noted on its version, whether its hash is known or not', () => {
  library.importFilm(known);
  library.desk.noteSettled([library.upload(null)]);
  expect(library.versions()).toEqual([{ sha1: known, b2FileId: 'f', isCurrent: 1 }]);
});

test.each([
  ['written again', { mtimeMs: mtimeMs + 60_000 }],
  ['changed while it was sent', { restartedBecause: 'file-changed' }],
] as const)(
  '%s, as long as before and too long to be hashed: a new version, nothing of the old hash',
  (_how, change) => {
    library.importFilm(known);
    library.desk.noteSettled([library.upload(null, change)]);
    expect(library.versions()).toEqual([asImported, { sha1: null, b2FileId: 'f', isCurrent: 1 }]);
    // Told again after a restart.
    library.desk.noteSettled([library.upload(null, change)]);
    expect(library.versions()).toHaveLength(2);
  },
);

test('a file that was only touched is the same when both hashes say so', () => {
  library.importFilm(known);
  library.desk.noteSettled([library.upload(known, { mtimeMs: mtimeMs + 60_000 })]);
  expect(library.versions()).toEqual([{ sha1: known, b2FileId: 'f', isCurrent: 1 }]);
});

test('the hash of a file that changed is not noted on the version that had none', () => {
  library.importFilm(null);
  const sent = library.upload(other, { restartedBecause: 'file-changed' });
  library.desk.noteHashed([sent]);
  expect(library.versions()).toEqual([{ sha1: null, b2FileId: null, isCurrent: 1 }]);
  library.desk.noteSettled([sent]);
  expect(library.versions()).toEqual([
    { sha1: null, b2FileId: null, isCurrent: 0 },
    { sha1: other, b2FileId: 'f', isCurrent: 1 },
  ]);
});

test('what is to be sent again counts as not stored; its hash is known as before', () => {
  library.importFilm(known);
  const sent = library.upload(known);
  library.desk.noteSettled([sent]);
  const { receipt } = sent;
  if (receipt) library.desk.sendAgain(sent.versionId, receipt, 'gone');
  expect(library.forgotten).toEqual([receipt?.objectName]);
  expect(library.versions()).toEqual([{ sha1: known, b2FileId: null, isCurrent: 1 }]);
});

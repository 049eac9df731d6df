import { expect, test } from 'vitest';
import { put, set } from '../../src/main/actions/context.ts';
import { createUploadDesk } from '../../src/main/actions/upload-desk.ts';
import { createJobTable } from '../../src/main/db/tables/jobs.ts';
import { createMediaTable } from '../../src/main/db/tables/media.ts';
import { createNotedUploads } from '../../src/main/db/tables/noted-uploads.ts';
import { createUploadUses } from '../../src/main/db/tables/uploads-uses.ts';
import { createUploadTable } from '../../src/main/db/tables/uploads.ts';
import type { UploadId, VersionId } from '../../src/shared/domain/ids.ts';
import type { UploadReceipt, UploadRecord } from '../../src/shared/domain/upload.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { uploadReceipt, uploadRecord } from '../helpers/upload-record.ts';

/* What the queue is compared with, over a real database: three lessons with a film each, all of them queued. */
const place = (n: number) => ({ chapter_id: 'ch', pos: `a${n}` });

function openLibrary() {
  const studio = openTestDatabase();
  const { db, edit, mutator, committed } = studio;
  const [media, table] = [createMediaTable(db), createUploadTable(db, edit.nowMs)];
  const edits = (...drafts: readonly ReturnType<typeof put>[]): void =>
    void mutator.mutate({ label: { code: 'course.import', count: 1, name: '' }, drafts });
  edits(
    put('courses', 'c', { title: { title: 'Cells' } }),
    put('chapters', 'ch', { place: { course_id: 'c', pos: 'a0' } }),
  );
  const films = [1, 2, 3].map((n) => {
    const [mediaId, versionId, linkId] = [edit.newId(), edit.newId() as VersionId, edit.newId()];
    const ends = { media_id: mediaId, target_type: 'lesson', target_id: `l${n}`, role: 'video', language: null };
    const origin = { media_id: mediaId, file_name: `${n}.mp4`, bytes: n, created_at_ms: 1 };
    edits(
      put('lessons', `l${n}`, { place: place(n) }),
      put('media_files', mediaId, {
        origin: { kind: 'video', created_at_ms: 1 },
        current: { current_version_id: versionId },
      }),
      put('media_versions', versionId, { origin }),
      put('media_links', linkId, { ends }),
    );
    const path = `/films/${n}.mp4`;
    media.saveLocation({ versionId, path, bytes: n, mtimeMs: 1, inode: '1' });
    const uploadId = edit.newId() as UploadId;
    const record = uploadRecord({ uploadId, versionId, path, sizeBytes: n, name: `${n}.mp4`, position: n });
    table.insert([record]);
    return { n, mediaId, versionId, linkId, uploadId, record };
  });
  return { ...studio, media, table, films, edits, uses: createUploadUses(db), committed };
}
const receiptOf = ({ name, sizeBytes }: UploadRecord): UploadReceipt =>
  uploadReceipt({ fileId: `f-${name}`, objectName: name, bytes: sizeBytes });

test('what no lesson shows any more is unused, what is used, stored or off the list is not', () => {
  const { uses, films, edits, table } = openLibrary();
  expect(uses.listUnused()).toEqual([]);
  edits(set('lessons', 'l1', { life: { deleted_at_ms: 1 } }));
  edits(set('media_links', films[1]?.linkId ?? '', { life: { deleted_at_ms: 1 } }));
  expect(uses.listUnused()).toEqual([films[0]?.uploadId, films[1]?.uploadId]);
  expect([...uses.listRanks().keys()]).toEqual([films[2]?.versionId]);
  table.write([{ type: 'change', uploadId: films[0]?.uploadId ?? ('' as UploadId), change: { state: 'cancelled' } }]);
  expect(uses.listUnused()).toEqual([films[1]?.uploadId]);
});

test('a version that is not the current one any more is unused', () => {
  const { uses, films, edits } = openLibrary();
  edits(set('media_files', films[1]?.mediaId ?? '', { current: { current_version_id: 'another' } }));
  expect(uses.listUnused()).toEqual([films[1]?.uploadId]);
});

test('what was taken in again from elsewhere is moved, until it has ended', () => {
  const { uses, films, media, table } = openLibrary();
  expect(uses.listMoved()).toEqual([]);
  const { versionId = '' as VersionId, uploadId = '' as UploadId } = films[2] ?? {};
  media.saveLocation({ versionId, path: '/elsewhere/3.mp4', bytes: 3, mtimeMs: 1, inode: '1' });
  expect(uses.listMoved()).toEqual([uploadId]);
  table.write([{ type: 'change', uploadId, change: { state: 'ready' } }]);
  expect(uses.listMoved()).toEqual([]);
});

test('places are those of the outline as it is now', () => {
  const { uses, films, edits } = openLibrary();
  edits(set('lessons', 'l3', { place: place(0) }));
  const [one, two, three] = films.map(({ versionId }) => uses.listRanks().get(versionId)?.place ?? -1);
  expect([three, one, two]).toEqual([0, 1, 2]);
});

test('several that became ready in one moment are noted in one step', () => {
  const { db, edit, films, media, uses, committed } = openLibrary();
  const uploads = {} as never;
  const probe = async () => null;
  const isConfigured = () => true;
  const desk = createUploadDesk({
    ...edit,
    uploads,
    media,
    uses,
    noted: createNotedUploads(db),
    jobs: {} as never,
    forgetInCdn: () => {},
    contentTypeOf: () => '',
    isConfigured,
    probe,
  });
  const before = committed.length;
  const ready = films.map(({ record }) => ({ ...record, state: 'ready' as const, receipt: receiptOf(record) }));
  desk.noteSettled(ready);
  expect(committed.slice(before)).toHaveLength(1);
  expect(films.map(({ versionId }) => media.getVersion(versionId)?.b2FileId)).toEqual([
    'f-1.mp4',
    'f-2.mp4',
    'f-3.mp4',
  ]);
  desk.noteSettled(ready);
  expect(committed.slice(before)).toHaveLength(1);
});

test('what comes back while its upload is being ended is queued anew once that has ended', async () => {
  const { films, edits, media, table, uses, db, edit } = openLibrary();
  const [film] = films;
  const mayEnd = Promise.withResolvers<void>();
  const queued: VersionId[] = [];
  const uploads = {
    clear: () => true,
    summary: () => ({ total: 0, ready: 0 }),
    enqueue: (items: readonly { versionId: VersionId }[]) =>
      void queued.push(...items.map(({ versionId }) => versionId)),
    async cancel(which: readonly UploadId[]) {
      await mayEnd.promise;
      table.write(which.map((uploadId) => ({ type: 'change' as const, uploadId, change: { state: 'cancelled' } })));
      return true;
    },
  };
  const desk = createUploadDesk({
    ...edit,
    uploads: uploads as never,
    media,
    uses,
    noted: createNotedUploads(db),
    jobs: createJobTable(db, edit.newId),
    forgetInCdn: () => {},
    contentTypeOf: () => 'video/mp4',
    isConfigured: () => true,
    probe: async () => null,
  });
  edits(set('lessons', 'l1', { life: { deleted_at_ms: 1 } }));
  desk.reconcile();
  edits(set('lessons', 'l1', { life: { deleted_at_ms: null } }));
  desk.reconcile();
  expect(queued).toEqual([]);
  mayEnd.resolve();
  await expect.poll(() => queued).toEqual([film?.versionId]);
});

import { expect, test } from 'vitest';
import { put } from '../../actions/context.ts';
import type { CourseId, UploadId } from '../../../shared/domain/ids.ts';
import type { StoredCheck } from '../../../shared/domain/stored-check.ts';
import { openTestDatabase } from '../../../../tests/helpers/database.ts';
import { createCourseTable } from './courses.ts';
import { createMediaTable } from './media.ts';
import { createOutlineTable } from './outline.ts';
import { createReceiptTable } from './upload-receipts.ts';

const [sha1, bytes, fileId] = ['ab'.repeat(20), 200, 'object'];

/** A course of two lessons whose videos share one stored object, each with a receipt of its own. */
function openCourse() {
  const { db, edit, mutator } = openTestDatabase();
  const [courseId, chapterId] = [edit.newId() as CourseId, edit.newId()];
  const uploads = ['a0', 'a1'].map((pos) => {
    const [lessonId, mediaId, versionId] = [edit.newId(), edit.newId(), edit.newId()];
    const origin = { media_id: mediaId, file_name: 'film.mp4', bytes, created_at_ms: 1 };
    const stored = { bucket_name: 'b', object_name: 'p/film.mp4', b2_file_id: fileId, stored_at_ms: 1 };
    const ends = { media_id: mediaId, target_type: 'lesson', target_id: lessonId, role: 'video' };
    const drafts = [
      put('lessons', lessonId, { place: { chapter_id: chapterId, pos }, title: { title: `Lesson ${pos}` } }),
      put('media_files', mediaId, {
        origin: { kind: 'video', created_at_ms: 1 },
        current: { current_version_id: versionId },
      }),
      put('media_versions', versionId, { origin, stored, hash: { sha1 } }),
      put('media_links', edit.newId(), { ends }),
    ];
    const uploadId = edit.newId() as UploadId;
    return { uploadId, versionId, drafts };
  });
  mutator.mutate({
    label: { code: 'course.import', count: 1, name: '' },
    drafts: [
      put('courses', courseId, { origin: { created_at_ms: 1 }, title: { title: 'Pottery' } }),
      put('chapters', chapterId, { place: { course_id: courseId, pos: 'a0' }, title: { title: 'Clay' } }),
      ...uploads.flatMap(({ drafts }) => drafts),
    ],
    undoable: false,
  });
  const insert = db.prepare(
    `INSERT INTO uploads (id, version_id, path, size_bytes, name, content_type, state, position, receipt, created_at_ms, updated_at_ms)
     VALUES (?, ?, '/film.mp4', ?, 'film.mp4', 'video/mp4', 'ready', 1, ?, 1, 1)`,
  );
  for (const { uploadId, versionId } of uploads) insert.run(uploadId, versionId, bytes, JSON.stringify({ fileId }));
  const receipts = createReceiptTable(db);
  const media = createMediaTable(db);
  const look = (at: 0 | 1, verdict: StoredCheck['verdict'], atMs: number): void => {
    const check = { atMs, mode: 'all', verdict, against: 'hashes', bytes, differsAt: null } as const;
    expect(receipts.saveCheck(uploads[at]?.uploadId as UploadId, check)).toBe('saved');
  };
  const shown = () => ({
    lessons: createOutlineTable(db)
      .getOutline(courseId)
      ?.chapters.flatMap(({ lessons }) => lessons.map((lesson) => lesson.media?.whereabouts)),
    counts: createCourseTable(db).listSummaries()[0]?.media,
    bad: [...receipts.listBad()],
    isLinkedTo: media.findStored(sha1, bytes) !== null,
  });
  const lookElsewhere = (verdict: StoredCheck['verdict'], atMs: number): void => {
    const uploadId = edit.newId() as UploadId;
    insert.run(uploadId, edit.newId(), bytes, JSON.stringify({ fileId: 'another' }));
    receipts.saveCheck(uploadId, { atMs, mode: 'all', verdict, against: 'hashes', bytes, differsAt: null });
  };
  return { db, look, lookElsewhere, shown };
}

const sound = {
  lessons: ['stored', 'stored'],
  counts: { total: 2, stored: 2, missing: 0, damaged: 0 },
  bad: [],
  isLinkedTo: true,
};

test.each(['gone', 'altered'] as const)('an object that is %s is not stored for anybody who shares it', (verdict) => {
  const { look, shown } = openCourse();
  expect(shown()).toEqual(sound);
  look(0, verdict, 5);
  expect(shown()).toEqual({
    lessons: [verdict, verdict],
    counts: { total: 2, stored: 0, missing: 0, damaged: 2 },
    bad: [[fileId, verdict]],
    isLinkedTo: false,
  });
});

test('the newest look counts, whichever receipt it was made from; one that proves nothing accuses nobody', () => {
  const { look, shown } = openCourse();
  look(0, 'altered', 5);
  look(1, 'same', 6);
  expect(shown()).toEqual(sound);
  look(0, 'gone', 7);
  expect(shown()).toMatchObject({ lessons: ['gone', 'gone'] });
  look(1, 'unproven', 8);
  expect(shown()).toEqual(sound);
});

test('a look at another object says nothing of this one', () => {
  const { look, lookElsewhere, shown } = openCourse();
  look(0, 'altered', 5);
  lookElsewhere('same', 6);
  expect(shown()).toMatchObject({ lessons: ['altered', 'altered'], bad: [[fileId, 'altered']] });
});

test('damaged notes of a look count as no look', () => {
  const { db, shown } = openCourse();
  db.prepare(`UPDATE uploads SET last_check = '{'`).run();
  expect(shown()).toEqual(sound);
});

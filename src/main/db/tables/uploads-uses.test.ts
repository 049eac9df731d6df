import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/helpers/database.ts';
import type { UploadId, VersionId } from '../../../shared/domain/ids.ts';
import { createUploadUses } from './uploads-uses.ts';
import { createUploadTable } from './uploads.ts';
import { uploadRecord } from '../../../../tests/helpers/upload-record.ts';

const label = { code: 'course.create', count: 1, name: '' } as const;

test('an upload is of its file and of the first lesson that shows it; of none when that is gone', () => {
  const { db, mutator, edit } = openTestDatabase();
  const put = (t: 'courses' | 'chapters' | 'lessons' | 'media_files' | 'media_versions' | 'media_links', v: object) => {
    const id = edit.newId();
    mutator.mutate({ label, drafts: [{ t, id, k: 'put', v: v as never }] });
    return id;
  };
  const courseId = put('courses', { origin: { created_at_ms: 1 }, title: { title: 'Pottery' } });
  const chapterId = put('chapters', { place: { course_id: courseId, pos: 'a0' }, title: { title: 'Clay' } });
  const mediaId = put('media_files', { origin: { kind: 'video', created_at_ms: 1 } });
  const version = { media_id: mediaId, file_name: 'wheel.mp4', bytes: 10, created_at_ms: 1 };
  const versionId = put('media_versions', { origin: version });
  const set = (t: 'media_files' | 'courses', id: string, v: object): void =>
    void mutator.mutate({ label, drafts: [{ t, id, k: 'set', v: v as never }] });
  set('media_files', mediaId, { current: { current_version_id: versionId } });
  const [, lessonId] = ['a1', 'a0'].map((pos) => {
    const id = put('lessons', { place: { chapter_id: chapterId, pos }, title: { title: `Lesson ${pos}` } });
    put('media_links', { ends: { media_id: mediaId, target_type: 'lesson', target_id: id, role: 'video' } });
    return id;
  });
  const uses = createUploadUses(db);
  expect(uses.list()).toEqual(new Map());
  const uploadId = edit.newId() as UploadId;
  createUploadTable(db, () => 1).insert([
    uploadRecord({ uploadId, versionId: versionId as VersionId, path: '/wheel.mp4', name: 'wheel.mp4' }),
  ]);
  const use = { lessonId, lessonTitle: 'Lesson a0', courseId, courseTitle: 'Pottery' };
  expect([...uses.list()]).toEqual([[versionId, { fileName: 'wheel.mp4', use }]]);
  set('courses', courseId, { life: { deleted_at_ms: 2 } });
  expect([...uses.list()]).toEqual([[versionId, { fileName: 'wheel.mp4', use: null }]]);
});

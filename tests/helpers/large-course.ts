import type { CourseId } from '../../src/shared/domain/ids.ts';
import { firstPositions } from '../../src/shared/domain/position.ts';
import { put } from '../../src/main/actions/context.ts';
import type { TestDatabase } from './database.ts';

/** A course of so many lessons in chapters of about 20, each with a video that is stored, captions and words. */
export function layCourse(
  { mutator, edit: { newId } }: Pick<TestDatabase, 'mutator'> & { readonly edit: { readonly newId: () => string } },
  lessons: number,
  title = 'Cells',
): CourseId {
  const courseId = newId() as CourseId;
  const drafts = [put('courses', courseId, { title: { title } })];
  const keys = firstPositions(lessons);
  let chapterId = '';
  function link(lessonId: string, kind: string, role: string, language: string | null): void {
    const [mediaId, versionId] = [newId(), newId()];
    const current = { current_version_id: versionId };
    drafts.push(put('media_files', mediaId, { origin: { kind, created_at_ms: 1 }, name: { name: kind }, current }));
    const origin = { media_id: mediaId, file_name: `${kind}.bin`, bytes: 1, created_at_ms: 1 };
    const stored = { bucket_name: 'b', object_name: mediaId, b2_file_id: mediaId, stored_at_ms: 1 };
    drafts.push(put('media_versions', versionId, { origin, stored }));
    const ends = { media_id: mediaId, target_type: 'lesson', target_id: lessonId, role, language };
    drafts.push(put('media_links', newId(), { ends }));
  }
  for (let n = 0; n < lessons; n += 1) {
    if (n % 20 === 0) {
      chapterId = newId();
      const place = { course_id: courseId, pos: keys[n] ?? 'a0' };
      drafts.push(put('chapters', chapterId, { place, title: { title: `Chapter ${n / 20}` } }));
    }
    const lessonId = newId();
    const place = { chapter_id: chapterId, pos: keys[n] ?? 'a0' };
    drafts.push(
      put('lessons', lessonId, { place, title: { title: `Lesson ${n}` }, body: { body: 'Words. '.repeat(99) } }),
    );
    link(lessonId, 'video', 'video', null);
    link(lessonId, 'caption', 'caption', 'en');
  }
  mutator.mutate({ label: { code: 'course.import', count: lessons, name: title }, drafts });
  return courseId;
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openTestDatabase } from '../helpers/database.ts';

const label = { code: 'course.create' as const, count: 1, name: '' };

/** A library of so many courses of so many lessons, as the app finds it when it starts. */
export function fillLibrary(dataDir: string, courses: number, lessonsEach: number): void {
  const folder = join(dataDir, 'profiles/first');
  mkdirSync(folder, { recursive: true });
  const { db, mutator, edit } = openTestDatabase(join(folder, 'lectern.db'));
  for (let n = 0; n < courses; n++) {
    const [courseId, chapterId] = [edit.newId(), edit.newId()];
    const lessons = Array.from({ length: lessonsEach }, (_, index) => ({
      t: 'lessons',
      id: edit.newId(),
      k: 'put' as const,
      v: { place: { chapter_id: chapterId, pos: `a${index}` }, title: { title: `Lesson ${index}` } },
    }));
    const course = { origin: { created_at_ms: edit.nowMs() }, title: { title: `Course ${n}` } };
    const chapter = { place: { course_id: courseId, pos: 'a0' }, title: { title: 'Chapter' } };
    const parents = [
      { t: 'courses', id: courseId, k: 'put' as const, v: course },
      { t: 'chapters', id: chapterId, k: 'put' as const, v: chapter },
    ];
    mutator.mutate({ label, drafts: [...parents, ...lessons] });
  }
  db.close();
}

import { outline, type Outline } from '../../../shared/domain/course.ts';
import { chapterId, courseId, lessonId, versionId } from '../../../shared/domain/ids.ts';

/** A valid UUID that shows its number: `at(3, 7)` ends in 3-…0007. */
const at = (kind: number, number: number) =>
  `00000000-0000-7000-800${String(kind)}-${String(number).padStart(12, '0')}`;

export const courseAt = (number: number) => courseId.parse(at(1, number));
export const chapterAt = (number: number) => chapterId.parse(at(2, number));
export const lessonAt = (number: number) => lessonId.parse(at(3, number));
const versionAt = (number: number) => versionId.parse(at(4, number));

/** Chapters of so many lessons each; lessons are numbered through: `sampleOutline(2, 0, 3)` has lessons 1 to 5. */
export function sampleOutline(...sizes: number[]): Outline {
  let number = 0;
  const chapters = sizes.map((size, index) => ({
    chapterId: chapterAt(index + 1),
    title: `Chapter ${String(index + 1)}`,
    description: '',
    lessons: Array.from({ length: size }, () => sampleLesson(++number)),
  }));
  return outline.parse({ courseId: courseAt(1), chapters });
}

function sampleLesson(number: number) {
  const media = {
    mediaId: at(5, number),
    versionId: versionAt(number),
    fileName: `${String(number)}.mp4`,
    bytes: 1_000_000,
    durationMs: 60_000,
    whereabouts: 'local',
  };
  const settings = { status: 'ready', freePreview: false, dripDays: null };
  const title = `Lesson ${String(number)}`;
  const none = { thumbnailId: null, captions: [], tags: [] };
  return { lessonId: lessonAt(number), title, kind: 'video', ...settings, media, ...none };
}

/** The shape of an outline in short: `1: 1 2 | 2: 3`. */
export function shapeOf({ chapters }: Outline): string {
  const last = (id: string) => String(Number(id.slice(-12)));
  const words = chapters.map((chapter) =>
    [`${last(chapter.chapterId)}:`, ...chapter.lessons.map((lesson) => last(lesson.lessonId))].join(' '),
  );
  return words.join(' | ');
}

import { lessonKind, type LessonKind } from './course.ts';
import { cellOf, rowsOf, textOf, type Snapshot, type SnapshotRow } from './course-snapshot.ts';

export interface SnapshotLesson {
  readonly lessonId: string;
  readonly title: string;
  readonly kind: LessonKind;
  /** Of its video or recording; null when it has none, or that is not known. */
  readonly durationMs: number | null;
}
export interface SnapshotChapter {
  readonly chapterId: string;
  readonly title: string;
  readonly lessons: readonly SnapshotLesson[];
}

/** By order key, equal ones by id: bytewise, as the outline is. */
const byPlace = (one: SnapshotRow, other: SnapshotRow): number =>
  compare(textOf(one, 'pos'), textOf(other, 'pos')) || compare(one.id, other.id);
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The lessons of a snapshot, by chapter, in their order. */
export function childrenOf(snapshot: Snapshot): { readonly chapter: SnapshotRow; readonly lessons: SnapshotRow[] }[] {
  const lessons = Map.groupBy(rowsOf(snapshot, 'lessons').toSorted(byPlace), (row) => textOf(row, 'chapter_id'));
  return rowsOf(snapshot, 'chapters')
    .toSorted(byPlace)
    .map((chapter) => ({ chapter, lessons: lessons.get(chapter.id) ?? [] }));
}

/** The version of the file that a lesson played. */
export function filesOf(snapshot: Snapshot): ReadonlyMap<string, SnapshotRow> {
  const versions = new Map(rowsOf(snapshot, 'media_versions').map((row) => [row.id, row]));
  const files = new Map(rowsOf(snapshot, 'media_files').map((row) => [row.id, row]));
  const videos = rowsOf(snapshot, 'media_links').filter((link) => textOf(link, 'role') === 'video');
  return new Map(
    videos.toSorted(byPlace).flatMap((link) => {
      const version = versions.get(textOf(files.get(textOf(link, 'media_id')), 'current_version_id'));
      return version ? [[textOf(link, 'target_id'), version] as const] : [];
    }),
  );
}

/** A snapshot as one reads it. */
export function outlineOf(snapshot: Snapshot): SnapshotChapter[] {
  const files = filesOf(snapshot);
  const durationOf = (lessonId: string): number | null => {
    const file = files.get(lessonId);
    const durationMs = file && cellOf(file, 'duration_ms');
    return typeof durationMs === 'number' ? durationMs : null;
  };
  return childrenOf(snapshot).map(({ chapter, lessons }) => ({
    chapterId: chapter.id,
    title: textOf(chapter, 'title'),
    lessons: lessons.map((lesson) => ({
      lessonId: lesson.id,
      title: textOf(lesson, 'title'),
      // One that a newer app has made is text here at least
      kind: lessonKind.safeParse(textOf(lesson, 'kind')).data ?? 'text',
      durationMs: durationOf(lesson.id),
    })),
  }));
}

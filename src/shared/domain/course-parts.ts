/** The ids of what lives in a course, each list in the order of the course. */
export interface CoursePartIds {
  readonly courseId: string;
  readonly chapterIds: readonly string[];
  readonly lessonIds: readonly string[];
  readonly linkIds: readonly string[];
  readonly mediaIds: readonly string[];
  readonly versionIds: readonly string[];
  readonly tagIds: readonly string[];
  readonly taggingIds: readonly string[];
}

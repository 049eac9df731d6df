import type { CourseParts } from '../features/course/course-parts.ts';
import { cutPicture } from '../features/media/small-jpeg.ts';
import { readPicture, shrinkPicture, takeFrames } from '../features/media/thumbnails.ts';
import { ConflictHint } from '../features/sync/components/conflict-hint.tsx';
import { ConflictMark } from '../features/sync/components/conflict-mark.tsx';
import { ChapterState } from '../features/uploads/components/chapter-state.tsx';
import { CourseReady } from '../features/uploads/components/course-ready.tsx';
import { LessonState } from '../features/uploads/components/lesson-state.tsx';
import { UploadPanel } from '../features/uploads/components/upload-panel.tsx';
import { WatchedFolders } from '../features/watch/components/watched-folders.tsx';
import { useUploadItems } from '../features/uploads/use-upload-items.ts';

/** What the screens of a course show of other features. */
export const courseParts: CourseParts = {
  LessonState,
  ChapterState,
  CourseReady,
  UploadPanel,
  ConflictHint,
  ConflictMark,
  useUploadItems,
  takeFrames,
  readPicture,
  shrinkPicture,
  cutPicture,
  WatchedFolders,
};

import { createContext, use, type ComponentType } from 'react';
import type { TableName } from '../../../shared/domain/registry.ts';
import type { CourseId, VersionId } from '../../../shared/domain/ids.ts';
import type { LessonMedia } from '../../../shared/domain/course.ts';
import type { MenuEntries } from '../../components/menu.tsx';

/** A column of a row, which another computer may have changed, too. */
interface FieldPlace {
  readonly table: TableName;
  readonly rowId: string;
  readonly column: string;
}

/** A frame of a video that may become a thumbnail. */
export interface CandidateFrame {
  readonly atMs: number;
  readonly jpeg: Uint8Array<ArrayBuffer>;
  /** Where an image shows it. */
  readonly url: string;
}

/**
 * What the course page shows of other features, given by its route: features do not know each other. The components
 * are the same for the life of the window, so rows that use them stay as they are.
 */
export interface CourseParts {
  readonly LessonState: ComponentType<{ readonly media: LessonMedia | null }>;
  readonly ChapterState: ComponentType<{ readonly media: readonly LessonMedia[] }>;
  readonly UploadPanel: ComponentType<{ readonly media: LessonMedia }>;
  /** Below a field: the words that lost against another computer's; nothing when there are none. */
  readonly ConflictHint: ComponentType<FieldPlace & { readonly read?: (value: string) => string }>;
  /** The same behind a mark. */
  readonly ConflictMark: ComponentType<FieldPlace & { readonly tabIndex?: number }>;
  /** Pictures out of a video, to choose one of; none when there are none to be had. */
  readonly takeFrames: (versionId: VersionId, signal: AbortSignal) => Promise<readonly CandidateFrame[]>;
  /** A picture file as a thumbnail; null when it is no picture. */
  readonly readPicture: (file: Blob) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** A large picture as one that goes by IPC; null when it is no picture. */
  readonly shrinkPicture: (file: Blob) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** A part of a picture, in its pixels, as a cover; null when it cannot be drawn. */
  readonly cutPicture: (
    image: CanvasImageSource,
    area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  ) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** When everything of a course is stored; nothing while that cannot be told. */
  readonly CourseReady: ComponentType<{ readonly courseId: CourseId }>;
  /** The folders that are watched for a course. */
  readonly WatchedFolders: ComponentType<{ readonly courseId: CourseId }>;
  /** What can be done with the upload of a video, or to send several; empty when there is nothing. */
  readonly useUploadItems: (media: readonly LessonMedia[]) => MenuEntries;
}

export const CoursePartsContext = createContext<CourseParts | null>(null);

export function useCourseParts(): CourseParts {
  const parts = use(CoursePartsContext);
  if (!parts) throw new Error('No CoursePartsContext above');
  return parts;
}

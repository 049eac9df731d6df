import type { LessonDetail } from '../../../../shared/domain/course.ts';
import type { MediaId } from '../../../../shared/domain/ids.ts';

type Files = LessonDetail['resources'];

/** The files with these after that one (null: first), in their order; as they are when it is not there. */
export function withFilesMoved(files: Files, mediaIds: readonly MediaId[], afterId: MediaId | null): Files {
  const moving = files.filter(({ mediaId }) => mediaIds.includes(mediaId));
  const staying = files.filter(({ mediaId }) => !mediaIds.includes(mediaId));
  const at = afterId === null ? 0 : staying.findIndex(({ mediaId }) => mediaId === afterId) + 1;
  if (afterId !== null && at === 0) return files;
  return [...staying.slice(0, at), ...moving, ...staying.slice(at)];
}

/** After which one it stands when it is put into a gap between the files as they are (0: before the first). Undefined: where it is. */
export function afterIdOf(files: Files, mediaId: MediaId, gap: number): MediaId | null | undefined {
  const from = files.findIndex((file) => file.mediaId === mediaId);
  if (from < 0 || gap < 0 || gap > files.length || gap === from || gap === from + 1) return undefined;
  return files[gap - 1]?.mediaId ?? null;
}

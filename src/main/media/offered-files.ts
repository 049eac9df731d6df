import type { ImportPlan } from '../../shared/domain/import-plan.ts';
import { foldName } from './captions.ts';
import { stemOf } from './file-kinds.ts';
import type { ScannedFile, ScanResult } from './scan-result.ts';

/** Of a folder that is watched: what is offered of it, by path, and which of that are new versions of lessons' files. */
export interface Offer {
  readonly paths: ReadonlySet<string>;
  readonly replaces: ReadonlyMap<string, Replaced>;
}
export interface Replaced {
  readonly mediaId: string;
  readonly lessonTitle: string;
}

const isMedia = ({ kind }: ScannedFile): boolean => kind === 'video' || kind === 'audio';

/** "Intro.en.vtt" goes with "Intro.mp4"; "Intro 2.vtt" may, and the plan knows better; "Introduction.vtt" does not. */
function belongsTo(file: ScannedFile, stem: string): boolean {
  const own = foldName(stemOf(file.name));
  return own.startsWith(stem) && !/^[\p{L}\p{N}]/u.test(own.slice(stem.length));
}

/**
 * The part of a scan that is offered: the recordings, with the captions and documents that came with the new ones. They
 * come as loose files with their folders, since a course that is there has its cover, promo and description already.
 */
export function offeredPart(scan: ScanResult, { paths, replaces }: Offer): ScanResult {
  const media = scan.files.filter((file) => isMedia(file) && paths.has(file.path));
  const stems = Map.groupBy(
    media.filter(({ path }) => !replaces.has(path)),
    ({ folderKey }) => folderKey,
  );
  const goesWith = (file: ScannedFile): boolean =>
    !isMedia(file) && (stems.get(file.folderKey) ?? []).some(({ name }) => belongsTo(file, foldName(stemOf(name))));
  const offered = new Set(media);
  return {
    root: { ...scan.root, kind: 'files' },
    files: scan.files.filter((file) => offered.has(file) || goesWith(file)),
    leftOut: [],
  };
}

/** Says at each lesson of the plan which one it is a new version of. */
export function markReplaced(plan: ImportPlan, replaced: ReadonlyMap<string, Replaced>): ImportPlan {
  if (replaced.size === 0) return plan;
  const chapters = plan.chapters.map((chapter) => ({
    ...chapter,
    lessons: chapter.lessons.map((lesson) => {
      const before = replaced.get(lesson.fileKey);
      return before ? { ...lesson, replaces: before.lessonTitle } : lesson;
    }),
  }));
  return { ...plan, chapters };
}

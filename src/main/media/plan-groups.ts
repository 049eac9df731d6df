import { isPromoName, type LeftOut } from '../../shared/domain/import-plan.ts';
import { foldName, pairCaptions, type PairedCaption } from './captions.ts';
import { extensionOf, stemOf } from './file-kinds.ts';
import type { ScannedFile, ScanResult } from './scan-result.ts';

type Order = (a: string, b: string) => number;

/** One media file with what belongs to it. */
export interface LessonFiles {
  readonly file: ScannedFile;
  readonly captions: readonly PairedCaption<ScannedFile>[];
  readonly resources: readonly ScannedFile[];
}
/** The files of one folder, sorted out and in natural order. */
export interface FolderGroup {
  /** Key of the folder; the root's for loose files, wherever they come from. */
  readonly key: string;
  readonly folders: readonly string[];
  readonly lessons: readonly LessonFiles[];
  readonly resources: readonly ScannedFile[];
  readonly orphans: readonly PairedCaption<ScannedFile>[];
}
/** Files of the root with a part of their own. */
interface RootFiles {
  readonly cover: ScannedFile | null;
  readonly promo: ScannedFile | null;
  readonly description: ScannedFile | null;
}
/** What of that a course has that is there already: it stays. */
export type HeldParts = Readonly<Record<keyof RootFiles, boolean>>;
export interface Grouped {
  readonly root: RootFiles;
  readonly groups: readonly FolderGroup[];
  readonly leftOut: readonly LeftOut[];
}

const isMedia = (file: ScannedFile): boolean => file.kind === 'video' || file.kind === 'audio';
export const pathInDrop = (file: ScannedFile): string => [...file.folders, file.name].join('/').toWellFormed();

/** Sorts a scan's files by folder and by what they are to each other. Every file ends up in exactly one place. */
export function groupFiles(scan: ScanResult, order: Order, held: HeldParts | null): Grouped {
  const byName = (a: ScannedFile, b: ScannedFile): number => order(a.name, b.name) || order(a.path, b.path);
  const byFolder = Map.groupBy(scan.files, (file) => (file.folders.length === 0 ? scan.root.key : file.folderKey));
  const loose = (byFolder.get(scan.root.key) ?? []).toSorted(byName);
  const { root, rest, leftOut } = takeRootFiles(loose, scan.root.kind !== 'files', held);
  byFolder.set(scan.root.key, rest);
  const grouped = [...byFolder].map(([key, files]) => groupFolder(key, files.toSorted(byName)));
  const inOrder = (a: FolderGroup, b: FolderGroup): number =>
    compareFolders(a.folders, b.folders, order) || (a.key < b.key ? -1 : 1);
  return {
    root,
    groups: grouped.map(({ group }) => group).toSorted(inOrder),
    leftOut: [...leftOut, ...grouped.flatMap((folder) => folder.leftOut)],
  };
}

/** A folder before its subfolders, siblings in natural order; loose files come first of all. */
function compareFolders(a: readonly string[], b: readonly string[], order: Order): number {
  for (const [i, name] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    const difference = order(name, other);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const ROLES = ['cover', 'promo', 'description'] as const;

/**
 * `cover.*`, `promo.*` and `description.md/txt` of the root; the first of each counts, others are left out, and so is what
 * the course has.
 */
function takeRootFiles(loose: readonly ScannedFile[], isCourse: boolean, held: HeldParts | null) {
  const found = Map.groupBy(loose, (file) => (isCourse ? rootRole(file) : null));
  const root = { cover: null, promo: null, description: null } as Record<keyof RootFiles, ScannedFile | null>;
  const leftOut = ROLES.flatMap((role): LeftOut[] => {
    const files = (found.get(role) ?? []).toSorted((a, b) => isMarkdown(b) - isMarkdown(a));
    const isHeld = held?.[role] === true;
    if (!isHeld) root[role] = files.shift() ?? null;
    const reason = isHeld ? 'COURSE_HAS_IT' : 'SECOND_OF_ITS_KIND';
    return files.map((file) => ({ path: pathInDrop(file), reason, data: { role } }));
  });
  return { root: root satisfies RootFiles, rest: found.get(null) ?? [], leftOut };
}

const isMarkdown = (file: ScannedFile): number => Number(extensionOf(file.name) === 'md');

function rootRole(file: ScannedFile): keyof RootFiles | null {
  const stem = stemOf(file.name).toLowerCase();
  if (stem === 'cover' && file.kind === 'image') return 'cover';
  if (isPromoName(file.name) && file.kind === 'video') return 'promo';
  return stem === 'description' && file.text !== null ? 'description' : null;
}

function groupFolder(key: string, files: readonly ScannedFile[]) {
  const media = files.filter(isMedia);
  const captions = files.filter((file) => file.kind === 'caption').toSorted(vttFirst);
  const { kept, leftOut } = onePerLanguage(pairCaptions(captions, media));
  const captionsOf = Map.groupBy(kept, (caption) => caption.mediaKey);
  const others = files.filter((file) => !isMedia(file) && file.kind !== 'caption');
  const resourcesOf = Map.groupBy(others, (file) => lessonOf(file, media));
  const group: FolderGroup = {
    key,
    folders: files[0]?.folders ?? [],
    lessons: media.map((file) => ({
      file,
      captions: captionsOf.get(file.key) ?? [],
      resources: resourcesOf.get(file.key) ?? [],
    })),
    resources: resourcesOf.get(null) ?? [],
    orphans: captionsOf.get(null) ?? [],
  };
  return { group, leftOut };
}

/** WebVTT is taken before SRT: it says more and needs no conversion. */
const vttFirst = (a: ScannedFile, b: ScannedFile): number => rank(a) - rank(b);
const rank = (file: ScannedFile): number => Number(extensionOf(file.name) !== 'vtt');

/** A resource with a lesson's base name is that lesson's; of two lessons with one base name the first gets it. */
function lessonOf(file: ScannedFile, media: readonly ScannedFile[]): string | null {
  const stem = foldName(stemOf(file.name));
  return media.find((lesson) => foldName(stemOf(lesson.name)) === stem)?.key ?? null;
}

/** A lesson has one caption per language and flags; `Intro.srt` beside `Intro.vtt` is the same thing twice. */
function onePerLanguage(captions: readonly PairedCaption<ScannedFile>[]) {
  const taken = new Set<string>();
  const leftOut: LeftOut[] = [];
  const kept = captions.filter(({ file, mediaKey, language, flags }) => {
    const track = `${mediaKey} ${language} ${flags.toSorted().join(' ')}`;
    if (mediaKey === null || !taken.has(track)) return Boolean(taken.add(track));
    leftOut.push({ path: pathInDrop(file), reason: 'SECOND_OF_ITS_KIND', data: { role: 'caption', language } });
    return false;
  });
  return { kept, leftOut };
}

import type { LibraryFile, SeenFile } from './ports.ts';
import { relativeOf } from './reconcile.ts';
import { sameState } from './stability.ts';

/** A copy on another drive may spell its names in other bytes. */
const spelled = (path: string): string => path.replaceAll('\\', '/').normalize('NFC');

/**
 * The files of a course as they would lie below a folder that is dropped on it; null when the folder is none of theirs.
 * It is theirs when any of them is below it, or when it is where they were under another path: moved, renamed, or copied
 * to another drive.
 */
export function libraryBelow(
  root: string,
  files: readonly SeenFile[],
  library: readonly LibraryFile[],
): readonly LibraryFile[] | null {
  if (library.some(({ path }) => relativeOf(root, path) !== null)) return library;
  const former = formerRoot(files, library);
  if (former !== null) {
    const byRelative = new Map(files.map((file) => [spelled(file.relative), file.path]));
    const pathOf = (relative: string): string =>
      byRelative.get(relative) ?? `${root.replace(/[/\\]$/, '')}/${relative}`;
    return library.map((entry) => {
      const relative = relativeOf(former, spelled(entry.path));
      return relative === null ? entry : { ...entry, path: pathOf(relative) };
    });
  }
  const byInode = new Map(library.map((entry) => [entry.inode, entry]));
  const isMoved = (file: SeenFile): boolean => {
    const entry = byInode.get(file.inode);
    return entry !== undefined && sameState(entry, file);
  };
  return files.some(isMoved) ? library : null;
}

interface Vote {
  /** Files of the course that have the same place in what was dropped; of them, those of equal size, and the very same. */
  readonly places: number;
  readonly equal: number;
  readonly same: number;
}
const noVote: Vote = { places: 0, equal: 0, same: 0 };

/**
 * The folder below which files of the course have the same places as those that were dropped. Names alone say little
 * ("01.mp4"): at least one must be of equal size and those that have their place half of either side, or one the very file.
 */
function formerRoot(files: readonly SeenFile[], library: readonly LibraryFile[]): string | null {
  const byName = Map.groupBy(files, ({ relative }) => nameOf(spelled(relative)));
  const votes = new Map<string, Vote>();
  for (const entry of library) {
    const path = spelled(entry.path);
    for (const file of byName.get(nameOf(path)) ?? []) {
      const tail = `/${spelled(file.relative)}`;
      if (!path.endsWith(tail)) continue;
      const root = path.slice(0, -tail.length);
      votes.set(root, voteFor(votes.get(root) ?? noVote, entry, file));
    }
  }
  const [best] = [...votes].toSorted(([a, left], [b, right]) => right.places - left.places || (a < b ? -1 : 1));
  if (!best || best[1].equal === 0) return null;
  const [root, { places, same }] = best;
  const below = library.filter(({ path }) => relativeOf(root, spelled(path)) !== null).length;
  return same > 0 || places * 2 >= Math.min(below, files.length) ? root : null;
}

function voteFor({ places, equal, same }: Vote, entry: LibraryFile, file: SeenFile): Vote {
  const isSame = entry.inode === file.inode && sameState(entry, file);
  return { places: places + 1, equal: equal + Number(entry.bytes === file.bytes), same: same + Number(isSame) };
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

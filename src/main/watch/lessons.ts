import type { LibraryFile, SeenFile, WatchLibrary } from './ports.ts';
import { relativeOf } from './reconcile.ts';
import { sameState } from './stability.ts';

/** The files of a course's lessons, read once for as long as nobody says that they changed: there may be thousands. */
export function createLessons(library: WatchLibrary, root: string) {
  let read: { readonly files: readonly LibraryFile[]; readonly byPath: ReadonlyMap<string, LibraryFile> } | null = null;

  function all() {
    const files = read?.files ?? library.list();
    read ??= { files, byPath: new Map(files.map((file) => [file.path, file])) };
    return read;
  }
  const forget = (): void => void (read = null);
  return {
    forget,
    list: (): readonly LibraryFile[] => all().files,
    /** Whether a lesson shows the file in the very state that it has now. */
    has(file: SeenFile): boolean {
      const own = all().byPath.get(file.path);
      return own !== undefined && sameState(own, file);
    },
    /** Whether any is below the watched folder. */
    areHere: (): boolean => all().files.some(({ path }) => relativeOf(root, path) !== null),
    saveMove(versionId: string, file: SeenFile): void {
      library.saveMove(versionId, file);
      forget();
    },
  };
}
export type Lessons = ReturnType<typeof createLessons>;

import type { KnownFile, LibraryFile, SeenFile, WatchStore } from './ports.ts';
import { sameState } from './stability.ts';

/**
 * What is known of a folder's files, held here and written through. A write that the disk does not take is not believed
 * either: it is made again when the fact is found again.
 */
export function createMemory(store: WatchStore) {
  const known = new Map(store.listKnown().map((file) => [file.path, file]));

  function save(files: readonly KnownFile[]): boolean {
    if (files.length > 0 && !store.saveKnown(files)) return false;
    for (const file of files) known.set(file.path, file);
    return true;
  }
  function current(file: SeenFile): KnownFile {
    const row = known.get(file.path);
    if (row && sameState(row, file)) return row;
    const { path, bytes, mtimeMs } = file;
    return { path, bytes, mtimeMs, problem: null, sha1: null, dismissed: 'no' };
  }
  return {
    known: known as ReadonlyMap<string, KnownFile>,
    /** What looks found out; files that could not be told of now are asked again. */
    noteProblems(files: readonly SeenFile[], problems: ReadonlyMap<string, string | null>): void {
      save(
        files.flatMap((file) => {
          const problem = problems.get(file.path) ?? null;
          return problem === null ? [] : [{ ...current(file), problem }];
        }),
      );
    },
    noteHash: (file: SeenFile, sha1: string): void => void save([{ ...current(file), sha1 }]),
    /** In one write: all of them or, after a crash, none. False when the disk did not take it. */
    dismiss(files: readonly SeenFile[], gone: readonly LibraryFile[]): boolean {
      const offers = files.map((file): KnownFile => ({ ...current(file), dismissed: 'offer' }));
      const absences = gone.map(({ path, bytes, mtimeMs, sha1 }): KnownFile => {
        return { path, bytes, mtimeMs, problem: null, sha1, dismissed: 'absence' };
      });
      return save([...offers, ...absences]);
    },
    forget(paths: readonly string[]): void {
      if (paths.length === 0 || !store.forgetKnown(paths)) return;
      for (const path of paths) known.delete(path);
    },
  };
}
export type Memory = ReturnType<typeof createMemory>;

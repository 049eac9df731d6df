import { createFindings } from './findings.ts';
import { libraryBelow } from './former-root.ts';
import { createLessons } from './lessons.ts';
import { createMemory } from './memory.ts';
import type { Hash, LibraryFile, ScanOutcome, SeenFile } from './ports.ts';
import type { Proposal } from './reconcile.ts';
import { sameState } from './stability.ts';

export interface RedropDeps {
  readonly root: string;
  readonly outcome: ScanOutcome & { ok: true };
  /** The files of the course as they are known now. */
  readonly list: () => readonly LibraryFile[];
  /** Makes sure that the hashes of the course's files of this size are known, where that is possible. */
  readonly prepare: (bytes: number, signal: AbortSignal) => Promise<unknown>;
  readonly hash: Hash;
  /** What is at this path now; null when there is nothing. */
  readonly stateOf: (path: string) => Promise<Pick<SeenFile, 'bytes' | 'mtimeMs'> | null>;
  /** So many bytes are to be read in all, as far as that is known. */
  readonly onDoubt: (bytes: number) => void;
  readonly signal: AbortSignal;
}
/** A file of a lesson that was found elsewhere, or was touched: the same bytes. */
export interface Moved {
  readonly file: SeenFile;
  readonly was: LibraryFile;
}
/** What a folder that is dropped again on its course holds, each file in at most one list. */
export interface Redrop {
  readonly root: string;
  /** For new lessons, or as new versions of those that they were. */
  readonly proposals: readonly Proposal[];
  readonly renamed: readonly Moved[];
  /** Under the name that it had, and to be remembered as it is now. */
  readonly placed: readonly Moved[];
  readonly missing: readonly LibraryFile[];
  /** They could not be read, so nothing can be said about them. */
  readonly unread: readonly SeenFile[];
  /** Lessons whose recording is as it was. */
  readonly same: number;
  /** The course's files where they were. */
  readonly stored: readonly LibraryFile[];
  /** The same, in this folder where they are found in it. */
  readonly library: readonly LibraryFile[];
}

/**
 * Compares a dropped folder with its course, once: the same comparison that a watched folder makes again and again, with
 * a memory that ends with it. Null when the folder is none of the course's. Nothing is written.
 */
export function createRedrop(deps: RedropDeps): (() => Promise<Redrop>) | null {
  const { root, outcome, list } = deps;
  if (!libraryBelow(root, outcome.files, list())) return null;
  return () => compare(deps);
}

async function compare({ root, outcome, ...deps }: RedropDeps): Promise<Redrop> {
  const { signal } = deps;
  await hashCourse(root, outcome.files, deps);
  const stored = deps.list();
  const below = libraryBelow(root, outcome.files, stored) ?? stored;
  const moves = new Map<string, SeenFile>();
  const library = (): LibraryFile[] => below.map((entry) => ({ ...entry, ...placeOf(moves.get(entry.versionId)) }));
  const memory = createMemory({
    listKnown: () => [],
    saveKnown: () => true,
    forgetKnown: () => true,
    saveRootId: () => true,
  });
  const lessons = createLessons({ list: library, saveMove: (id, file) => Boolean(moves.set(id, file)) }, root);
  // The preview looks into what is offered, and says what is wrong with it
  const inspect = async (files: readonly SeenFile[]) => new Map(files.map(({ path }) => [path, '']));
  const next = createFindings({ root, ports: { inspect, hash: deps.hash }, memory, lessons, signal })(
    outcome,
    () => true,
  );
  let step = next();
  while (!step.isDone) {
    deps.onDoubt(step.found.toHash.reduce((sum, { bytes }) => sum + bytes, 0));
    await step.work();
    step = next();
  }
  const { proposals, gone, toHash } = step.found;
  const newer = new Set([...proposals.map(({ file }) => file.path), ...toHash.map(({ path }) => path)]);
  const byPath = new Map(outcome.files.map((file) => [file.path, file]));
  const shown = library().flatMap((now, index) => {
    const [file, was] = [byPath.get(now.path), stored[index]];
    return file && was && !newer.has(file.path) ? [{ file, was, isRenamed: moves.has(was.versionId) }] : [];
  });
  const stays = shown.filter(({ isRenamed }) => !isRenamed);
  return {
    root,
    proposals,
    renamed: shown.filter(({ isRenamed }) => isRenamed),
    placed: await outOfPlace(stays, deps.stateOf),
    missing: gone,
    unread: toHash,
    same: stays.length,
    stored,
    library: library(),
  };
}

function placeOf(file: SeenFile | undefined) {
  if (!file) return {};
  const { path, bytes, mtimeMs, inode } = file;
  return { path, bytes, mtimeMs, inode };
}

/** Only files of equal size can be equal; those that are as they were need no reading. */
async function hashCourse(
  root: string,
  files: readonly SeenFile[],
  { list, prepare, signal }: Pick<RedropDeps, 'list' | 'prepare' | 'signal'>,
): Promise<void> {
  const below = libraryBelow(root, files, list()) ?? [];
  const byPath = new Map(below.map((entry) => [entry.path, entry]));
  const byInode = new Map(below.map((entry) => [entry.inode, entry]));
  const unknown = new Set(below.filter(({ sha1 }) => sha1 === null).map(({ bytes }) => bytes));
  const isSettled = (file: SeenFile): boolean => {
    const own = byPath.get(file.path) ?? byInode.get(file.inode);
    return own !== undefined && sameState(own, file);
  };
  const doubtful = new Set(files.filter((file) => unknown.has(file.bytes) && !isSettled(file)).map((f) => f.bytes));
  for (const bytes of doubtful) if (!signal.aborted) await prepare(bytes, signal);
}

/** A copy is not where the lesson's file is while that is still in its place, as it was. */
async function outOfPlace(shown: readonly Moved[], stateOf: RedropDeps['stateOf']): Promise<Moved[]> {
  const placed: Moved[] = [];
  for (const { file, was } of shown) {
    const now = file.path === was.path ? file : await stateOf(was.path);
    if (!now || !sameState(now, was)) placed.push({ file, was });
  }
  return placed;
}

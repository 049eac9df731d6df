import { isPromoName } from '../../shared/domain/import-plan.ts';
import type { KnownFile, LibraryFile, SeenFile } from './ports.ts';
import { sameState } from './stability.ts';

/** What a folder holds now, and everything it is to be compared with. */
export interface ReconcileInput {
  readonly root: string;
  readonly files: readonly SeenFile[];
  readonly held: readonly string[];
  readonly isPartial: boolean;
  readonly known: ReadonlyMap<string, KnownFile>;
  readonly library: readonly LibraryFile[];
  readonly isStable: (path: string) => boolean;
}
/** A file that is offered: for a new lesson, or as a new version of the one that it was. */
export interface Proposal {
  readonly file: SeenFile;
  readonly replaces: LibraryFile | null;
}
export interface Reconciled {
  readonly proposals: readonly Proposal[];
  /** The very file of a lesson, under another name. */
  readonly renamed: readonly { readonly file: SeenFile; readonly was: LibraryFile }[];
  /** Files of lessons that are not there any more, and nobody has said that they know. */
  readonly gone: readonly LibraryFile[];
  /** Still being written, or not long enough at rest. */
  readonly waiting: readonly SeenFile[];
  readonly unusable: readonly SeenFile[];
  /** To be looked into, or hashed, before more can be said. */
  readonly toInspect: readonly SeenFile[];
  readonly toHash: readonly SeenFile[];
  /** What is known of files that are gone, that no lesson shows, and that nobody dismissed. */
  readonly toForget: readonly string[];
}
export const emptyReconciled: Reconciled = {
  proposals: [],
  renamed: [],
  gone: [],
  waiting: [],
  unusable: [],
  toInspect: [],
  toHash: [],
  toForget: [],
};
type Found = { -readonly [K in keyof Reconciled]: Reconciled[K][number][] };

/**
 * Compares a folder with the lessons of its course. Pure: the same folder gives the same answer whatever was heard about
 * it before, and asking again changes nothing. Every file ends up in at most one list.
 */
export function reconcile(input: ReconcileInput): Reconciled {
  const found: Found = {
    proposals: [],
    renamed: [],
    gone: [],
    waiting: [],
    unusable: [],
    toInspect: [],
    toHash: [],
    toForget: [],
  };
  const here = new Set(input.files.map(({ path }) => path));
  const compare = comparerOf(input, here, found);
  for (const file of input.files) compare(file);
  findAbsent(input, here, found);
  return found;
}

function comparerOf(input: ReconcileInput, here: ReadonlySet<string>, found: Found) {
  const byPath = new Map(input.library.map((entry) => [entry.path, entry]));
  const bySize = Map.groupBy(input.library, ({ bytes }) => bytes);
  const moved = new Set<string>();

  /**
   * The lesson's file that went away and is this one: the same place on the disk, wherever it was, or the same bytes and
   * gone from this folder. Elsewhere nobody looked: what has its bytes is a copy.
   */
  function formerOf(file: SeenFile, sha1: string | null): LibraryFile | undefined {
    const equal = (bySize.get(file.bytes) ?? []).filter(
      (entry) => !here.has(entry.path) && !moved.has(entry.versionId),
    );
    const byInode = equal.find((entry) => entry.inode === file.inode && sameState(entry, file));
    if (byInode || sha1 === null) return byInode;
    return equal.find((entry) => entry.sha1 === sha1 && relativeOf(input.root, entry.path) !== null);
  }

  function offer(file: SeenFile, known: KnownFile | undefined, replaces: LibraryFile | null): void {
    if (known === undefined || known.problem === null) found.toInspect.push(file);
    else if (known.dismissed === 'offer') return;
    else if (known.problem !== '') found.unusable.push(file);
    else found.proposals.push({ file, replaces });
  }

  return (file: SeenFile): void => {
    const own = byPath.get(file.path);
    if (own && sameState(own, file)) return;
    if (!own && file.kind === 'video' && isPromoName(file.relative)) return;
    if (!input.isStable(file.path)) return void found.waiting.push(file);
    const row = input.known.get(file.path);
    const known = row && sameState(row, file) ? row : undefined;
    const sha1 = known?.sha1 ?? null;
    const former = own ? undefined : formerOf(file, sha1);
    if (former && moved.add(former.versionId)) return void found.renamed.push({ file, was: former });
    // Only files of equal size can be equal, so only those are read as a whole
    const twins = (own ? [own] : (bySize.get(file.bytes) ?? [])).filter(
      (entry) => entry.bytes === file.bytes && entry.sha1 !== null,
    );
    if (twins.length > 0 && sha1 === null && known?.dismissed !== 'offer') return void found.toHash.push(file);
    // Touched, or a copy of what the course has already
    if (twins.some((entry) => entry.sha1 === sha1)) return;
    offer(file, known, own ?? null);
  };
}

/** Files of lessons, and memories, whose file is not there; nothing under a folder that could not be read. */
function findAbsent(
  { root, held, isPartial, known, library }: ReconcileInput,
  here: ReadonlySet<string>,
  found: Found,
) {
  if (isPartial) return;
  const isHeld = createHeld(root, held);
  const isAbsent = (path: string): boolean => !here.has(path) && !isHeld(path);
  const moved = new Set(found.renamed.map(({ was }) => was.path));
  const ours = library.filter(({ path }) => relativeOf(root, path) !== null && !moved.has(path));
  for (const entry of ours) {
    const row = known.get(entry.path);
    const isDismissed = row?.dismissed === 'absence' && sameState(row, entry);
    if (isAbsent(entry.path) && !isDismissed) found.gone.push(entry);
  }
  const kept = new Set(ours.map(({ path }) => path));
  // What was dismissed may come back as it was: moved away and back, or restored
  for (const [path, row] of known) {
    if (row.dismissed === 'no' && isAbsent(path) && !kept.has(path)) found.toForget.push(path);
  }
}

/** The path below the root with `/` between names, or null when it is not below it. */
export function relativeOf(root: string, path: string): string | null {
  const isInside = path.startsWith(root) && path.length > root.length;
  const rest = isInside ? path.slice(root.length).replaceAll('\\', '/') : '';
  // A root such as `D:\` ends with its separator already
  if (!/[/\\]$/.test(root)) return rest.startsWith('/') ? rest.slice(1) : null;
  return rest === '' ? null : rest;
}

function createHeld(root: string, held: readonly string[]): (path: string) => boolean {
  const names = new Set(held);
  return (path) => {
    const parts = relativeOf(root, path)?.split('/') ?? [];
    return names.size > 0 && parts.some((_, i) => names.has(parts.slice(0, i + 1).join('/')));
  };
}

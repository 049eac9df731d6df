import type { BigIntStats, Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { heldReasons, type LeftOut, type LeftOutReason } from '../../shared/domain/import-plan.ts';
import { folderLeftOut, kindOf, extensionOf, nameLeftOut, type FileKind } from './file-kinds.ts';
import { mapLimit } from './map-limit.ts';
import { ioFailure, type IoFailure } from './regular-file.ts';

/** Where something is: its path on disk and the folder names from the root of the drop to it. */
export interface Place {
  readonly path: string;
  readonly name: string;
  readonly folders: readonly string[];
}
export interface FoundFile extends Place {
  readonly kind: FileKind;
}
export interface WalkLimits {
  readonly files: number;
  readonly depth: number;
}
export interface Walk {
  readonly files: Map<string, FoundFile>;
  readonly leftOut: LeftOut[];
  /** How many of the dropped paths are folders. */
  readonly droppedFolders: number;
}
interface Walking extends Walk {
  readonly signal: AbortSignal | undefined;
  readonly limits: WalkLimits;
  /** `device:inode` of every folder that was walked. */
  readonly seen: Set<string>;
  readonly links: Place[];
  isFull: boolean;
  droppedFolders: number;
}

/** Folders read at once: enough to keep a disk busy, few enough for a network drive. */
const FOLDERS_AT_ONCE = 8;

/** A folder full of litter is named by its first thousands. */
const MAX_LEFT_OUT = 10_000;

/** Relative to the root of the drop; the root itself goes by its name. */
function displayPath(place: Place): string {
  const names = [...place.folders, place.name].filter((name) => name !== '');
  return (names.join('/') || basename(place.path) || place.path).toWellFormed();
}

/** Notes why something does not become part of the course. What may be there is always named: else it would seem to be gone. */
export function leave(walk: Pick<Walk, 'leftOut'>, place: Place, reason: LeftOutReason, data?: LeftOut['data']): void {
  if (walk.leftOut.length >= MAX_LEFT_OUT && !heldReasons.has(reason)) return;
  walk.leftOut.push({ path: displayPath(place), reason, ...(data ? { data } : {}) });
}

/** The reason that a failed system call gives. A name that cannot be written in Unicode cannot be opened by it. */
export function leaveBroken(
  walk: Pick<Walk, 'leftOut'>,
  place: Place,
  { kind, code }: Pick<IoFailure, 'kind' | 'code'>,
): void {
  const isNameless = !place.name.isWellFormed() || place.name.includes('\uFFFD');
  if (kind === 'missing') return leave(walk, place, isNameless ? 'NAME_NOT_UNICODE' : 'MISSING');
  leave(walk, place, 'UNREADABLE', { ioKind: kind, code });
}

/**
 * Everything under the given places. Folders first, links after all of them, so that what a link leads to is
 * listed where it really is, whatever order the file system has. Never throws but for an aborted signal.
 */
export async function walkAll(
  paths: readonly string[],
  limits: WalkLimits,
  signal: AbortSignal | undefined,
): Promise<Walk> {
  const walk: Walking = {
    files: new Map(),
    leftOut: [],
    seen: new Set(),
    links: [],
    isFull: false,
    droppedFolders: 0,
    limits,
    signal,
  };
  const folders: Place[] = [];
  for (const path of paths) folders.push(...(await enterRoot(walk, { path, name: basename(path), folders: [] })));
  walk.droppedFolders = folders.length;
  // A folder dropped alone is the course: the names of its files start below it
  await walkFolders(walk, paths.length === 1 ? folders.map((folder) => ({ ...folder, name: '' })) : folders);
  for (let link = walk.links.shift(); link; link = walk.links.shift()) await followLink(walk, link);
  return walk;
}

/** A dropped folder is entered whatever its name is; a dropped link is followed. */
async function enterRoot(walk: Walking, root: Place): Promise<Place[]> {
  walk.signal?.throwIfAborted();
  try {
    const stats = await stat(root.path);
    if (stats.isDirectory()) return [root];
    if (stats.isFile()) addFile(walk, root);
    else leave(walk, root, 'NOT_A_FILE');
  } catch (error) {
    leaveBroken(walk, root, ioFailure(error));
  }
  return [];
}

/** Level by level, each level in a fixed order. */
async function walkFolders(walk: Walking, roots: readonly Place[]): Promise<void> {
  for (let level = roots; level.length > 0 && !walk.isFull;) {
    const next = await mapLimit(level, FOLDERS_AT_ONCE, async (folder) => ({
      folder,
      names: await list(walk, folder),
    }));
    level = next.flatMap(({ folder, names }) => names.flatMap((entry) => take(walk, folder, entry)));
  }
}

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : 1);

/** The entries of a folder in a fixed order; none when it cannot be read or was walked before. */
async function list(walk: Walking, folder: Place): Promise<Dirent[]> {
  walk.signal?.throwIfAborted();
  try {
    const { dev, ino } = await stat(folder.path, { bigint: true });
    if (walk.seen.has(`${dev}:${ino}`)) {
      leave(walk, folder, 'ALREADY_LISTED');
      return [];
    }
    walk.seen.add(`${dev}:${ino}`);
    const entries = await readdir(folder.path, { withFileTypes: true });
    if (entries.length === 0) leave(walk, folder, 'EMPTY_FOLDER');
    return await Promise.all(entries.toSorted(byName).map((entry) => typed(folder, entry)));
  } catch (error) {
    leaveBroken(walk, folder, ioFailure(error));
    return [];
  }
}

/** Some network and FUSE file systems do not say what an entry is; then it has to be looked at. */
async function typed(folder: Place, entry: Dirent): Promise<Dirent> {
  const isKnown =
    [entry.isFile(), entry.isDirectory(), entry.isSymbolicLink(), entry.isFIFO(), entry.isSocket()].includes(true) ||
    entry.isCharacterDevice() ||
    entry.isBlockDevice();
  if (isKnown) return entry;
  const stats = await lstat(join(folder.path, entry.name)).catch(() => undefined);
  return stats ? Object.assign(entry, typeChecks(stats)) : entry;
}

const typeChecks = (stats: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }) => ({
  isFile: () => stats.isFile(),
  isDirectory: () => stats.isDirectory(),
  isSymbolicLink: () => stats.isSymbolicLink(),
});

/** Sorts one entry in; gives back the folder to walk next, if it is one. */
function take(walk: Walking, parent: Place, entry: Dirent): Place[] {
  const place = childOf(parent, entry.name);
  if (entry.isSymbolicLink()) walk.links.push(place);
  else if (entry.isDirectory()) return takeFolder(walk, place);
  else if (entry.isFile()) addFile(walk, place);
  else leave(walk, place, 'NOT_A_FILE');
  return [];
}

const childOf = (parent: Place, name: string): Place => ({
  path: join(parent.path, name),
  name,
  folders: parent.name === '' ? parent.folders : [...parent.folders, parent.name],
});

function takeFolder(walk: Walking, place: Place): Place[] {
  const reason = folderLeftOut(place.name);
  if (reason) leave(walk, place, reason);
  else if (place.folders.length >= walk.limits.depth) leave(walk, place, 'TOO_DEEP', { limit: walk.limits.depth });
  else return [place];
  return [];
}

function addFile(walk: Walking, place: Place): void {
  const reason = nameLeftOut(place.name);
  if (reason) return leave(walk, place, reason);
  const kind = kindOf(place.name);
  if (!kind) return leave(walk, place, 'UNSUPPORTED', { extension: extensionOf(place.name) });
  if (walk.isFull || walk.files.has(place.path)) return;
  if (walk.files.size >= walk.limits.files) {
    walk.isFull = true;
    return leave(walk, place, 'TOO_MANY', { limit: walk.limits.files });
  }
  walk.files.set(place.path, { ...place, kind });
}

/** A link to a file is that file; a link to a folder is walked, unless that leads round in a circle. */
async function followLink(walk: Walking, link: Place): Promise<void> {
  walk.signal?.throwIfAborted();
  try {
    const stats = await stat(link.path, { bigint: true });
    if (stats.isFile()) return addFile(walk, link);
    if (!stats.isDirectory()) return leave(walk, link, 'NOT_A_FILE');
    const reason = await circleOf(walk, link, stats);
    if (reason) return leave(walk, link, reason);
    await walkFolders(walk, takeFolder(walk, link));
  } catch (error) {
    const failure = ioFailure(error);
    if (failure.kind === 'missing') return leave(walk, link, nameLeftOut(link.name) ?? 'BROKEN_LINK');
    if (failure.kind === 'link-loop') return leave(walk, link, 'LINK_LOOP');
    leaveBroken(walk, link, failure);
  }
}

/** Whether a linked folder contains the link itself, or is part of the drop already. */
async function circleOf(walk: Walking, link: Place, { dev, ino }: BigIntStats): Promise<LeftOutReason | null> {
  const [target, home] = [await realpath(link.path), await realpath(dirname(link.path))];
  if (`${home}${sep}`.startsWith(target.endsWith(sep) ? target : `${target}${sep}`)) return 'LINK_LOOP';
  return walk.seen.has(`${dev}:${ino}`) ? 'ALREADY_LISTED' : null;
}

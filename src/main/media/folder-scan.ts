import { createHash } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LeftOut } from '../../shared/domain/import-plan.ts';
import { decodeText } from './caption-lines.ts';
import { extensionOf, stemOf } from './file-kinds.ts';
import { kindByContent, readStart } from './file-start.ts';
import { leave, leaveBroken, walkAll, type FoundFile, type Walk, type WalkLimits } from './folder-walk.ts';
import { mapLimit } from './map-limit.ts';
import { closeQuietly, inspectFileSync, openRegularFile, sameFile } from './regular-file.ts';
import type { FileIdentity, IoFailure } from './regular-file.ts';
import type { DropRoot, ScannedFile, ScanResult } from './scan-result.ts';

export interface ScanOptions {
  readonly signal?: AbortSignal | undefined;
  /** Waits before the second look at files that changed a moment ago. */
  readonly pause: (ms: number) => Promise<void>;
  readonly nowMs: () => number;
  readonly limits?: WalkLimits;
}

const FILES_AT_ONCE = 16;
/** A file written to within this time before the scan gets a second look. */
const RECENT_MS = 5_000;
const LOOK_AGAIN_AFTER_MS = 400;
const DEFAULT_LIMITS: WalkLimits = { files: 20_000, depth: 24 };
const MAX_DESCRIPTION_BYTES = 64 * 1024;
const MAX_DESCRIPTION_LENGTH = 20_000;

interface Looked {
  readonly file: FoundFile;
  readonly identity: FileIdentity;
}
type Notes = Pick<Walk, 'leftOut'>;

/**
 * Lists what a drop of files and folders holds, fast and without writing: link loops, unreadable folders, litter,
 * empty and still growing files are left out with their reasons and the rest goes on. Only names, sizes and times
 * are looked at, but for `description.md` and `.ts`. Rejects only when the signal aborts (with its reason).
 */
export async function scanFolders(paths: readonly string[], options: ScanOptions): Promise<ScanResult> {
  const dropped = [...new Set(paths.map((path) => resolve(path)))];
  const walk = await walkAll(dropped, options.limits ?? DEFAULT_LIMITS, options.signal);
  const leftOut: LeftOut[] = [...walk.leftOut];
  const root = rootOf(dropped, walk.droppedFolders);
  const startedMs = options.nowMs();
  const first = await look([...walk.files.values()], { leftOut }, options.signal);
  const settled = await lookAgain(first, { leftOut }, startedMs, options);
  for (const { file, identity } of settled) if (identity.bytes === 0) leave({ leftOut }, file, 'EMPTY');
  const filled = settled.filter(({ identity }) => identity.bytes > 0);
  const files = await mapLimit(filled, FILES_AT_ONCE, (looked) => finish(looked, root));
  return { root, files: files.toSorted(byPath), leftOut: leftOut.toSorted(byDisplay) };
}

const byPath = (a: ScannedFile, b: ScannedFile): number => (a.path < b.path ? -1 : 1);
const byDisplay = (a: LeftOut, b: LeftOut): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

function rootOf(paths: readonly string[], folders: number): DropRoot {
  const [first = ''] = paths;
  const isAlone = paths.length === 1 && folders === 1;
  const path = isAlone ? first : dirname(first);
  const kind = isAlone ? 'folder' : folders > 0 ? 'several' : 'files';
  return { key: keyOf(path), name: basename(path), kind };
}

/** 96 bits of the path's hash: opaque outside main, the same every time. */
const keyOf = (path: string): string => createHash('sha1').update(path).digest('base64url').slice(0, 16);

/** How long files are looked at in one go; then other messages (a cancel) are heard. */
const SLICE_MS = 12;
/** Fewer files than this in one go: a network drive or a virus scanner answers slowly, and many asked at once help. */
const FEWEST_PER_SLICE = 6;

type Seen = { ok: true; identity: FileIdentity } | IoFailure;

/** Opens each file for a moment, one after the other while that is fast, else many at once. */
async function inspectAll(files: readonly FoundFile[], signal?: AbortSignal): Promise<Seen[]> {
  const seen: Seen[] = [];
  while (seen.length < files.length) {
    signal?.throwIfAborted();
    const [before, startedMs] = [seen.length, performance.now()];
    for (const file of files.slice(before)) {
      seen.push(inspectFileSync(file.path));
      if (performance.now() - startedMs > SLICE_MS) break;
    }
    if (seen.length < files.length && seen.length - before < FEWEST_PER_SLICE) {
      return [...seen, ...(await mapLimit(files.slice(seen.length), FILES_AT_ONCE, inspectSlowly(signal)))];
    }
    await nextTurn();
  }
  return seen;
}

const inspectSlowly =
  (signal?: AbortSignal) =>
  async (file: FoundFile): Promise<Seen> => {
    signal?.throwIfAborted();
    const opened = await openRegularFile(file.path);
    if (opened.ok) await closeQuietly(opened.handle);
    return opened;
  };

/**
 * Sizes and times; what cannot be read is left out. Opening is the only question that every system answers truly:
 * permission bits say nothing about Windows ACLs and about files that another program keeps to itself.
 */
async function look(files: readonly FoundFile[], notes: Notes, signal?: AbortSignal): Promise<Looked[]> {
  const looked: Looked[] = [];
  for (const [i, seen] of (await inspectAll(files, signal)).entries()) {
    const file = files[i];
    if (file && seen.ok) looked.push({ file, identity: seen.identity });
    else if (file && !seen.ok) leaveBroken(notes, file, seen);
  }
  return looked;
}

/** The two-look rule: who was written to just now and differs a moment later is still being written. */
async function lookAgain(
  first: readonly Looked[],
  notes: Notes,
  startedMs: number,
  { signal, pause }: ScanOptions,
): Promise<Looked[]> {
  const isRecent = ({ identity }: Looked): boolean => identity.mtimeMs > startedMs - RECENT_MS;
  const recent = first.filter(isRecent).map(({ file }) => file);
  if (recent.length === 0) return [...first];
  await pause(LOOK_AGAIN_AFTER_MS);
  const second = new Map((await look(recent, notes, signal)).map((one) => [one.file, one]));
  return first.filter((one) => {
    if (!isRecent(one)) return true;
    const later = second.get(one.file);
    const isStill = later !== undefined && sameFile(later.identity, one.identity);
    if (later && !isStill) leave(notes, one.file, 'STILL_GROWING');
    return isStill;
  });
}

async function finish({ file, identity }: Looked, root: DropRoot): Promise<ScannedFile> {
  const isDescription = root.kind !== 'files' && file.folders.length === 0 && isDescriptionName(file.name);
  return {
    ...identity,
    key: keyOf(file.path),
    path: file.path,
    name: file.name,
    folderKey: keyOf(dirname(file.path)),
    folders: file.folders,
    kind: await kindByContent(file.path, file.kind),
    text: isDescription ? await readDescription(file.path) : null,
  };
}

const isDescriptionName = (name: string): boolean =>
  stemOf(name).toLowerCase() === 'description' && ['md', 'txt'].includes(extensionOf(name));

async function readDescription(path: string): Promise<string | null> {
  const bytes = await readStart(path, MAX_DESCRIPTION_BYTES);
  const text = bytes && decodeText(bytes).text.replaceAll('\0', '').replace(/\r\n?/g, '\n').trim();
  return text ? text.slice(0, MAX_DESCRIPTION_LENGTH).toWellFormed() : null;
}

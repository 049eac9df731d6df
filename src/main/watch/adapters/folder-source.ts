import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { heldReasons, type LeftOut, type LeftOutReason } from '../../../shared/domain/import-plan.ts';
import { folderLeftOut, nameLeftOut } from '../../media/file-kinds.ts';
import { ioKindOf } from '../../media/io-error.ts';
import type { MediaService } from '../../media/media-service.ts';
import type { ScannedFile, ScanResult } from '../../media/scan-result.ts';
import { createRootStat } from './root-stat.ts';
import type { CourseId } from '../../../shared/domain/ids.ts';
import type { Compare } from '../../media/refresh-plan.ts';
import type { Hash, Inspect, LibraryFile, RootTrouble, ScanOutcome, SeenFile, WatchPorts } from '../ports.ts';
import { createRedrop, type RedropDeps } from '../redrop.ts';

/** Reasons for which not everything was listed. */
const PARTIAL: ReadonlySet<LeftOutReason> = new Set(['TOO_MANY']);
/** What a look into a file may find only for now: a slow drive, an editor that keeps the file to itself. */
const PASSING: ReadonlySet<string> = new Set(['TIMED_OUT', 'UNREADABLE']);

/** A name that a scan leaves out, as a file or as a folder. */
export const isLeftOut = (name: string): boolean => nameLeftOut(name) !== null || folderLeftOut(name) !== null;

/** Why a folder cannot be looked through. One that is gone while its parent is there was moved, renamed or deleted. */
async function troubleOf(root: string, error: unknown): Promise<RootTrouble> {
  const kind = ioKindOf(error);
  if (kind !== 'missing') return whyOf(kind);
  const parent = dirname(root);
  const isParentThere =
    parent !== root &&
    (await stat(parent)
      .then((stats) => stats.isDirectory())
      .catch(() => false));
  return isParentThere ? 'folder' : 'drive';
}

function seenOf({ path, folders, name, bytes, mtimeMs, inode, kind }: ScannedFile): SeenFile[] {
  if (kind !== 'video' && kind !== 'audio') return [];
  return [{ path, relative: [...folders, name].join('/').toWellFormed(), bytes, mtimeMs, inode, kind }];
}

const whyOf = (ioKind: unknown): RootTrouble =>
  ioKind === 'denied' ? 'denied' : ioKind === 'device' ? 'drive' : 'failed';

/** The root itself may be what could not be read: it goes by its own name. */
function outcomeOf({ root, files, leftOut }: ScanResult, rootId: string): ScanOutcome {
  const isRoot = ({ path, reason }: LeftOut): boolean => path === root.name && heldReasons.has(reason);
  const trouble = files.length === 0 ? leftOut.find(isRoot) : undefined;
  if (trouble) return { ok: false, why: whyOf(trouble.data?.['ioKind']) };
  return {
    ok: true,
    rootId,
    files: files.flatMap(seenOf),
    held: leftOut.filter(({ reason }) => heldReasons.has(reason)).map(({ path }) => path),
    isPartial: leftOut.some(({ reason }) => PARTIAL.has(reason)),
  };
}

/** A folder as a drop of it would be listed and looked into: by the same scan, in the same thread. */
export function createFolderSource(
  media: Pick<MediaService, 'scan' | 'inspectMany' | 'hash'>,
): Pick<WatchPorts, 'scan' | 'inspect' | 'hash'> {
  const rootIdOf = createRootStat();
  async function scan(root: string, signal: AbortSignal): Promise<ScanOutcome> {
    try {
      const rootId = await rootIdOf(root, signal);
      if (rootId === null) return { ok: false, why: 'drive' };
      const scanned = await media.scan([root], signal);
      return scanned.success ? outcomeOf(scanned.data, rootId) : { ok: false, why: 'failed' };
    } catch (error) {
      return { ok: false, why: await troubleOf(root, error) };
    }
  }
  const inspect: Inspect = async (files, signal) => {
    const problems = new Map<string, string | null>();
    await media.inspectMany(
      files.map(({ path, kind }) => ({ key: path, path, kind })),
      (path, detail) => {
        const code = detail.kind === 'media' ? (detail.probe.problem?.code ?? '') : '';
        problems.set(path, PASSING.has(code) ? null : code);
      },
      signal,
    );
    return problems;
  };
  const hash: Hash = async ({ path, bytes, mtimeMs, inode }, signal) => {
    const hashed = await media.hash(path, { signal, priority: 'background', expected: { bytes, mtimeMs, inode } });
    return hashed.success ? hashed.data.sha1 : null;
  };
  return { scan, inspect, hash };
}

interface ComparisonDeps {
  readonly media: Pick<MediaService, 'hash'>;
  /** The files of a course's lessons. */
  readonly list: (courseId: CourseId) => readonly LibraryFile[];
  readonly prepare: (bytes: number, signal: AbortSignal) => Promise<unknown>;
}

/** Compares a folder that was dropped on a course with it, as a watched one is. */
export function createComparison({ media, list, prepare }: ComparisonDeps): Compare {
  return ({ courseId, root, scan, signal, onRead }) => {
    const path = resolve(root);
    const outcome = outcomeOf(scan, '');
    if (!outcome.ok) return null;
    let [readBytes, doubtBytes] = [0, 0];
    const hash: Hash = async ({ path: file, bytes, mtimeMs, inode }) => {
      const onProgress = (done: number): void => onRead(readBytes + done, doubtBytes);
      const hashed = await media.hash(file, { signal, expected: { bytes, mtimeMs, inode }, onProgress });
      readBytes += bytes;
      return hashed.success ? hashed.data.sha1 : null;
    };
    const onDoubt = (bytes: number): void => {
      doubtBytes = readBytes + bytes;
      onRead(readBytes, doubtBytes);
    };
    return createRedrop({ root: path, outcome, list: () => list(courseId), prepare, hash, stateOf, onDoubt, signal });
  };
}

const stateOf: RedropDeps['stateOf'] = (path) =>
  stat(path).then(
    (stats) => ({ bytes: stats.size, mtimeMs: stats.mtimeMs }),
    () => null,
  );

import { createWriteStream } from 'node:fs';
import { lstat, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { type FileIdentity, identify, sameFile } from '../media/regular-file.ts';
import type { ManifestEntry } from './manifest.ts';
import { type OpenArchive, openArchive } from './read-archive.ts';
import { damaged } from './refusal.ts';
import { createTap, hashFile } from './tap.ts';
import { hasRoom, syncFolder, targetFault, type TargetCode } from './target.ts';
import { type OpenError, readFault } from './zip-reader.ts';

export interface ExtractInput {
  readonly path: string;
  /** Of the archive when it was looked at: another file in its place was not. */
  readonly identity: FileIdentity;
  readonly folder: string;
  /** Name, inside of the folder, under which one entry at a time is written. */
  readonly temporaryName: string;
  /** Which entries; anything else stays in the archive. */
  readonly names: readonly string[];
}
export interface JobContext {
  readonly signal: AbortSignal;
  readonly onProgress: (bytesDone: number, bytesTotal: number) => void;
}
export interface ExtractedFile extends FileIdentity {
  readonly name: string;
  readonly path: string;
}
export type ExtractError = OpenError | TargetCode | 'ARCHIVE_CANCELLED';
export type ExtractAnswer = Result<readonly ExtractedFile[], ExtractError>;

/** How many files may have one name by chance (or by somebody's doing) before we give up. */
const MOST_NAMES = 100;

/**
 * Takes entries out into a folder, each under a name made of its hash, with length and both hashes checked before it gets
 * that name. A file that is there already with these very bytes is left as it is, so an import that was killed goes on
 * where it was. When anything fails, what this run had written goes. Never throws.
 */
export async function extractMedia(input: ExtractInput, context: JobContext): Promise<ExtractAnswer> {
  const opened = await openArchive(input.path);
  if (!opened.success) return opened;
  const archive = opened.data;
  const made: string[] = [];
  try {
    if (!sameFile(archive.zip.identity, input.identity)) return damaged('changed');
    const answer = await extractAll(archive, input, context, made);
    if (!answer.success) await removeAll(made);
    return answer;
  } catch (error) {
    await removeAll(made);
    return context.signal.aborted ? err('ARCHIVE_CANCELLED', 'cancelled') : targetFault(error);
  } finally {
    await archive.zip.close();
  }
}

async function removeAll(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true }).catch(() => undefined);
}

async function extractAll(
  archive: OpenArchive,
  { folder, temporaryName, names }: ExtractInput,
  { signal, onProgress }: JobContext,
  made: string[],
): Promise<ExtractAnswer> {
  const wanted = new Set(names);
  const entries = archive.manifest.entries.filter(({ name }) => wanted.has(name));
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const advance = (bytes: number): void => onProgress((done += bytes), total);
  const files: ExtractedFile[] = [];
  let isRoomAsked = false;
  for (const entry of entries) {
    if (signal.aborted) return err('ARCHIVE_CANCELLED', 'cancelled');
    const place = await placeFor(folder, entry, signal, advance);
    if (!place) return err('TARGET_UNWRITABLE', 'every name is taken', { ioKind: 'name' });
    if (!place.isThere) {
      if (!isRoomAsked && !(await hasRoom(folder, total - done))) return err('TARGET_FULL', 'not enough space');
      isRoomAsked = true;
      const temporary = join(folder, temporaryName);
      made.push(temporary);
      const written = await writeEntry(archive, entry, temporary, { signal, advance });
      if (!written.success) return written;
      await rename(temporary, place.path);
      made.push(place.path);
    }
    const found = await identify(place.path);
    if (!found.ok) return err('TARGET_UNWRITABLE', 'the file went away', { ioKind: found.kind });
    files.push({ name: entry.name, path: place.path, ...found.identity });
  }
  await syncFolder(folder);
  onProgress(total, total);
  return ok(files);
}

/** A free name, or the name of a file that holds these very bytes already. */
async function placeFor(
  folder: string,
  entry: ManifestEntry,
  signal: AbortSignal,
  advance: (bytes: number) => void,
): Promise<{ readonly path: string; readonly isThere: boolean } | null> {
  const file = entry.name.slice(entry.name.indexOf('/') + 1);
  const [stem = '', ending] = file.split('.');
  for (let n = 1; n <= MOST_NAMES; n += 1) {
    const path = join(folder, `${n === 1 ? stem : `${stem}-${n}`}${ending === undefined ? '' : `.${ending}`}`);
    const stats = await lstat(path).catch(() => null);
    if (!stats) return { path, isThere: false };
    if (!stats.isFile() || stats.size !== entry.bytes) continue;
    if (await holds(path, entry, signal)) {
      advance(entry.bytes);
      return { path, isThere: true };
    }
  }
  return null;
}

async function holds(path: string, entry: ManifestEntry, signal: AbortSignal): Promise<boolean> {
  const found = await hashFile(path, signal);
  return found !== null && found.sha1 === entry.sha1 && found.sha256 === entry.sha256;
}

async function writeEntry(
  { zip }: OpenArchive,
  entry: ManifestEntry,
  temporary: string,
  { signal, advance }: { readonly signal: AbortSignal; readonly advance: (bytes: number) => void },
): Promise<Result<null, ExtractError>> {
  const tap = createTap(advance, entry.bytes);
  // Of our own making, or nothing: `wx` follows no link that lies in wait there
  const target = createWriteStream(temporary, { flags: 'wx', mode: 0o644, flush: true });
  const source = await zip.stream(entry.name);
  let failed: 'source' | 'target' | null = null;
  source.once('error', () => (failed ??= 'source'));
  target.once('error', () => (failed ??= 'target'));
  try {
    await pipeline(source, tap.stream, target, { signal });
  } catch (error) {
    if (signal.aborted) return err('ARCHIVE_CANCELLED', 'cancelled');
    if (failed === 'target') return targetFault(error);
    return failed === 'source' ? readFault(error) : damaged('size');
  }
  const { bytes, sha1, sha256 } = tap.result();
  if (bytes !== entry.bytes) return damaged('size');
  return sha1 === entry.sha1 && sha256 === entry.sha256 ? ok(null) : damaged('hash');
}

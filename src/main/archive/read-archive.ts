import { createHash } from 'node:crypto';
import { ok, type Result } from '../../shared/ipc/result.ts';
import { findMismatch, findUnsafe } from './directory-check.ts';
import {
  HISTORY_NAME,
  historyFile,
  type HistorySteps,
  limits,
  MANIFEST_NAME,
  type Manifest,
  type ManifestEntry,
} from './manifest.ts';
import { parseManifest } from './manifest-check.ts';
import { damaged, foreign, unsafe } from './refusal.ts';
import { openZip, type OpenError, readFault, type ZipReader } from './zip-reader.ts';

export interface OpenArchive {
  readonly zip: ZipReader;
  readonly manifest: Manifest;
  /** Null: it has none. */
  readonly history: HistorySteps | null;
}

/**
 * Opens an archive and believes it only as far as it could be checked without reading the media: directory, manifest,
 * references, sizes. The hashes of media are checked as they are taken out (extract.ts). The caller closes `zip`.
 */
export async function openArchive(path: string): Promise<Result<OpenArchive, OpenError>> {
  const opened = await openZip(path);
  if (!opened.success) return opened;
  const zip = opened.data;
  const checked = await check(zip).catch(readFault);
  if (!checked.success) await zip.close();
  return checked;
}

async function check(zip: ZipReader): Promise<Result<OpenArchive, OpenError>> {
  // A ZIP file of something else is not to be called dangerous
  if (!zip.entries.some(({ name }) => name === MANIFEST_NAME)) return foreign();
  const fault = findUnsafe(zip.entries, zip.directoryStart);
  if (fault) return fault;
  const text = await readWhole(zip, MANIFEST_NAME);
  if (!text) return unsafe('manifest-too-large');
  const parsed = parseManifest(new TextDecoder().decode(text));
  if (!parsed.success) return parsed;
  const manifest = parsed.data;
  const mismatch = findMismatch(zip.entries, manifest);
  if (mismatch) return mismatch;
  const history = await readHistory(zip, manifest);
  return history.success ? ok({ zip, manifest, history: history.data }) : history;
}

/** An entry in memory; null when it is more than a manifest may be, whatever it declares. */
async function readWhole(zip: ZipReader, name: string): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of (await zip.stream(name)) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limits.manifestBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readHistory(zip: ZipReader, { entries, counts }: Manifest) {
  const entry = entries.find(({ name }) => name === HISTORY_NAME);
  if (!entry) return ok(null);
  const content = await readWhole(zip, HISTORY_NAME);
  if (!content || !isWhole(entry, content)) return damaged('hash');
  const steps = parseHistory(new TextDecoder().decode(content));
  return steps && steps.length === counts.historySteps ? ok(steps) : damaged('history');
}

function parseHistory(text: string): HistorySteps | null {
  try {
    return historyFile.safeParse(JSON.parse(text)).data?.steps ?? null;
  } catch {
    return null;
  }
}

const hashOf = (algorithm: string, content: Buffer): string => createHash(algorithm).update(content).digest('hex');
const isWhole = ({ bytes, sha1, sha256 }: ManifestEntry, content: Buffer): boolean =>
  content.length === bytes && hashOf('sha1', content) === sha1 && hashOf('sha256', content) === sha256;

/** The answer of the job: what the archive holds, and the identity of the file that said so. */
export async function readArchive(path: string) {
  const opened = await openArchive(path);
  if (!opened.success) return opened;
  const { zip, ...content } = opened.data;
  await zip.close();
  return ok({ ...content, identity: zip.identity });
}
export type ReadAnswer = Awaited<ReturnType<typeof readArchive>>;

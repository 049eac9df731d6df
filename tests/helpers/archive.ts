import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { v7 as uuidv7 } from 'uuid';
import type { SourceFile } from '../../src/main/archive/export-archive.ts';
import { exportArchive } from '../../src/main/archive/export-archive.ts';
import {
  countsOf,
  FORMAT,
  FORMAT_VERSION,
  type Manifest,
  manifest as schema,
} from '../../src/main/archive/manifest.ts';
import type { CourseRows } from '../../src/main/archive/course-rows.ts';
import { extractMedia, type JobContext } from '../../src/main/archive/extract.ts';
import { readArchive } from '../../src/main/archive/read-archive.ts';
import { temporaryFolder } from './temporary.ts';

/* Course archives for tests: made by the real writer, and ZIP files made by hand, with any lie in them. */

export const hashOf = (algorithm: 'sha1' | 'sha256', content: Uint8Array): string =>
  createHash(algorithm).update(content).digest('hex');

/** One entry of a ZIP file made by hand; what is left out is as it should be. */
export interface HandEntry {
  readonly name: string | Buffer;
  readonly content: Uint8Array;
  readonly deflate?: boolean;
  /** What the local header says instead. */
  readonly localName?: string;
  readonly method?: number;
  readonly flags?: number;
  readonly declaredBytes?: number;
  /** Unix mode with file type. */
  readonly mode?: number;
  readonly extra?: Buffer;
  /** It lies in the content of the entry before it, which must begin with `localBytesOf` it. */
  readonly isInside?: boolean;
}
interface Laid {
  readonly local: Buffer;
  readonly central: (offset: number) => Buffer;
}

function lay(entry: HandEntry): Laid {
  const { content, deflate = false, mode = 0o100644, extra = Buffer.alloc(0), flags = 0 } = entry;
  const name = Buffer.from(entry.name as string);
  const localName = entry.localName === undefined ? name : Buffer.from(entry.localName);
  const data = deflate ? deflateRawSync(content) : Buffer.from(content);
  const method = entry.method ?? (deflate ? 8 : 0);
  const bytes = entry.declaredBytes ?? content.length;
  const facts = (at: Buffer, from: number): void => {
    at.writeUInt16LE(flags, from);
    at.writeUInt16LE(method, from + 2);
    at.writeUInt32LE(crc32(content), from + 8);
    at.writeUInt32LE(data.length, from + 12);
    at.writeUInt32LE(bytes, from + 16);
  };
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  facts(local, 6);
  local.writeUInt16LE(localName.length, 26);
  const central = (offset: number): Buffer => {
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE((3 << 8) | 63, 4);
    facts(record, 8);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt16LE(extra.length, 30);
    record.writeUInt32LE(mode * 0x10000, 38);
    record.writeUInt32LE(offset, 42);
    return Buffer.concat([record, name, extra]);
  };
  return { local: Buffer.concat([local, localName, data]), central };
}

export const localBytesOf = (entry: HandEntry): Buffer => lay(entry).local;

/** A ZIP file of these entries, in this order; `claimed`: how many it says it has, in ZIP64 records. */
export function zipByHand(entries: readonly HandEntry[], claimed?: number): Buffer {
  const parts: Buffer[] = [];
  const records: Buffer[] = [];
  let at = 0;
  let contentBefore = 0;
  for (const entry of entries) {
    const { local, central } = lay(entry);
    records.push(central(entry.isInside ? contentBefore : at));
    if (entry.isInside) continue;
    contentBefore = at + local.length - entry.content.length;
    parts.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  if (claimed === undefined) return Buffer.concat([...parts, directory, end]);
  const [end64, locator] = [Buffer.alloc(56), Buffer.alloc(20)];
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  for (const from of [24, 32]) end64.writeBigUInt64LE(BigInt(claimed), from);
  end64.writeBigUInt64LE(BigInt(directory.length), 40);
  end64.writeBigUInt64LE(BigInt(at), 48);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(at + directory.length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([...parts, directory, end64, locator, end]);
}

const head = {
  format: FORMAT,
  version: FORMAT_VERSION,
  app: '0.0.0',
  exportedAtMs: 1,
  origin: { workspaceId: null, studioId: null },
} as const;

/** A small course: two chapters, three lessons, two files that are here and one that is not. */
export function sampleRows(): CourseRows {
  const [course, one, two, first, second, third] = Array.from({ length: 6 }, () => uuidv7());
  const details = { subtitle: 'S', description: 'D', objectives: ['a', 'b'], audience: '', requirements: '' };
  const facts = { category: '', language: 'en', level: 'all', priceMinor: 100, currency: 'EUR', createdAtMs: 5 };
  const settings = { freePreview: false, status: 'ready', dripDays: null };
  const content = { link: { url: 'https://example.com/a', title: '' } };
  const marks = [{ atMs: 0, title: 'Start' }];
  const lesson = (id: unknown, title: string) => ({ id, title, kind: 'video', body: '', ...settings, content, marks });
  const media = ['a.mp4', 'b.vtt', 'gone.mp4'].map((fileName) => {
    const id = uuidv7();
    const probe = { durationMs: null, width: null, height: null, container: null, videoCodec: null, audioCodec: null };
    const version = { id, fileName, bytes: 3, createdAtMs: 6, sha1: null, ...probe, entry: null };
    const kind = fileName.endsWith('vtt') ? 'caption' : 'video';
    return { id: uuidv7(), name: fileName, kind, createdAtMs: 6, currentVersionId: id, versions: [version] };
  });
  const links = media.map(({ id, kind }, at) => ({
    id: uuidv7(),
    mediaId: id,
    targetType: 'lesson',
    targetId: at === 2 ? third : first,
    role: kind,
    language: kind === 'caption' ? 'de' : null,
    label: '',
    flags: kind === 'caption' ? ['sdh'] : [],
    alt: '',
  }));
  const rows: unknown = {
    course: { id: course, title: 'Cells', ...details, ...facts },
    chapters: [
      { id: one, title: 'One', description: '', lessons: [lesson(first, 'A'), lesson(second, 'B')] },
      { id: two, title: 'Two', description: '', lessons: [lesson(third, 'C')] },
    ],
    media,
    links,
    tags: [],
    taggings: [],
  };
  return rows as CourseRows;
}

/** Writes the two files of the sample that are here; `fill` makes their content. */
export function sampleFiles(rows: CourseRows, fill: (at: number) => Uint8Array): readonly SourceFile[] {
  const folder = temporaryFolder();
  return rows.media.slice(0, 2).map(({ kind, versions: [version] }, at) => {
    const content = fill(at);
    if (!version) throw new Error('no version');
    Object.assign(version, { bytes: content.length });
    const path = join(folder, version.fileName);
    writeFileSync(path, content);
    return {
      versionId: version.id,
      path,
      fileName: version.fileName,
      kind,
      bytes: content.length,
      sha1: null,
      isAsSeen: true,
    };
  });
}

export const unhurried = { signal: new AbortController().signal, onProgress: (): void => undefined };

const steps = [{ label: { code: 'course.create', count: 1, name: 'Cells' }, atMs: 7, isUndone: false }];

/** A whole archive by the real writer; answers its path. */
export async function sampleArchive(fill = (at: number): Uint8Array => Buffer.from(`content ${at}`)): Promise<string> {
  const folder = mkdtempSync(join(temporaryFolder(), 'archive-'));
  const rows = sampleRows();
  const files = sampleFiles(rows, fill);
  const target = join(folder, 'Cells.lectern.zip');
  const temporary = join(folder, '.part');
  const answer = await exportArchive({ target, temporary, head, rows, files, history: steps }, unhurried);
  if (!answer.success) throw new Error(answer.error.code);
  return target;
}

/** The same as entries by hand, to be changed: the manifest as `edit` leaves it. */
export function handArchive(edit: (manifest: Manifest) => void = () => undefined) {
  const rows = sampleRows();
  const contents = ['content 0', 'WEBVTT'].map((text) => Buffer.from(text));
  const entries = contents.map((content, at) => {
    const sha1 = hashOf('sha1', content);
    const name = at === 1 ? `captions/${sha1}.vtt` : `media/${sha1}.mp4`;
    const [version] = rows.media[at]?.versions ?? [];
    if (version) Object.assign(version, { entry: name, bytes: content.length, sha1 });
    return { name, bytes: content.length, sha1, sha256: hashOf('sha256', content) };
  });
  const manifest: Manifest = structuredClone(
    schema.parse({ ...head, ...rows, entries, counts: { ...countsOf({ ...rows, entries }), historySteps: null } }),
  );
  edit(manifest);
  const files = entries.map(({ name }, at): HandEntry => ({ name, content: contents[at] ?? Buffer.alloc(0) }));
  const text = (): HandEntry => ({ name: 'manifest.json', content: Buffer.from(JSON.stringify(manifest)) });
  return { manifest, files, text, zip: (more: readonly HandEntry[] = []) => zipByHand([...files, text(), ...more]) };
}

/** Lays bytes down as a file. */
export function fileOf(content: Uint8Array): string {
  const path = join(temporaryFolder(), 'some.lectern.zip');
  writeFileSync(path, content);
  return path;
}

/** Reads an archive and takes all its media out, as an import would. Throws when it cannot even be read. */
export async function extractWhole(path: string, folder = temporaryFolder(), context: JobContext = unhurried) {
  const read = await readArchive(path);
  if (!read.success) throw new Error(read.error.code);
  const { manifest, identity } = read.data;
  const names = manifest.entries.map(({ name }) => name).filter((name) => name !== 'history.json');
  return extractMedia({ path, identity, folder, temporaryName: '.lectern-test.part', names }, context);
}

import type { BlobSlice, BucketRecord, FileRecord, JournalLine, KeyRecord, PartRecord } from './model.ts';

/** Everything the sandbox knows, in memory. Only `applyLine` changes it, so that a replay gives the same. */
export interface Tables {
  accountId: string;
  seed: number;
  /** How many times a server was started on this folder. */
  epoch: number;
  /** The last number given to anything; never reused. */
  seq: number;
  buckets: Map<string, BucketRecord>;
  keys: Map<string, KeyRecord>;
  files: Map<string, FileRecord>;
  /** Parts of unfinished large files: file id → part number → part. */
  parts: Map<string, Map<number, PartRecord>>;
  /** How many records point at each blob. */
  blobUses: Map<string, number>;
  /** Tokens that expired before their time: serial → when they would have by themselves. */
  expiredTokens: Map<number, number>;
  /** Token kind → every token up to this serial has expired. */
  expiredUpTo: Map<string, number>;
}

export const emptyTables = (): Tables => ({
  accountId: '',
  seed: 0,
  epoch: 0,
  seq: 0,
  buckets: new Map(),
  keys: new Map(),
  files: new Map(),
  parts: new Map(),
  blobUses: new Map(),
  expiredTokens: new Map(),
  expiredUpTo: new Map(),
});

function addUse(tables: Tables, slices: readonly BlobSlice[]): void {
  for (const { blob } of slices) tables.blobUses.set(blob, (tables.blobUses.get(blob) ?? 0) + 1);
}

function dropUse(tables: Tables, slices: readonly BlobSlice[], freed: string[]): void {
  for (const { blob } of slices) {
    const left = (tables.blobUses.get(blob) ?? 0) - 1;
    if (left > 0) tables.blobUses.set(blob, left);
    else if (tables.blobUses.delete(blob)) freed.push(blob);
  }
}

function dropParts(tables: Tables, fileId: string, freed: string[]): void {
  for (const part of tables.parts.get(fileId)?.values() ?? []) dropUse(tables, part.slices, freed);
  tables.parts.delete(fileId);
}

function putFile(tables: Tables, file: FileRecord, freed: string[]): void {
  addUse(tables, file.slices);
  dropUse(tables, tables.files.get(file.fileId)?.slices ?? [], freed);
  tables.files.set(file.fileId, file);
  if (file.action !== 'start') dropParts(tables, file.fileId, freed);
  else if (!tables.parts.has(file.fileId)) tables.parts.set(file.fileId, new Map());
}

function dropFile(tables: Tables, fileId: string, freed: string[]): void {
  dropUse(tables, tables.files.get(fileId)?.slices ?? [], freed);
  tables.files.delete(fileId);
  dropParts(tables, fileId, freed);
}

function putPart(tables: Tables, fileId: string, part: PartRecord, freed: string[]): void {
  const parts = tables.parts.get(fileId);
  if (parts === undefined) return;
  addUse(tables, part.slices);
  dropUse(tables, parts.get(part.partNumber)?.slices ?? [], freed); // sent again: the later one wins
  parts.set(part.partNumber, part);
}

/** Applies one journal line. Answers the blobs that nothing points at any more. */
export function applyLine(tables: Tables, line: JournalLine): string[] {
  const freed: string[] = [];
  if (line.t === 'meta') {
    tables.accountId = line.accountId;
    tables.seed = line.seed;
    tables.epoch = line.epoch;
    tables.seq = Math.max(tables.seq, line.seq);
  } else if (line.t === 'bucket') tables.buckets.set(line.bucket.bucketId, line.bucket);
  else if (line.t === 'bucket-gone') tables.buckets.delete(line.bucketId);
  else if (line.t === 'key') tables.keys.set(line.key.keyId, line.key);
  else if (line.t === 'key-gone') tables.keys.delete(line.keyId);
  else if (line.t === 'file') putFile(tables, line.file, freed);
  else if (line.t === 'file-gone') dropFile(tables, line.fileId, freed);
  else if (line.t === 'part') putPart(tables, line.fileId, line.part, freed);
  else if (line.t === 'token-expired') tables.expiredTokens.set(line.serial, line.untilMs);
  else tables.expiredUpTo.set(line.kind, line.upTo);
  tables.seq = Math.max(tables.seq, seqOf(line));
  return freed;
}

function seqOf(line: JournalLine): number {
  if (line.t === 'bucket') return line.bucket.seq;
  if (line.t === 'key') return line.key.seq;
  return line.t === 'file' ? line.file.seq : 0;
}

/** The shortest journal that gives these tables, as far as it matters at `nowMs`. */
export function snapshotLines(tables: Tables, nowMs: number): JournalLine[] {
  const { accountId, seed, epoch, seq } = tables;
  const lines: JournalLine[] = [{ t: 'meta', accountId, seed, epoch, seq }];
  for (const bucket of tables.buckets.values()) lines.push({ t: 'bucket', bucket });
  for (const key of tables.keys.values()) lines.push({ t: 'key', key });
  for (const file of tables.files.values()) lines.push({ t: 'file', file });
  for (const [fileId, parts] of tables.parts)
    for (const part of parts.values()) lines.push({ t: 'part', fileId, part });
  for (const [kind, upTo] of tables.expiredUpTo) lines.push({ t: 'tokens-expired', kind, upTo });
  for (const [serial, untilMs] of tables.expiredTokens)
    if (untilMs > nowMs) lines.push({ t: 'token-expired', serial, untilMs });
  return lines;
}

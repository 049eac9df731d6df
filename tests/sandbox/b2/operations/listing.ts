import { z } from 'zod';
import { badRequest, outOfRange } from '../errors.ts';
import { findBucket, requireNameAllowed } from '../rules/access.ts';
import type { Service } from '../service.ts';
import type { FileRecord } from '../store/model.ts';
import { versionsIn } from '../store/store.ts';
import { type Json, defineOperation } from './operation.ts';
import { fileView, folderView } from './views.ts';

/** A line of a listing: a version, or a virtual folder that stands for everything below it. */
interface Entry {
  fileName: string;
  file: FileRecord | null;
}

/** Folds names with the delimiter behind the prefix into one folder each. */
function toEntries(files: readonly FileRecord[], prefix: string, delimiter: string): Entry[] {
  const entries: Entry[] = [];
  for (const file of files) {
    const cut = delimiter === '' ? -1 : file.fileName.indexOf(delimiter, prefix.length);
    if (cut < 0) {
      entries.push({ fileName: file.fileName, file });
      continue;
    }
    const fileName = file.fileName.slice(0, cut + delimiter.length);
    if (entries.at(-1)?.fileName !== fileName) entries.push({ fileName, file: null });
  }
  return entries;
}

const notBefore = (fileName: string, start: string): boolean =>
  start === '' || Buffer.compare(Buffer.from(fileName), Buffer.from(start)) >= 0;

const entryView = (call: { service: Service; version: number }, bucketId: string, entry: Entry): Json =>
  entry.file === null ? folderView(call, bucketId, entry.fileName) : fileView(call, entry.file);

function pageSize(service: Service, wanted: number | undefined): number {
  const count = wanted ?? 100;
  if (count < 1 || count > service.limits.filesPage) throw outOfRange(`maxFileCount out of range: ${count}`);
  return count;
}

/** The newest version of each name, without hidden names and unfinished files. */
function visible(files: readonly FileRecord[]): FileRecord[] {
  const finished = files.filter((file) => file.action !== 'start');
  const newest = finished.filter((file, index) => finished[index - 1]?.fileName !== file.fileName);
  return newest.filter((file) => file.action === 'upload');
}

const selection = {
  bucketId: z.string(),
  startFileName: z.string().optional(),
  maxFileCount: z.int().optional(),
  prefix: z.string().optional(),
  delimiter: z.string().optional(),
};

export const listFileNames = defineOperation({
  capability: 'listFiles',
  input: z.strictObject(selection),
  run: (call) => {
    const { service, caller, input } = call;
    const { startFileName = '', prefix = '', delimiter = '' } = input;
    const { bucketId } = findBucket(service.store, caller, input.bucketId);
    requireNameAllowed(caller, prefix);
    const count = pageSize(service, input.maxFileCount);
    const files = visible(versionsIn(service.store, bucketId)).filter((file) => file.fileName.startsWith(prefix));
    const entries = toEntries(files, prefix, delimiter).filter((entry) => notBefore(entry.fileName, startFileName));
    const shown = entries.slice(0, count);
    return {
      files: shown.map((entry) => entryView(call, bucketId, entry)),
      nextFileName: entries[shown.length]?.fileName ?? null,
    };
  },
});

/** Entries from the start name on, and within that name from the start id on. */
function fromStart(entries: readonly Entry[], startName: string, startId: string): Entry[] {
  const later = entries.filter((entry) => notBefore(entry.fileName, startName));
  if (startId === '') return later;
  const index = later.findIndex((entry) => entry.file?.fileId === startId);
  return index < 0 ? later : later.slice(index);
}

export const listFileVersions = defineOperation({
  capability: 'listFiles',
  input: z.strictObject({ ...selection, startFileId: z.string().optional() }),
  run: (call) => {
    const { service, caller, input } = call;
    const { startFileName = '', startFileId = '', prefix = '', delimiter = '' } = input;
    const { bucketId } = findBucket(service.store, caller, input.bucketId);
    requireNameAllowed(caller, prefix);
    if (startFileId !== '' && startFileName === '') throw badRequest('startFileId needs startFileName');
    const count = pageSize(service, input.maxFileCount);
    const files = versionsIn(service.store, bucketId).filter((file) => file.fileName.startsWith(prefix));
    const entries = fromStart(toEntries(files, prefix, delimiter), startFileName, startFileId);
    const shown = entries.slice(0, count);
    const next = entries[shown.length];
    return {
      files: shown.map((entry) => entryView(call, bucketId, entry)),
      nextFileName: next?.fileName ?? null,
      nextFileId: next?.file?.fileId ?? null,
    };
  },
});

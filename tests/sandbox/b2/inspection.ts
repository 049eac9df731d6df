import type { Service } from './service.ts';
import type { FileRecord, PartRecord } from './store/model.ts';
import { partsOf, storedBytes } from './store/store.ts';

export interface StoredObject {
  fileId: string;
  fileName: string;
  bucketId: string;
  action: FileRecord['action'];
  bytes: number;
  contentSha1: string;
  contentType: string;
  fileInfo: Readonly<Record<string, string>>;
  partCount: number;
  uploadedAtMs: number;
}

export interface UnfinishedFile extends Omit<StoredObject, 'bytes'> {
  parts: Pick<PartRecord, 'partNumber' | 'bytes' | 'sha1'>[];
}

/** A look into the store that needs no key: what a test's oracle compares with the disk. */
export interface Inspection {
  /** Every version that is not an unfinished large file, oldest first. */
  objects: (fileName?: string) => StoredObject[];
  /** Unfinished large files: what an upload that was given up leaves behind. */
  unfinished: (fileName?: string) => UnfinishedFile[];
  /** SHA-1 of the bytes as they lie on the disk, whatever anybody said of them. */
  sha1OfObject: (fileId: string) => Promise<string>;
  storedBytes: () => number;
}

function objectOf(file: FileRecord): StoredObject {
  const { slices: _slices, seq: _seq, contentLength, ...shown } = file;
  return { ...shown, bytes: contentLength };
}

export function createInspection({ store }: Service): Inspection {
  const files = (fileName: string | undefined, unfinished: boolean): FileRecord[] =>
    [...store.tables.files.values()]
      .filter((file) => (file.action === 'start') === unfinished)
      .filter((file) => fileName === undefined || file.fileName === fileName)
      .toSorted((a, b) => a.seq - b.seq);
  return {
    objects: (fileName) => files(fileName, false).map(objectOf),
    unfinished: (fileName) =>
      files(fileName, true).map((file) => ({
        ...objectOf(file),
        parts: partsOf(store, file.fileId).map(({ partNumber, bytes, sha1 }) => ({ partNumber, bytes, sha1 })),
      })),
    sha1OfObject: (fileId) => {
      const file = store.tables.files.get(fileId);
      if (file === undefined) return Promise.reject(new Error(`no object ${fileId}`));
      return store.blobs.sha1(file.slices);
    },
    storedBytes: () => storedBytes(store),
  };
}

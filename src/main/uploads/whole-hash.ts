import type { UploadRecord } from '../../shared/domain/upload.ts';
import { planIndexFirst, reorderAsRead, type IndexFirst } from './index-first.ts';
import { bad, good, type FileSource, type GetHints, type HashFile, type Outcome } from './ports.ts';
import type { ObjectHash } from './session.ts';
import { isFilm, tryRead } from './source-check.ts';

/** Of a file, and of what is to be stored of it where that is not the file itself. */
export interface WholeHash {
  readonly sha1: string;
  readonly object: ObjectHash | null;
}
interface Hashing {
  readonly source: FileSource;
  readonly hashFile: HashFile;
  readonly getHints: GetHints;
}

/**
 * Hashes a file and, in the same read, what its plan (or, before there is one, the setting) makes of it: the two differ by
 * where the index is. A file whose own hash is known is read only where there is more to know.
 */
export async function hashWhole(
  hashing: Hashing,
  record: UploadRecord,
  signal: AbortSignal,
  isIdle = false,
): Promise<Outcome<WholeHash>> {
  const layout = await findLayout(hashing, record);
  if (!layout.ok) return layout;
  if (!layout.value && record.sha1 !== null) return good({ sha1: record.sha1, object: null });
  const reorder = layout.value && reorderAsRead(layout.value);
  const hashed = await hashing.hashFile(record.path, signal, { isIdle, reorder });
  if (!hashed.ok) return hashed;
  const { sha1, objectSha1 } = hashed.value;
  const object = layout.value && objectSha1 ? { bytes: layout.value.bytes, sha1: objectSha1 } : null;
  return good({ sha1, object });
}

async function findLayout({ source, getHints }: Hashing, record: UploadRecord): Promise<Outcome<IndexFirst | null>> {
  const { plan, contentType, versionId, path, sizeBytes } = record;
  const isMade = plan ? plan.view !== undefined : isFilm(contentType) && (await getHints(versionId)).indexFirst;
  if (!isMade) return good(null);
  const opened = await source.open(path);
  if (!opened.ok) return bad({ kind: 'source', retry: 'backoff', code: opened.error.detail });
  try {
    const layout = await tryRead(() => planIndexFirst(opened.value, sizeBytes));
    const isPlanned = !layout.ok || !plan?.view || layout.value?.bytes === plan.view.bytes;
    return isPlanned ? layout : good(null);
  } finally {
    await opened.value.close();
  }
}

import { uploadRecord, type UploadRecord } from '../../../shared/domain/upload.ts';

/** Field of the record → column of `uploads`. */
export const uploadColumns = {
  uploadId: 'id',
  versionId: 'version_id',
  path: 'path',
  sizeBytes: 'size_bytes',
  mtimeMs: 'mtime_ms',
  inode: 'inode',
  name: 'name',
  contentType: 'content_type',
  bucketId: 'bucket_id',
  objectName: 'object_name',
  fileId: 'b2_file_id',
  plan: 'part_plan',
  state: 'state',
  reason: 'reason',
  attempts: 'attempts',
  retryAtMs: 'next_due_at_ms',
  bytesDone: 'bytes_done',
  position: 'position',
  placedByHand: 'placed_by_hand',
  sha1: 'sha1',
  restartedBecause: 'restarted_because',
  needsCleanup: 'needs_cleanup',
  asIs: 'as_is',
  sentBytes: 'sent_bytes',
  receipt: 'receipt',
  createdAtMs: 'created_at_ms',
  updatedAtMs: 'updated_at_ms',
} as const satisfies Record<keyof UploadRecord, string>;

export type Cell = string | number | null;
export type UploadRow = Record<string, Cell>;

const jsonFields: ReadonlySet<string> = new Set(['plan', 'reason', 'receipt']);
const flagFields: ReadonlySet<string> = new Set(['needsCleanup', 'asIs', 'placedByHand']);
const fields = Object.entries(uploadColumns);

export function toCell(field: string, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (jsonFields.has(field)) return JSON.stringify(value);
  if (flagFields.has(field)) return value === true ? 1 : 0;
  return value as Cell;
}

/** Throws on damaged JSON; what it means is `uploadRecord`'s to say. */
function fromCell(field: string, cell: Cell): unknown {
  if (cell === null) return null;
  if (jsonFields.has(field)) return JSON.parse(String(cell));
  return flagFields.has(field) ? cell === 1 : cell;
}

export const toRow = (record: UploadRecord): UploadRow =>
  Object.fromEntries(fields.map(([field, column]) => [column, toCell(field, record[field as keyof UploadRecord])]));

/** The record of a row, or what is wrong with the row. */
export function fromRow(row: UploadRow): { record: UploadRecord } | { problem: string } {
  try {
    const parsed = uploadRecord.safeParse(
      Object.fromEntries(fields.map(([field, column]) => [field, fromCell(field, row[column] ?? null)])),
    );
    if (parsed.success) return { record: parsed.data };
    return { problem: parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', ') };
  } catch (error) {
    return { problem: error instanceof SyntaxError ? 'damaged JSON' : String(error) };
  }
}

const unknown = {
  mtimeMs: null,
  inode: null,
  bucketId: null,
  objectName: null,
  fileId: null,
  plan: null,
  retryAtMs: null,
  sha1: null,
  restartedBecause: null,
  receipt: null,
} as const;

/**
 * What can still be shown of a damaged row: a failed upload with the reason `bad-row`, to be started again from the
 * file. Null when not even its ids and its path are readable.
 */
export function salvage(row: UploadRow, nowMs: number): UploadRecord | null {
  const { id, version_id: versionId, path, size_bytes: size, name, content_type: type, position } = row;
  const parsed = uploadRecord.safeParse({
    uploadId: id,
    versionId,
    path,
    sizeBytes: typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : 0,
    name,
    contentType: typeof type === 'string' && type !== '' ? type : 'application/octet-stream',
    position: Number.isSafeInteger(position) ? position : 0,
    state: 'failed',
    reason: { code: 'bad-row', detail: null },
    attempts: 0,
    bytesDone: 0,
    needsCleanup: false,
    asIs: false,
    placedByHand: false,
    sentBytes: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    ...unknown,
  });
  return parsed.success ? parsed.data : null;
}

import type { UploadId } from '../../../shared/domain/ids.ts';
import {
  storedPart,
  uploadReceipt,
  type LoadedUpload,
  type StoredPart,
  type UploadChange,
  type UploadReceipt,
  type UploadRecord,
  type UploadWrite,
  type WriteResult,
} from '../../../shared/domain/upload.ts';
import type { Database } from '../open.ts';
import { notBeingDeleted } from './jobs.ts';
import { isLetGo } from './noted-uploads.ts';
import { foundBad } from './stored-verdicts.ts';
import { fromRow, salvage, toCell, toRow, uploadColumns, type UploadRow } from './upload-rows.ts';

export interface PartRow {
  readonly partNumber: unknown;
  readonly bytes: unknown;
  readonly sha1: unknown;
  readonly isCopied: unknown;
}
/** Parts of an upload, in order, as `PartRow`. */
export const selectParts = `SELECT part_number AS partNumber, bytes, sha1, is_copied AS isCopied FROM upload_parts
  WHERE upload_id = ? ORDER BY part_number`;
/** Null when the row is damaged. */
export function partOf({ isCopied, ...part }: PartRow): StoredPart | null {
  return storedPart.safeParse(isCopied === 1 ? { ...part, copied: true } : part).data ?? null;
}

const names = Object.values(uploadColumns);

/**
 * The newest receipt of what is still there and was not found to be bad: an older one may be of an object that is gone. What is given up, or waits to
 * be deleted, is sent again: it could go while it is being linked to. What its version let go of hides no other copy.
 */
const selectStored = (where: string): string => `SELECT receipt FROM uploads u
  WHERE state = 'ready' AND ${where} AND receipt IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM media_versions v WHERE v.id = u.version_id AND v.deleted_at_ms IS NOT NULL)
    AND NOT ${isLetGo} AND ${foundBad('u.stored_file_id')} IS NULL AND ${notBeingDeleted("u.receipt ->> 'fileId'")}
  ORDER BY created_at_ms DESC, id DESC LIMIT 1`;

function prepare(db: Database) {
  const values = names.map((name) => `@${name}`).join(', ');
  return {
    all: db.prepare<[], UploadRow>('SELECT * FROM uploads WHERE is_cleared = 0 ORDER BY position, id'),
    // Taken off the list before it was hashed: only of what is recent somebody may still have the file.
    clearedUnhashed: db.prepare<[], UploadRow>(
      `SELECT * FROM (SELECT * FROM uploads WHERE is_cleared = 1 ORDER BY id DESC LIMIT 500)
       WHERE state = 'ready' AND part_plan ->> 'kind' = 'parts'
         AND (sha1 IS NULL OR (part_plan -> '$.view' IS NOT NULL AND part_plan ->> '$.view.sha1' IS NULL))`,
    ),
    parts: db.prepare<[string], PartRow>(selectParts),
    insert: db.prepare<[UploadRow]>(`INSERT INTO uploads (${names.join(', ')}) VALUES (${values})`),
    remove: db.prepare<[string]>(`DELETE FROM uploads WHERE id = ? AND NOT (state = 'ready' AND receipt IS NOT NULL)`),
    clear: db.prepare<[string]>('UPDATE uploads SET is_cleared = 1 WHERE id = ?'),
    quarantined: db.prepare<[string]>('DELETE FROM uploads WHERE id = ?'),
    putPart: db.prepare<[number, number, string, number, string]>(
      `INSERT OR REPLACE INTO upload_parts (upload_id, part_number, bytes, sha1, is_copied)
       SELECT id, ?, ?, ?, ? FROM uploads WHERE id = ?`,
    ),
    updateOf: prepareUpdates(db),
    progress: db.prepare<[number, number, string]>(
      'UPDATE uploads SET bytes_done = max(bytes_done, ?), sent_bytes = max(sent_bytes, ?) WHERE id = ?',
    ),
    quarantine: db.prepare<[string, string, string, number]>(
      'INSERT INTO upload_quarantine (upload_id, raw, problem, at_ms) VALUES (?, ?, ?, ?)',
    ),
    stored: db.prepare<[string, number], string>(selectStored('sha1 = ? AND size_bytes = ?')).pluck(),
    storedOfLength: db.prepare<[number], string>(selectStored('size_bytes = ? AND sha1 IS NOT NULL')).pluck(),
  };
}
type Statements = ReturnType<typeof prepare>;
interface Progress {
  readonly uploadId: UploadId;
  readonly bytesDone: number;
  readonly sentBytes: number;
}

/**
 * The upload journal: sole writer of `uploads`, `upload_parts` and `upload_quarantine`. What `write` answered with
 * `saved` survives a power cut (`synchronous=FULL`); `saveProgress` survives a kill, which is all that a bar needs.
 */
export function createUploadTable(db: Database, nowMs: () => number) {
  const sql = prepare(db);
  const applyAll = db.transaction((writes: readonly UploadWrite[]) => {
    for (const write of writes) apply(sql, write, nowMs());
  });
  const insertAll = db.transaction((records: readonly UploadRecord[]) => {
    for (const record of records) sql.insert.run(toRow(record));
  });
  const replaceOne = db.transaction((old: UploadId, change: UploadChange, record: UploadRecord) => {
    update(sql, old, change, nowMs());
    sql.insert.run(toRow(record));
  });
  const removeAll = db.transaction((ids: readonly UploadId[]) => {
    for (const id of ids) if (sql.remove.run(id).changes === 0) sql.clear.run(id);
  });
  const progressAll = db.transaction((rows: readonly Progress[]) => {
    for (const { uploadId, bytesDone, sentBytes } of rows) sql.progress.run(bytesDone, sentBytes, uploadId);
  });
  return {
    /** Every readable upload in queue order. A damaged row is put aside and comes back as a failed upload. */
    load: (): readonly LoadedUpload[] => loadAll(db, sql, nowMs()),
    /** Recent ones that were taken off the list while a hash of theirs was not known. */
    loadClearedUnhashed: (): readonly LoadedUpload[] =>
      sql.clearedUnhashed.all().flatMap((row) => {
        const read = fromRow(row);
        return 'record' in read ? [{ record: read.record, parts: partsOf(sql, read.record.uploadId) }] : [];
      }),
    /** Takes part in the caller's transaction; throws what SQLite throws. */
    insert: (records: readonly UploadRecord[]): void => insertAll(records),
    /** Ends an upload and puts another in its place: both or, throwing what SQLite throws, neither. */
    replace: (old: UploadId, change: UploadChange, record: UploadRecord): void => replaceOne(old, change, record),
    write: (writes: readonly UploadWrite[]): WriteResult => guarded(() => applyAll(writes)),
    /** Takes rows off the list. Those of stored objects are kept out of sight, with their receipts and parts. */
    remove: (ids: readonly UploadId[]): WriteResult => guarded(() => removeAll(ids)),
    /** What a bar showed last. Never lowers it. Must not be called inside a transaction. */
    saveProgress(rows: readonly Progress[]): WriteResult {
      // Ten times a second: without the fsync, which would hold up the main thread for a number on a screen.
      db.pragma('synchronous = NORMAL');
      try {
        return guarded(() => progressAll(rows));
      } finally {
        db.pragma('synchronous = FULL');
      }
    },
    /** What was stored with this content (`null`: of this length, and with a known hash) by an upload from here. */
    findStored(sha1: string | null, bytes: number): UploadReceipt | null {
      const receipt = sha1 === null ? sql.storedOfLength.get(bytes) : sql.stored.get(sha1, bytes);
      return receipt === undefined ? null : uploadReceipt.parse(JSON.parse(receipt));
    },
  };
}
export type UploadTable = ReturnType<typeof createUploadTable>;

function apply(sql: Statements, write: UploadWrite, nowMs: number): void {
  if (write.type === 'change') update(sql, write.uploadId, write.change, nowMs);
  else putPart(sql, write.uploadId, write.part);
}

/** Statements that change some columns, made once for each set of them: there are few, and each file meets all of them. */
function prepareUpdates(db: Database) {
  const made = new Map<string, ReturnType<typeof db.prepare<unknown[]>>>();
  return (fields: readonly (keyof UploadChange)[]) => {
    const key = fields.join();
    const known = made.get(key);
    if (known) return known;
    // `bytes_done` never falls, whichever of the two writers of it comes first.
    const sets = fields.map((field) =>
      field === 'bytesDone' ? 'bytes_done = max(bytes_done, ?)' : `${uploadColumns[field]} = ?`,
    );
    const update = db.prepare<unknown[]>(
      `UPDATE uploads SET ${[...sets, 'updated_at_ms = ?'].join(', ')} WHERE id = ?`,
    );
    made.set(key, update);
    return update;
  };
}

function update(sql: Statements, uploadId: UploadId, change: UploadChange, nowMs: number): void {
  const fields = Object.keys(change) as (keyof UploadChange)[];
  const cells = fields.map((field) => toCell(field, change[field]));
  sql.updateOf(fields).run(...cells, nowMs, uploadId);
}

/** Does it, and answers how SQLite took it. Throws whatever is no fault of the disk. */
export function guarded(work: () => void): WriteResult {
  try {
    work();
    return 'saved';
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code !== 'string' || !code.startsWith('SQLITE_')) throw error;
    return code === 'SQLITE_FULL' ? 'disk-full' : 'failed';
  }
}

function loadAll(db: Database, sql: Statements, nowMs: number): readonly LoadedUpload[] {
  const loaded: LoadedUpload[] = [];
  for (const row of sql.all.all()) {
    const read = fromRow(row);
    const record = 'record' in read ? read.record : putAside(db, sql, row, read.problem, nowMs);
    if (record) loaded.push({ record, parts: partsOf(sql, record.uploadId) });
  }
  return loaded;
}

function putAside(db: Database, sql: Statements, row: UploadRow, problem: string, nowMs: number): UploadRecord | null {
  const rest = salvage(row, nowMs);
  db.transaction(() => {
    sql.quarantine.run(String(row['id']), JSON.stringify(row), problem, nowMs);
    sql.quarantined.run(String(row['id']));
    if (rest) sql.insert.run(toRow(rest));
  })();
  return rest;
}

function putPart(sql: Statements, uploadId: UploadId, { partNumber, bytes, sha1, copied }: StoredPart): void {
  sql.putPart.run(partNumber, bytes, sha1, copied ? 1 : 0, uploadId);
}

/** A damaged part row is left out: its part is read again, or sent again. */
const partsOf = (sql: Pick<Statements, 'parts'>, uploadId: UploadId): StoredPart[] =>
  sql.parts.all(uploadId).flatMap((row) => partOf(row) ?? []);

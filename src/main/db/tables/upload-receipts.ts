import type { UploadId, VersionId } from '../../../shared/domain/ids.ts';
import type { StoredFault } from '../../../shared/domain/course.ts';
import { storedCheck, type StoredCheck } from '../../../shared/domain/stored-check.ts';
import {
  type StoredPart,
  type UploadReceipt,
  type UploadRecord,
  type WriteResult,
} from '../../../shared/domain/upload.ts';
import type { Database } from '../open.ts';
import { foundBad } from './stored-verdicts.ts';
import { fromRow, type UploadRow } from './upload-rows.ts';
import { guarded, partOf, selectParts, type PartRow } from './uploads.ts';

/** An upload that ended well, on the list or off it. */
export interface KeptReceipt {
  readonly record: UploadRecord;
  readonly receipt: UploadReceipt;
  /** With the hashes that were compared; none of an object sent in one piece, or linked. */
  readonly parts: readonly StoredPart[];
  /** The newest look at the object, which other receipts may share. */
  readonly lastCheck: StoredCheck | null;
}

/** Receipts, by version and by upload. What cannot be read counts as none. */
export function createReceiptTable(db: Database) {
  const ready = `SELECT * FROM uploads WHERE state = 'ready' AND receipt IS NOT NULL`;
  const sql = {
    ofVersion: db.prepare<[string], UploadRow>(
      `${ready} AND version_id = ? ORDER BY created_at_ms DESC, id DESC LIMIT 1`,
    ),
    ofUpload: db.prepare<[string], UploadRow>(`${ready} AND id = ?`),
    parts: db.prepare<[string], PartRow>(selectParts),
    former: db.prepare<[string], UploadRow>(
      `SELECT u.* FROM uploads u JOIN media_versions v ON v.id = u.version_id
       JOIN media_versions now ON now.media_id = v.media_id AND now.id <> v.id
       WHERE now.id = ? AND u.state = 'ready' AND u.receipt IS NOT NULL ORDER BY u.created_at_ms DESC, u.id DESC LIMIT 1`,
    ),
    lastCheck: db
      .prepare<[string], string>(
        `SELECT last_check FROM uploads WHERE stored_file_id = ? AND verdict IS NOT NULL
         ORDER BY checked_at_ms DESC LIMIT 1`,
      )
      .pluck(),
    bad: db.prepare<[], { fileId: string; fault: StoredFault | null }>(
      `SELECT stored_file_id AS fileId, ${foundBad('u.stored_file_id')} AS fault FROM uploads u
       WHERE verdict IN ('gone', 'altered') GROUP BY stored_file_id`,
    ),
    saveCheck: db.prepare<[string, string]>('UPDATE uploads SET last_check = ? WHERE id = ?'),
  };

  function read(row: UploadRow | undefined): KeptReceipt | null {
    const found = row && fromRow(row);
    if (!row || !found || !('record' in found) || !found.record.receipt) return null;
    const { record } = found;
    const { receipt } = found.record;
    const parts = sql.parts.all(record.uploadId).map(partOf);
    return {
      record,
      receipt,
      parts: parts.every((part) => part !== null) ? parts : [],
      lastCheck: readCheck(sql.lastCheck.get(receipt.fileId) ?? null),
    };
  }
  return {
    /** Of the newest upload of a version. */
    ofVersion: (versionId: VersionId): KeptReceipt | null => read(sql.ofVersion.get(versionId)),
    ofUpload: (uploadId: UploadId): KeptReceipt | null => read(sql.ofUpload.get(uploadId)),
    /** Of the upload of another version of the same media, if it went in parts: what a new version may share with it. */
    ofFormer(versionId: VersionId): KeptReceipt | null {
      const kept = read(sql.former.get(versionId));
      return kept && !kept.receipt.linked && kept.parts.length > 0 ? kept : null;
    },
    /** The stored objects of which the newest look found that they are gone or altered, by file id. */
    listBad: (): ReadonlyMap<string, StoredFault> =>
      new Map(sql.bad.all().flatMap(({ fileId, fault }) => (fault ? [[fileId, fault] as const] : []))),
    /** Keeps what the last look found, in the place of the one before. */
    saveCheck: (uploadId: UploadId, check: StoredCheck): WriteResult =>
      guarded(() => void sql.saveCheck.run(JSON.stringify(check), uploadId)),
  };
}
export type ReceiptTable = ReturnType<typeof createReceiptTable>;

function readCheck(cell: string | null): StoredCheck | null {
  try {
    return storedCheck.safeParse(JSON.parse(cell ?? 'null')).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

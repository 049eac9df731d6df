import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/helpers/database.ts';
import { formerFile } from '../../../../tests/helpers/former-file.ts';
import type { UploadId, VersionId } from '../../../shared/domain/ids.ts';
import { createNotedUploads } from './noted-uploads.ts';

const told = JSON.stringify({ stored: '1790000000000-0000-0000abcd' });

/** By upload what became of it, where it is stored now, and whether anybody was told: as the app before left it. */
const uploadsFile = (uploads: Readonly<Record<string, { state: string; fileId: string | null; fv: string }>>): string =>
  formerFile(73, (db) => {
    const version = db.prepare(
      "INSERT INTO media_versions (id, media_id, file_name, bytes, b2_file_id, created_at_ms, fv) VALUES (?, 'm', 'a', 1, ?, 1, ?)",
    );
    const upload = db.prepare(
      `INSERT INTO uploads (id, version_id, path, size_bytes, name, content_type, state, position, created_at_ms, updated_at_ms)
     VALUES (?, ?, '/a', 1, 'a', 'video/mp4', ?, 1, 1, 1)`,
    );
    for (const [id, { state, fileId, fv }] of Object.entries(uploads)) {
      version.run(`version of ${id}`, fileId, fv);
      upload.run(id, `version of ${id}`, state);
    }
  });

test('of a former file counts as written down what its version was told of; what was emptied since comes off the list', () => {
  const { db } = openTestDatabase(
    uploadsFile({
      stored: { state: 'ready', fileId: 'f', fv: told },
      emptied: { state: 'ready', fileId: null, fv: told },
      untold: { state: 'ready', fileId: null, fv: '{}' },
      again: { state: 'uploading', fileId: null, fv: told },
    }),
  );
  const written = db.prepare('SELECT upload_id FROM noted_uploads ORDER BY upload_id').pluck();
  expect(written.all()).toEqual(['emptied', 'stored']);
  const noted = createNotedUploads(db);
  const isOver = (id: string): boolean => noted.isOver(id as UploadId, `version of ${id}` as VersionId);
  expect(['stored', 'emptied', 'untold', 'again'].filter(isOver)).toEqual(['stored', 'emptied']);
  expect(noted.listEmptied()).toEqual(['emptied']);
});

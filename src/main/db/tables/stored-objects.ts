import type { Database } from '../open.ts';
import { foundBad } from './stored-verdicts.ts';

interface StoredObjectRow {
  readonly fileId: string;
  readonly objectName: string;
  readonly sha1: string;
  readonly bytes: number;
}
interface Head {
  readonly place: string;
  readonly listing: number;
  readonly listedAtMs: number;
}

/** What lies in the bucket as it was listed last: sole writer of `stored_objects` and `stored_listing`. */
export function createStoredObjects(db: Database) {
  const head = db.prepare<[], Head>('SELECT place, listing, listed_at_ms AS listedAtMs FROM stored_listing');
  const newest = db.prepare('SELECT coalesce(max(listing), 0) FROM stored_objects').pluck();
  const insert = db.prepare<[StoredObjectRow & { listing: number }]>(
    `INSERT INTO stored_objects (file_id, object_name, bytes, sha1, listing) VALUES (@fileId, @objectName, @bytes, @sha1, @listing)
     ON CONFLICT (file_id) DO UPDATE SET object_name = excluded.object_name, bytes = excluded.bytes, sha1 = excluded.sha1,
       listing = excluded.listing`,
  );
  const removeOthers = db.prepare('DELETE FROM stored_objects WHERE listing <> ?');
  const removeAll = db.prepare('DELETE FROM stored_objects');
  const removeHead = db.prepare('DELETE FROM stored_listing');
  const saveHead = db.prepare<[Head]>(
    'INSERT OR REPLACE INTO stored_listing (id, place, listing, listed_at_ms) VALUES (1, @place, @listing, @listedAtMs)',
  );
  const find = db.prepare<[{ sha1: string | null; bytes: number }], StoredObjectRow>(
    `SELECT file_id AS fileId, object_name AS objectName, sha1, bytes FROM stored_objects s
     WHERE bytes = @bytes AND (@sha1 IS NULL OR sha1 = @sha1) AND ${foundBad('s.file_id')} IS NULL
     ORDER BY listing DESC, file_id LIMIT 10`,
  );
  return {
    listedAtMs(place: string): number | null {
      const now = head.get();
      return now?.place === place ? now.listedAtMs : null;
    },
    begin: db.transaction((place: string): number => {
      if (head.get()?.place !== place) {
        removeAll.run();
        removeHead.run();
      }
      return Number(newest.get()) + 1;
    }).immediate,
    add: db.transaction((listing: number, objects: readonly StoredObjectRow[]): void => {
      for (const object of objects) insert.run({ ...object, listing });
    }).immediate,
    finish: db.transaction((place: string, listing: number, atMs: number): void => {
      removeOthers.run(listing);
      saveHead.run({ place, listing, listedAtMs: atMs });
    }).immediate,
    find: (sha1: string | null, bytes: number): readonly StoredObjectRow[] => find.all({ sha1, bytes }),
  };
}

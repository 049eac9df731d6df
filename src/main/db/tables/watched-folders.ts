import type { ChapterId, CourseId, FolderId } from '../../../shared/domain/ids.ts';
import { diskErrorOf } from '../errors.ts';
import type { Database } from '../open.ts';

export interface FolderRow {
  readonly folderId: FolderId;
  readonly courseId: CourseId;
  /** Null: for the whole course. Of a chapter that was deleted too. */
  readonly chapterId: ChapterId | null;
  readonly path: string;
  readonly rootId: string;
}
/** What is known of one state of a file. */
export interface WatchedFile {
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly problem: string | null;
  readonly sha1: string | null;
  readonly dismissed: 'no' | 'offer' | 'absence';
}

const FOLDERS = `SELECT w.id AS folderId, w.course_id AS courseId, ch.id AS chapterId, w.path, w.root_id AS rootId
  FROM watched_folders w JOIN courses c ON c.id = w.course_id AND c.deleted_at_ms IS NULL
  LEFT JOIN chapters ch ON ch.id = w.chapter_id AND ch.deleted_at_ms IS NULL`;

/** Sole writer of the folders that are watched on this computer, and of what is known of their files. */
export function createWatchedFolderTable(db: Database) {
  const all = db.prepare(`${FOLDERS} ORDER BY w.created_at_ms, w.id`);
  const one = db.prepare(`${FOLDERS} WHERE w.id = ?`);
  const taken = db.prepare('SELECT id FROM watched_folders WHERE course_id = ? AND path = ? AND id IS NOT ?').pluck();
  const add = db.prepare(
    `INSERT INTO watched_folders (id, course_id, chapter_id, path, created_at_ms)
     VALUES (@folderId, @courseId, @chapterId, @path, @atMs)`,
  );
  const remove = db.prepare('DELETE FROM watched_folders WHERE id = ?');
  const move = db.prepare("UPDATE watched_folders SET path = ?, root_id = '' WHERE id = ?");
  const setRootId = db.prepare('UPDATE watched_folders SET root_id = ? WHERE id = ?');
  const files = db.prepare(
    'SELECT path, bytes, mtime_ms AS mtimeMs, problem, sha1, dismissed FROM watched_files WHERE folder_id = ?',
  );
  const saveFile = db.prepare(
    `INSERT INTO watched_files (folder_id, path, bytes, mtime_ms, problem, sha1, dismissed)
     VALUES (@folderId, @path, @bytes, @mtimeMs, @problem, @sha1, @dismissed)
     ON CONFLICT (folder_id, path) DO UPDATE SET bytes = excluded.bytes, mtime_ms = excluded.mtime_ms,
       problem = excluded.problem, sha1 = excluded.sha1, dismissed = excluded.dismissed`,
  );
  const forgetFile = db.prepare('DELETE FROM watched_files WHERE folder_id = ? AND path = ?');
  const forgetAll = db.prepare('DELETE FROM watched_files WHERE folder_id = ?');

  /** One durable write; false when the disk took none, for work that goes on without it and is made again later. */
  function written(work: () => void): boolean {
    try {
      db.transaction(work).immediate();
      return true;
    } catch (error) {
      if (!diskErrorOf(error)) throw error;
      return false;
    }
  }
  return {
    /** Those of living courses, in the order in which they were added. */
    list: () => all.all() as FolderRow[],
    get: (id: string) => (one.get(id) as FolderRow | undefined) ?? null,
    /** Whether another watch of the course than `but` has the path. */
    isTaken: (courseId: CourseId, path: string, but: FolderId | null = null): boolean =>
      taken.get(courseId, path, but) !== undefined,
    add: (row: Omit<FolderRow, 'rootId'> & { readonly atMs: number }): void => void add.run(row),
    /** With what is known of its files. */
    remove: (id: FolderId): void => void remove.run(id),
    /**
     * What was known of the files of the old place says nothing of the new one. The same place again: whatever folder is
     * there now is the right one.
     */
    moveTo(id: FolderId, path: string): void {
      const work = db.transaction(() => {
        if ((one.get(id) as FolderRow | undefined)?.path !== path) forgetAll.run(id);
        move.run(path, id);
      });
      work.immediate();
    },
    /** What one folder remembers. */
    storeOf: (folderId: FolderId) => ({
      listKnown: () => files.all(folderId) as WatchedFile[],
      saveKnown: (known: readonly WatchedFile[]): boolean =>
        written(() => {
          for (const file of known) saveFile.run({ folderId, ...file });
        }),
      forgetKnown: (paths: readonly string[]): boolean =>
        written(() => {
          for (const path of paths) forgetFile.run(folderId, path);
        }),
      saveRootId: (rootId: string): boolean => written(() => void setRootId.run(rootId, folderId)),
    }),
  };
}
export type WatchedFolderTable = ReturnType<typeof createWatchedFolderTable>;

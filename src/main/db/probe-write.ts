import type { Database } from './open.ts';

/** More than the free pages that a full disk still lends. */
const PROBE_BYTES = 256 * 1024;
const KEY = 'write-probe';

/** Writes something of size and takes it away again; throws what SQLite throws while the disk does not take it. */
export function probeWrite(db: Database): void {
  db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(KEY, ' '.repeat(PROBE_BYTES));
  db.prepare('DELETE FROM settings WHERE key = ?').run(KEY);
}

import type { KeptNotice, KeptNoticeCode } from '../../../shared/domain/notice.ts';
import type { Database } from '../open.ts';

/** What is told until somebody has read it. Writes take part in the caller's transaction, so that each is told once. */
export function createNoticeTable(db: Database, onChange: () => void = () => undefined) {
  const open = db.prepare(
    'SELECT code, detail, at_ms AS atMs FROM notices WHERE is_dismissed = 0 ORDER BY at_ms, code',
  );
  const tell = db.prepare(
    `INSERT INTO notices (code, detail, at_ms) VALUES (@code, @detail, @atMs)
     ON CONFLICT (code) DO UPDATE SET detail = excluded.detail, at_ms = excluded.at_ms, is_dismissed = 0`,
  );
  const hold = db.prepare('INSERT OR IGNORE INTO notices (code, detail, at_ms) VALUES (@code, @detail, @atMs)');
  const end = db.prepare('DELETE FROM notices WHERE code = ?');
  const dismiss = db.prepare('UPDATE notices SET is_dismissed = 1 WHERE code = ? AND is_dismissed = 0');
  const told = (isDifferent: boolean): boolean => {
    if (isDifferent) onChange();
    return isDifferent;
  };
  return {
    /** Not dismissed yet, the oldest first. */
    open: (): KeptNotice[] => open.all() as KeptNotice[],
    /** Something happened; if it happened before, this is when it did last. */
    tell: (notice: KeptNotice): boolean => told(tell.run(notice).changes > 0),
    /** Something is so from now on; told once, however often it is found to be so, until `end`. */
    hold: (notice: KeptNotice): boolean => told(hold.run(notice).changes > 0),
    /** It is so no longer. */
    end: (code: KeptNoticeCode): boolean => told(end.run(code).changes > 0),
    /** Answers whether it was there to be read. */
    dismiss: (code: KeptNoticeCode): boolean => told(dismiss.run(code).changes > 0),
  };
}
export type NoticeTable = ReturnType<typeof createNoticeTable>;

/**
 * SQL: that the stored object of this id was found to be `gone` or `altered`, else null. Of several receipts of one object
 * (the same bytes are sent once) the newest look counts. `fileId` is a column with its table's name before it: without one it
 * would be the column of the look.
 */
export const foundBad = (fileId: string): string =>
  `(SELECT CASE WHEN look.verdict IN ('gone', 'altered') THEN look.verdict END FROM uploads look
    WHERE look.stored_file_id = ${fileId} AND look.verdict IS NOT NULL ORDER BY look.checked_at_ms DESC LIMIT 1)`;

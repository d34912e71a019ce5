import { type MessageRow, rawOf } from '../rows.ts';
import { replaceBody } from './add-message.ts';
import { wholeOwnReports } from './reports.ts';

/**
 * Puts the content of an archived message back into its row, because the message is sent once more. Throws
 * `ArchivedContentNeeded`, so call it before anything else is changed.
 */
export function bringBack(sql: SqlStorage, row: MessageRow): void {
  if (row.segment === null) return;
  const [body, reports] = [rawOf(sql, row), wholeOwnReports(sql, row)];
  replaceBody(sql, row.id, body);
  sql.exec('UPDATE message SET reports = ?, segment = NULL WHERE id = ?', reports, row.id);
  // Its file has a message too many now.
  sql.exec('UPDATE segment SET stale = stale + 1 WHERE id = ?', row.segment);
}

/** Whether an answer of the assistant was good, as somebody of the team says. It is in the details of its turn. */
import { ApiError } from '../../../errors.ts';

export function rateTurn(sql: SqlStorage, turnId: number, isGood: boolean | null): void {
  const { rowsWritten } = sql.exec(
    `UPDATE turn SET details = iif(?2 IS NULL, json_remove(details, '$.isGood'), json_set(details, '$.isGood', json(?2)))
     WHERE id = ?1 AND source IN ('assistant', 'suggestion') AND details IS NOT NULL`,
    ...[turnId, isGood === null ? null : String(isGood)],
  );
  if (rowsWritten > 0) return;
  throw new ApiError(404, 'turn_not_found', 'The assistant has given no answer with this id.');
}

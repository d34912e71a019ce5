/** A webhook that the deployment signs and sends to itself. It is stored like any other, found by its mark, and deleted. */

export const selfTestField = 'message_us_self_test';

/** Whether the test webhook was stored. Deletes it, and those of earlier failed tests. */
export function takeSelfTest(sql: SqlStorage, mark: string): boolean {
  const taken = sql
    .exec<{ mark: string | null }>(
      `DELETE FROM notice WHERE id > (SELECT max(id) - 100 FROM notice) AND field = ?
       RETURNING body ->> 'mark' AS mark`,
      selfTestField,
    )
    .toArray();
  return taken.some((row) => row.mark === mark);
}

export function selfTestBody(
  number: { phoneNumberId: string; wabaId: string },
  mark: string,
  now: number,
): string {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: number.phoneNumberId },
    mark,
  };
  const changes = [{ field: selfTestField, value }];
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: number.wabaId, time: Math.floor(now / 1000), changes }],
  });
}

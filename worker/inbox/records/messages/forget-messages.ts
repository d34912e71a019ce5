/** Deletes messages with everything that belongs to them. */

/** The bucket keys of their files. Delete these first, so that no file remains without its row. */
export function filesOf(sql: SqlStorage, messageIds: readonly number[]): string[] {
  return sql
    .exec<{ object: string }>(
      'SELECT object FROM media WHERE object IS NOT NULL AND message_id IN (SELECT value FROM json_each(?))',
      JSON.stringify(messageIds),
    )
    .toArray()
    .map(({ object }) => object);
}

export function forgetMessages(sql: SqlStorage, messageIds: readonly number[]): void {
  const ids = JSON.stringify(messageIds);
  sql.exec(
    `DELETE FROM status WHERE wamid IN (
       SELECT wamid FROM message WHERE id IN (SELECT value FROM json_each(?1)) AND wamid IS NOT NULL
       UNION SELECT wamid FROM attempt WHERE message_id IN (SELECT value FROM json_each(?1)) AND wamid IS NOT NULL)`,
    ids,
  );
  sql.exec(
    `DELETE FROM reaction WHERE target IN (
       SELECT wamid FROM message WHERE id IN (SELECT value FROM json_each(?)) AND wamid IS NOT NULL)`,
    ids,
  );
  for (const table of ['attempt', 'media', 'message_part', 'job', 'search_entry']) {
    sql.exec(`DELETE FROM ${table} WHERE message_id IN (SELECT value FROM json_each(?))`, ids);
  }
  sql.exec('DELETE FROM message WHERE id IN (SELECT value FROM json_each(?))', ids);
}

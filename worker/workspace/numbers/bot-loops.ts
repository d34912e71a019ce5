/** Bots that were stopped because they sent too many messages in one conversation. */
const shownForMs = 24 * 60 * 60_000;

/** The last one of a number is remembered. */
export function recordLoop(sql: SqlStorage, inbox: string, name: string, now: number): void {
  sql.exec('INSERT OR REPLACE INTO bot_loop (inbox, name, at) VALUES (?, ?, ?)', inbox, name, now);
}

/** What admins should look at. */
export function loopFor(sql: SqlStorage, inbox: string, now: number): { name: string; at: number } | null {
  const [row] = sql
    .exec<{ name: string; at: number }>(
      'SELECT name, at FROM bot_loop WHERE inbox = ? AND at > ?',
      ...[inbox, now - shownForMs],
    )
    .toArray();
  return row ?? null;
}

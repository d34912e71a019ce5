/** What the assistant suggests: one draft for each conversation, which is over once somebody has written. */
import { type Suggestion, suggestion } from '../../../api/automation/assistant.ts';
import { storedJson } from '../../../stored-json.ts';
import type { ConversationRow } from '../../records/rows.ts';

/** The suggestion for the customer's last message; null if there is none, or it is answered. */
export function suggestionIn(sql: SqlStorage, row: ConversationRow): Suggestion | null {
  const [found] = sql
    .exec<{ suggestion: string }>('SELECT suggestion FROM suggestion WHERE conversation_id = ?', row.id)
    .toArray();
  const stored = found && storedJson(suggestion, found.suggestion);
  return stored && isCurrent(stored, row) ? { ...stored, conversationId: row.id } : null;
}

/** It answers the newest message of the customer, and nobody has answered that. */
function isCurrent({ lastMessageId }: Suggestion, row: ConversationRow): boolean {
  return lastMessageId === row.received_id && row.replied_id < lastMessageId;
}

export function putSuggestion(sql: SqlStorage, made: Suggestion): void {
  sql.exec('INSERT OR REPLACE INTO suggestion VALUES (?, ?)', ...[made.conversationId, JSON.stringify(made)]);
}

/** The team has used it, or does not want it. One that has come since stays. Returns whether it was still there. */
export function dropSuggestion(sql: SqlStorage, conversationId: number, turn: number): boolean {
  const { rowsWritten } = sql.exec(
    "DELETE FROM suggestion WHERE conversation_id = ? AND suggestion ->> 'turn' = ?",
    ...[conversationId, turn],
  );
  return rowsWritten > 0;
}

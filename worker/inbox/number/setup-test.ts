import type { MessageStatus } from '../../api/conversations/messages.ts';
import type { Trial } from '../../api/numbers/connections.ts';
import type { MessageRow } from '../records/rows.ts';
import { messageOf } from '../records/wire.ts';

/** Statuses of a reply that WhatsApp has accepted. */
const acceptedStatuses: readonly MessageStatus[] = ['accepted', 'sent', 'delivered', 'read'];
const fromCustomer = "direction = 'in' AND origin = 'message' AND wamid IS NOT NULL";

/** A number works once a reply was accepted, whatever happened since. Returns the newest such reply. */
export function setupTestOf(sql: SqlStorage): Trial {
  const [answered] = sql
    .exec<MessageRow>(
      `SELECT * FROM message AS answer
       WHERE direction = 'out' AND status IN (${acceptedStatuses.map(() => '?').join(', ')}) AND EXISTS (
         SELECT 1 FROM message WHERE conversation_id = answer.conversation_id AND id < answer.id AND ${fromCustomer}
       )
       ORDER BY id DESC LIMIT 1`,
      ...acceptedStatuses,
    )
    .toArray();
  if (answered) {
    const received = sql
      .exec<MessageRow>(
        `SELECT * FROM message WHERE conversation_id = ? AND id < ? AND ${fromCustomer} ORDER BY id DESC LIMIT 1`,
        ...[answered.conversation_id, answered.id],
      )
      .one();
    return { received: messageOf(sql, received), answered: messageOf(sql, answered) };
  }
  const [received] = sql
    .exec<MessageRow>(`SELECT * FROM message WHERE ${fromCustomer} ORDER BY id DESC LIMIT 1`)
    .toArray();
  if (!received) return { received: null, answered: null };
  const [failing] = sql
    .exec<MessageRow>(
      "SELECT * FROM message WHERE conversation_id = ? AND direction = 'out' AND id > ? ORDER BY id DESC LIMIT 1",
      ...[received.conversation_id, received.id],
    )
    .toArray();
  return { received: messageOf(sql, received), answered: failing ? messageOf(sql, failing) : null };
}

import type { Trial } from '../api.ts';
import { type MessageRow, messageOf } from './rows.ts';

/** The newest message of a customer, and the team's newest answer to it. */
export function trialOf(sql: SqlStorage): Trial {
  const [received] = sql
    .exec<MessageRow>(
      "SELECT * FROM message WHERE direction = 'in' AND origin = 'message' AND wamid IS NOT NULL ORDER BY id DESC LIMIT 1",
    )
    .toArray();
  if (!received) return { received: null, answered: null };
  const [answered] = sql
    .exec<MessageRow>(
      "SELECT * FROM message WHERE conversation_id = ? AND direction = 'out' AND id > ? ORDER BY id DESC LIMIT 1",
      ...[received.conversation_id, received.id],
    )
    .toArray();
  return { received: messageOf(sql, received), answered: answered ? messageOf(sql, answered) : null };
}

/** Finds contacts by name, username, user id, or phone number in any spelling. */
import { phoneKey } from '../../whatsapp/identity/aliases.ts';
import { readPhoneNumber } from '../../whatsapp/identity/phone-number.ts';
import type { ConversationRow } from '../records/rows.ts';
import { matchOf } from '../search/words.ts';

export interface CustomerQuery {
  text: string;
  /** The text as a full phone number, completed with the country of our own number; null when it is not one. */
  phone: string | null;
}

/** Newest message first; contacts without messages come last. `at` and `id` are those of the previous row. */
export function findCustomers(
  sql: SqlStorage,
  query: CustomerQuery,
  { at, id, limit }: { at: number; id: number; limit: number },
): ConversationRow[] {
  const { condition, values } = matchingCustomers(query);
  return sql
    .exec<ConversationRow>(
      `SELECT * FROM conversation
       WHERE ${condition} AND (coalesce(last_message_at, 0), id) < (?, ?)
       ORDER BY coalesce(last_message_at, 0) DESC, id DESC LIMIT ?`,
      ...[...values, at, id, limit],
    )
    .toArray();
}

/** The condition on a row of `conversation`, and its values. */
export function matchingCustomers({ text, phone }: CustomerQuery): {
  condition: string;
  values: (string | null)[];
} {
  const exact = phone && phoneKey(phone);
  const digits = digitsIn(text);
  // Every phone number is read for some of its digits, so not for a name.
  const byDigits = digits
    ? `UNION SELECT conversation_id FROM alias WHERE kind = 'phone'
           AND (instr(key, ?) > 0 OR instr(value, ?) > 0 OR instr(key, ?) > 0)`
    : '';
  return {
    condition: `id IN (
         SELECT rowid FROM customer_name WHERE customer_name MATCH ?
         ${byDigits}
         UNION SELECT conversation_id FROM alias WHERE kind = 'phone' AND key = ?
         UNION SELECT conversation_id FROM alias WHERE kind IN ('user_id', 'parent_user_id') AND key = ?)`,
    values: [
      matchOf(text, 1) ?? nothing,
      ...(digits ? [digits.written, digits.written, digits.known] : []),
      ...[exact, text.trim()],
    ],
  };
}

/** Matches no name, because there is no empty word. */
const nothing = '""';

/** The digits as typed, and as WhatsApp's form of the same number. Null when so few would match everything. */
function digitsIn(text: string): { written: string; known: string } | null {
  // Within a country, people write a zero before the number.
  const written = readPhoneNumber(text)?.digits.replace(/^0+/, '') ?? '';
  return written.length < 3 ? null : { written, known: phoneKey(written) ?? written };
}

/** The things that can happen, as they are cut out of webhooks. */
import type { GraphError } from '../account/errors.ts';

/** What Meta tells us of a customer in one event. Any of the ids may be absent; a username alone identifies nobody. */
export interface Party {
  /** Digits; the phone number as WhatsApp knows it. Absent for a customer who hides it. */
  waId?: string;
  /** Business-scoped user id. */
  userId?: string;
  parentUserId?: string;
  username?: string;
  profileName?: string;
  identityHash?: string;
}

/** One thing that happened, cut out of a webhook body. `raw` is its own part of the body as JSON, with every unknown field. */
export type InboxEvent =
  /** A customer wrote. */
  | { kind: 'message'; wamid: string; at: number; type: string; from: Party; raw: string }
  /** The team wrote from the WhatsApp Business app (coexistence). */
  | { kind: 'echo'; wamid: string; at: number; type: string; to: Party; raw: string }
  /** A message from before the number was connected (coexistence). */
  | {
      kind: 'history';
      wamid: string;
      at: number;
      type: string;
      party: Party;
      direction: 'in' | 'out';
      /** sent, delivered, read, played, pending, error; null when Meta does not say. */
      status: string | null;
      raw: string;
    }
  | {
      kind: 'status';
      wamid: string;
      /** sent, delivered, read, played, failed, or a word we do not know. */
      status: string;
      at: number;
      recipient: Party;
      /** Our own `biz_opaque_callback_data`. */
      callbackData: string | null;
      errors: GraphError[];
      raw: string;
    }
  /** The phone's address book (coexistence). */
  | {
      kind: 'contact';
      action: 'add' | 'remove';
      at: number;
      party: Party;
      fullName: string | null;
      raw: string;
    }
  /** Any other field that names a number: calls, user preferences, quality … */
  | { kind: 'notice'; field: string; at: number | null; party: Party | null; raw: string }
  /** A part of a body that does not have the form its field should have. Kept, shown to the operator. */
  | { kind: 'unparsed'; field: string | null; reason: string; raw: string };

/** The events that webhooks are split into. */
import type { GraphError } from '../graph/errors.ts';

/** What one event says about a customer. Any id can be absent; a username alone does not identify a customer. */
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

/** One event from a webhook body. `raw` is its part of the body as JSON, including unknown fields. */
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
      /** sent, delivered, read, played, failed, or an unknown word. */
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
  | {
      kind: 'notice';
      field: string;
      at: number | null;
      party: Party | null;
      raw: string;
      /** About the account of the number, and not sent to the number itself. */
      isOfAccount?: true;
    }
  /** A malformed part of a body. It is stored and shown to the operator. */
  | { kind: 'unparsed'; field: string | null; reason: string; raw: string };

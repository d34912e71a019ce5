/** Puts a stored part of a webhook back into a body, so that a newer reader can read it again. */
import { ownValue } from '../json.ts';
import type { Route } from './webhook.ts';

/** The field and list that a part came from, for the kinds message, status, echo and contact. Other kinds are webhook fields. */
const lists: Readonly<Record<string, { field: string; list: string }>> = {
  message: { field: 'messages', list: 'messages' },
  status: { field: 'messages', list: 'statuses' },
  payment_status: { field: 'messages', list: 'statuses' },
  echo: { field: 'smb_message_echoes', list: 'message_echoes' },
  contact: { field: 'smb_app_state_sync', list: 'state_sync' },
  user_preferences: { field: 'user_preferences', list: 'user_preferences' },
  user_id_update: { field: 'user_id_update', list: 'user_id_update' },
};

/** The number that received the part, and its customer: an entry of the value's `contacts`, if the part does not name one. */
export interface Surroundings extends Route {
  displayPhoneNumber?: string | undefined;
  contact?: string | null;
}

/** The body; null when the part is not JSON, or is a message of an imported history whose customer is unknown. */
export function rewrap(kind: string, raw: string, around: Surroundings): unknown {
  const part = parse(raw);
  const contact = parse(around.contact ?? 'null');
  if (part === null || typeof part !== 'object') return null;
  if (kind === 'history' && 'id' in part) return contact && bodyOf('history', pastOf(part, contact), around);
  // An unreadable part has only its field.
  const isOfMessages = kind === 'messages' && !('messages' in part) && !('statuses' in part);
  const found = ownValue(lists, isOfMessages ? ('status' in part ? 'status' : 'message') : kind);
  const isElement = found && !(found.list in part);
  const contacts = contact === null ? {} : { contacts: [contact] };
  return bodyOf(
    found?.field ?? kind,
    isElement ? { ...contacts, [found.list]: [part] } : { ...part },
    around,
  );
}

/** A past message is inside a thread that names its customer. */
function pastOf(message: object, contact: unknown): Record<string, unknown> {
  return { history: [{ threads: [{ context: contact, messages: [message] }] }] };
}

function bodyOf(
  field: string,
  value: Record<string, unknown>,
  { wabaId, phoneNumberId, displayPhoneNumber }: Surroundings,
): unknown {
  const metadata = {
    phone_number_id: phoneNumberId,
    ...(displayPhoneNumber !== undefined && { display_phone_number: displayPhoneNumber }),
  };
  const hasMetadata = phoneNumberId === null || 'metadata' in value;
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: wabaId ?? '0',
        changes: [
          { field, value: hasMetadata ? value : { messaging_product: 'whatsapp', metadata, ...value } },
        ],
      },
    ],
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

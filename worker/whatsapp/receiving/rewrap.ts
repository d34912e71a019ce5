/** A part of a webhook, as it is kept, in a body of its own again: so that it can be read once more by a newer reader. */
import type { Route } from './webhook.ts';

/** What a part was cut out of: message, status, echo and contact by kind; anything else is a webhook field. */
const lists: Readonly<Record<string, { field: string; list: string }>> = {
  message: { field: 'messages', list: 'messages' },
  status: { field: 'messages', list: 'statuses' },
  payment_status: { field: 'messages', list: 'statuses' },
  echo: { field: 'smb_message_echoes', list: 'message_echoes' },
  contact: { field: 'smb_app_state_sync', list: 'state_sync' },
  user_preferences: { field: 'user_preferences', list: 'user_preferences' },
  user_id_update: { field: 'user_id_update', list: 'user_id_update' },
};

/** The number that a part came to, and whom it is about: an entry of a value's `contacts`, where the part does not say it. */
export interface Surroundings extends Route {
  displayPhoneNumber?: string | undefined;
  contact?: string | null;
}

/** The body; null for what is not JSON, or is a message of an imported history whose person is not known. */
export function rewrap(kind: string, raw: string, around: Surroundings): unknown {
  const part = parse(raw);
  const contact = parse(around.contact ?? 'null');
  if (part === null || typeof part !== 'object') return null;
  if (kind === 'history' && 'id' in part) return contact && bodyOf('history', pastOf(part, contact), around);
  // What could not be read says only its field.
  const isOfMessages = kind === 'messages' && !('messages' in part) && !('statuses' in part);
  const found = lists[isOfMessages ? ('status' in part ? 'status' : 'message') : kind];
  const isElement = found && !(found.list in part);
  const contacts = contact === null ? {} : { contacts: [contact] };
  return bodyOf(
    found?.field ?? kind,
    isElement ? { ...contacts, [found.list]: [part] } : { ...part },
    around,
  );
}

/** A past message stands in a thread that names its customer. */
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
        changes: [{ field, value: hasMetadata ? value : { metadata, ...value } }],
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

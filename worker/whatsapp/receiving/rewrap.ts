/** Puts a stored part of a webhook back into a body, so that a newer reader can read it again. */
import * as v from 'valibot';
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
  history: { field: 'history', list: 'history' },
  call: { field: 'calls', list: 'calls' },
  call_status: { field: 'calls', list: 'statuses' },
  group_lifecycle_update: { field: 'group_lifecycle_update', list: 'groups' },
  group_participants_update: { field: 'group_participants_update', list: 'groups' },
  group_settings_update: { field: 'group_settings_update', list: 'groups' },
  group_status_update: { field: 'group_status_update', list: 'groups' },
};

/** The number that received the part, and its customer: an entry of the value's `contacts`, if the part does not name one. */
export interface Surroundings extends Route {
  displayPhoneNumber?: string | undefined;
  contact?: string | null;
  /** When it happened, in Unix seconds. Meta says it only of what is about an account. */
  time?: number;
}

/** The body; null when the part is not JSON, or is a message of an imported history whose customer is unknown. */
export function rewrap(kind: string, raw: string, around: Surroundings): unknown {
  const part = parse(raw);
  const contact = parse(around.contact ?? 'null');
  if (part === null || typeof part !== 'object') return null;
  if (kind === 'history' && 'id' in part) return contact && bodyOf('history', pastOf(part, contact), around);
  const found = ownValue(lists, listOf(kind, part));
  const isElement = found && !(found.list in part);
  const contacts = contact === null ? {} : { contacts: [contact] };
  return bodyOf(
    found?.field ?? kind,
    isElement ? { ...contacts, [found.list]: [part] } : { ...part },
    around,
  );
}

const named = v.object({ wa_id: v.string() });

/** Meta names the customer of a thread by their phone number as well. */
function threadOf(contact: unknown): Record<string, unknown> {
  return { ...(v.is(named, contact) && { id: contact.wa_id }), context: contact };
}

/** Two fields have two lists each, and an unreadable part has only its field. */
function listOf(kind: string, part: object): string {
  switch (kind) {
    case 'messages':
      if ('messages' in part || 'statuses' in part) return kind;
      return 'status' in part ? 'status' : 'message';
    case 'calls':
      if ('calls' in part || 'statuses' in part) return kind;
      return 'status' in part && !('event' in part) ? 'call_status' : 'call';
    default:
      return kind;
  }
}

/** A past message is inside a thread that names its customer. */
function pastOf(message: object, contact: unknown): Record<string, unknown> {
  return { history: [{ threads: [{ ...threadOf(contact), messages: [message] }] }] };
}

function bodyOf(
  field: string,
  value: Record<string, unknown>,
  { wabaId, phoneNumberId, displayPhoneNumber, time }: Surroundings,
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
        ...(time !== undefined && { time }),
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

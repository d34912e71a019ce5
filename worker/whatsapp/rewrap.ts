/** A part of a webhook, as it is kept, in a body of its own again: so that it can be read once more by a newer reader. */
import type { Route } from './webhook.ts';

/** What a part was cut out of: message, status, echo and contact by kind; anything else is a webhook field. */
const lists: Readonly<Record<string, { field: string; list: string }>> = {
  message: { field: 'messages', list: 'messages' },
  status: { field: 'messages', list: 'statuses' },
  echo: { field: 'smb_message_echoes', list: 'message_echoes' },
  contact: { field: 'smb_app_state_sync', list: 'state_sync' },
  user_preferences: { field: 'user_preferences', list: 'user_preferences' },
  user_id_update: { field: 'user_id_update', list: 'user_id_update' },
};

/** The body; null for what cannot be put together again, such as a message of an imported history. */
export function rewrap(kind: string, raw: string, { wabaId, phoneNumberId }: Route): unknown {
  let part: unknown;
  try {
    part = JSON.parse(raw);
  } catch {
    return null;
  }
  if (kind === 'history' || part === null || typeof part !== 'object') return null;
  // What could not be read says only its field.
  const isOfMessages = kind === 'messages' && !('messages' in part) && !('statuses' in part);
  const found = lists[isOfMessages ? ('status' in part ? 'status' : 'message') : kind];
  const isElement = found && !(found.list in part);
  const metadata = phoneNumberId === null ? {} : { metadata: { phone_number_id: phoneNumberId } };
  const value = isElement
    ? { ...metadata, [found.list]: [part] }
    : { ...part, ...('metadata' in part ? {} : metadata) };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: wabaId ?? '0', changes: [{ field: found?.field ?? kind, value }] }],
  };
}

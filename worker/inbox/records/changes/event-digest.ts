import type { InboxEvent } from '../../../whatsapp/receiving/inbox-event.ts';
import { hashOf } from '../../../workspace/secrets/secrets.ts';

/**
 * Recognises a repeated event that has no id; null for events with an id. The same text at another time is a different
 * event, and so are the unreadable and the readable form of one event.
 */
export async function digestOf(event: InboxEvent): Promise<string | null> {
  switch (event.kind) {
    case 'notice':
      return hashOf(JSON.stringify([event.kind, event.field, event.at, event.raw]));
    case 'contact':
      return hashOf(JSON.stringify([event.kind, event.at, event.raw]));
    case 'unparsed':
      return hashOf(JSON.stringify([event.kind, event.field, event.raw]));
    default:
      return null;
  }
}

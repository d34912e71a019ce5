import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';
import { hashOf } from '../../workspace/secrets/secrets.ts';

/**
 * Recognises an event that has no id of its own when it comes again; null for one that has an id. The same words at
 * another time are another event, and so is one that could not be read from the same one read.
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

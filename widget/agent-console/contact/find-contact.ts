import { readPhoneNumber } from '../../../worker/whatsapp/identity/phone-number.ts';
import { ApiFailure } from '../../client/api-client.ts';
import type { InboxSessions } from '../../client/inbox-sessions.ts';
import type { Place } from '../../client/inbox-state.ts';
import { strings } from '../../locales/strings.ts';

/**
 * Where the conversation with a customer is: by phone number, business-scoped user id, or the conversation's id. A number
 * that is not known yet is begun with.
 *
 * @param only - The number to look in; null: all of them.
 * @param first - The one in which a conversation is begun, and in which an id counts.
 */
export async function placeOf(
  sessions: InboxSessions | null,
  contact: string | number,
  { only, first }: { only: string | null; first: string },
): Promise<Place> {
  const session = sessions?.of(first);
  if (!sessions || !session) throw notFound();
  if (typeof contact === 'number') {
    await session.know(contact);
    return { inbox: first, id: contact };
  }
  const number = readPhoneNumber(contact);
  const found = await sessions.search(only, contact);
  const known = found.find((place) => {
    const who = sessions.conversation(place)?.contact;
    return who?.userId === contact || (number !== null && who?.phone === number.digits);
  });
  if (known) return known;
  if (!number) throw notFound();
  return { inbox: first, id: await session.startConversation(contact) };
}

function notFound(): ApiFailure {
  return new ApiFailure(404, 'contact_not_found', strings.nobodyFound);
}

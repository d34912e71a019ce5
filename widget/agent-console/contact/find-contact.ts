import { readPhoneNumber } from '../../../worker/whatsapp/identity/phone-number.ts';
import { ApiFailure } from '../../client/api/api-failure.ts';
import type { ConversationRef } from '../../client/state/inbox-state.ts';
import type { InboxStores } from '../../client/store/inbox-stores.ts';
import { strings } from '../../locales/strings.ts';

/**
 * Where the conversation with a customer is: by phone number, business-scoped user id, or the conversation's id. A number
 * that is not known yet is begun with.
 *
 * @param only - The number to look in; null: all of them.
 * @param first - The one in which a conversation is begun, and in which an id counts.
 */
export async function refOf(
  stores: InboxStores | null,
  contact: string | number,
  { only, first }: { only: string | null; first: string },
): Promise<ConversationRef> {
  const store = stores?.of(first);
  if (!stores || !store) throw notFound();
  if (typeof contact === 'number') {
    await store.know(contact);
    return { inbox: first, id: contact };
  }
  const number = readPhoneNumber(contact);
  const found = await stores.search(only, contact);
  const known = found.find((ref) => {
    const who = stores.conversation(ref)?.contact;
    return who?.userId === contact || (number !== null && who?.phone === number.digits);
  });
  if (known) return known;
  if (!number) throw notFound();
  return { inbox: first, id: await store.startConversation(contact) };
}

function notFound(): ApiFailure {
  return new ApiFailure(404, 'contact_not_found', strings.noMatches);
}

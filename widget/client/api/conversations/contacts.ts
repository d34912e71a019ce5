/** The contact of a conversation, and the contacts that a number has blocked. */
import type {
  BlockedCustomer,
  ContactChange,
  ContactDetails,
  ContactPage,
} from '../../../../worker/api/conversations/contacts.ts';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Episode } from '../../../../worker/api/conversations/episodes.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { Entry } from '../../../../worker/api/conversations/teamwork.ts';
import type { Language } from '../../../../worker/api/languages.ts';
import type { Page } from '../../../../worker/api/values.ts';
import type { ConversationRef } from '../../state/inbox-state.ts';
import type { ApiClient } from '../api-client.ts';

/** Pass `updatedAfter` to get only later changes, and `cursor` for the next page. */
export const listContacts = (
  api: ApiClient,
  inbox: string,
  query: { search?: string; updatedAfter?: number; cursor?: string; limit?: number } = {},
): Promise<ContactPage> => api.call('GET /inboxes/:inbox/contacts', { inbox, query });

export const getContact = (api: ApiClient, { inbox, id }: ConversationRef): Promise<ContactDetails> =>
  api.call('GET /inboxes/:inbox/conversations/:id/contact', { inbox, id });

export const changeContact = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  change: ContactChange,
): Promise<ContactDetails> =>
  api.call('PUT /inboxes/:inbox/conversations/:id/contact', { inbox, id, body: change });

/** `before` is the `next` of the previous page. */
export const listFiles = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  before: string | null,
): Promise<Page<Message>> =>
  api.call('GET /inboxes/:inbox/conversations/:id/files', { inbox, id, query: { limit: 30, before } });

/** The team's notes, and when the conversation was resolved and reopened. `before` as for files. */
export const listHistory = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  before: string | null,
): Promise<Page<Entry>> =>
  api.call('GET /inboxes/:inbox/conversations/:id/history', { inbox, id, query: { limit: 20, before } });

export const listEpisodes = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  before: string | null,
): Promise<Page<Episode>> =>
  api.call('GET /inboxes/:inbox/conversations/:id/episodes', { inbox, id, query: { limit: 20, before } });

/** `source` says where the contact opted in, such as `Checkout, box ticked`. */
export const recordConsent = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  source: string,
): Promise<Conversation> =>
  api.call('PUT /inboxes/:inbox/conversations/:id/consent', { inbox, id, body: { source } });

export const withdrawConsent = (api: ApiClient, { inbox, id }: ConversationRef): Promise<Conversation> =>
  api.call('DELETE /inboxes/:inbox/conversations/:id/consent', { inbox, id });

export const block = (api: ApiClient, { inbox, id }: ConversationRef): Promise<Conversation> =>
  api.call('PUT /inboxes/:inbox/conversations/:id/block', { inbox, id });

export const unblock = (api: ApiClient, { inbox, id }: ConversationRef): Promise<Conversation> =>
  api.call('DELETE /inboxes/:inbox/conversations/:id/block', { inbox, id });

export const exportContact = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  query: { format: 'json' | 'html'; language: Language },
): Promise<Blob> => api.file('GET /inboxes/:inbox/conversations/:id/export', { inbox, id, query });

/** Joins two conversations. `name` is the other contact's, as a check that it is the one that the agent saw. */
export const mergeConversations = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  other: { id: number; name: string },
): Promise<Conversation> =>
  api.call('POST /inboxes/:inbox/conversations/:id/merge', {
    inbox,
    id,
    body: { with: other.id, name: other.name },
  });

/** Erases the contact and the conversation; the name is typed to confirm. */
export const eraseContact = (api: ApiClient, { inbox, id }: ConversationRef, name: string): Promise<void> =>
  api.call('POST /inboxes/:inbox/conversations/:id/erase', { inbox, id, body: { name } });

/** `after` is the `next` of the previous page. */
export const listBlocked = (
  api: ApiClient,
  inbox: string,
  after: string | null,
): Promise<Page<BlockedCustomer>> => api.call('GET /inboxes/:inbox/blocked', { inbox, query: { after } });

export const unblockPhone = (api: ApiClient, inbox: string, phone: string): Promise<void> =>
  api.call('DELETE /inboxes/:inbox/blocked/:phone', { inbox, phone });

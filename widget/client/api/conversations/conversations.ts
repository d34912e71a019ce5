/** The conversations of a number: its list, the state of each, and the live feed of changes. */
import type {
  Conversation,
  ConversationFilter,
  ConversationPage,
} from '../../../../worker/api/conversations/conversations.ts';
import type { LiveTicket } from '../../../../worker/api/conversations/live.ts';
import type {
  Assign,
  Bulk,
  BulkResult,
  ChangeLabels,
  ChangeMode,
  ChangeState,
  Counts,
  Entry,
  NewNote,
} from '../../../../worker/api/conversations/teamwork.ts';
import type { ViewCounts, ViewFilter } from '../../../../worker/api/conversations/views.ts';
import type { ConversationRef } from '../../state/inbox-state.ts';
import type { ApiClient } from '../api-client.ts';

/** `before` is the `next` of the previous page. */
export const listConversations = (
  api: ApiClient,
  inbox: string,
  { before, filter }: { before: string | null; filter: ConversationFilter },
): Promise<ConversationPage> =>
  api.call('GET /inboxes/:inbox/conversations', { inbox, query: { limit: 50, ...filter, before } });

/** The conversations of the contacts that this text finds. */
export const searchConversations = (
  api: ApiClient,
  inbox: string,
  search: string,
): Promise<ConversationPage> => listConversations(api, inbox, { before: null, filter: { search } });

export const startConversation = (api: ApiClient, inbox: string, phone: string): Promise<Conversation> =>
  api.call('POST /inboxes/:inbox/conversations', { inbox, body: { phone } });

export const getConversation = (api: ApiClient, { inbox, id }: ConversationRef): Promise<Conversation> =>
  api.call('GET /inboxes/:inbox/conversations/:id', { inbox, id });

/** `seq` of the last change that the agent has seen. */
export const markRead = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  seq: number,
): Promise<Conversation> =>
  api.call('POST /inboxes/:inbox/conversations/:id/read', { inbox, id, body: { seq } });

export const markUnread = (api: ApiClient, { inbox, id }: ConversationRef): Promise<Conversation> =>
  api.call('POST /inboxes/:inbox/conversations/:id/unread', { inbox, id });

/** Shows the customer a typing indicator. */
export const showTyping = (api: ApiClient, { inbox, id }: ConversationRef): Promise<object> =>
  api.call('POST /inboxes/:inbox/conversations/:id/typing', { inbox, id });

export const acceptIdentity = (api: ApiClient, { inbox, id }: ConversationRef): Promise<Conversation> =>
  api.call('POST /inboxes/:inbox/conversations/:id/identity', { inbox, id });

export const assign = (api: ApiClient, { inbox, id }: ConversationRef, body: Assign): Promise<Conversation> =>
  api.call('PUT /inboxes/:inbox/conversations/:id/assignee', { inbox, id, body });

export const changeState = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  body: ChangeState,
): Promise<Conversation> => api.call('PUT /inboxes/:inbox/conversations/:id/state', { inbox, id, body });

/** Takes over from the bot, resumes it, or turns it off for this conversation. */
export const changeMode = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  body: ChangeMode,
): Promise<Conversation> => api.call('PUT /inboxes/:inbox/conversations/:id/mode', { inbox, id, body });

export const changeLabels = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  body: ChangeLabels,
): Promise<Conversation> => api.call('PUT /inboxes/:inbox/conversations/:id/labels', { inbox, id, body });

/** A repeated `key` returns the first note. */
export const addNote = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  key: string,
  body: NewNote,
): Promise<Entry> =>
  api.call('POST /inboxes/:inbox/conversations/:id/notes', {
    inbox,
    id,
    body,
    headers: { 'Idempotency-Key': key },
  });

export const changeMany = (api: ApiClient, inbox: string, body: Bulk): Promise<BulkResult> =>
  api.call('POST /inboxes/:inbox/bulk', { inbox, body });

export const getCounts = (api: ApiClient, inbox: string): Promise<Counts> =>
  api.call('GET /inboxes/:inbox/counts', { inbox });

/** How many conversations each of these filters shows, up to 100. */
export const countViews = (api: ApiClient, inbox: string, filters: ViewFilter[]): Promise<ViewCounts> =>
  api.call('POST /inboxes/:inbox/counts', { inbox, body: { filters } });

/** The address of the live socket, which is valid for one connection within 30 seconds. */
export async function getLiveAddress(
  api: ApiClient,
  inbox: string,
  after: number,
  isIdle: boolean,
): Promise<string> {
  const { ticket }: LiveTicket = await api.call('POST /inboxes/:inbox/tickets', { inbox });
  const query = { ticket, after, ...(isIdle && { idle: 'true' }) };
  return api.address('GET /inboxes/:inbox/live', { inbox, query }).replace(/^http/, 'ws');
}

/** The messages of conversations. */
import type { MessageSearch } from '../../../../worker/api/conversations/contacts.ts';
import type { Message, SendMessage } from '../../../../worker/api/conversations/messages.ts';
import type { MessagePage } from '../../../../worker/api/conversations/teamwork.ts';
import type { ConversationRef } from '../../state/inbox-state.ts';
import type { ApiClient } from '../api-client.ts';

/** Which part of a thread: before or after a cursor, around a message or a time, or the newest messages. */
export type ThreadCursor =
  | { before: string }
  | { after: string }
  | { around: string }
  | { from: string }
  | null;

export const listMessages = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  cursor: ThreadCursor,
): Promise<MessagePage> =>
  api.call('GET /inboxes/:inbox/conversations/:id/messages', { inbox, id, query: { limit: 50, ...cursor } });

/** In all conversations or in one, newest first. `before` is the `next` of the previous page. */
export const searchMessages = (
  api: ApiClient,
  inbox: string,
  query: { search: string; before: string | null; limit: number; conversation?: number },
): Promise<MessageSearch> => api.call('GET /inboxes/:inbox/messages', { inbox, query });

/** A repeated `key` returns the first message. */
export const sendMessage = (
  api: ApiClient,
  { inbox, id }: ConversationRef,
  key: string,
  message: SendMessage,
  signal?: AbortSignal,
): Promise<Message> =>
  api.call('POST /inboxes/:inbox/conversations/:id/messages', {
    inbox,
    id,
    body: message,
    headers: { 'Idempotency-Key': key },
    signal,
  });

export const retryMessage = (api: ApiClient, inbox: string, id: number): Promise<Message> =>
  api.call('POST /inboxes/:inbox/messages/:id/retry', { inbox, id });

/** Cancels a scheduled message. */
export const cancelMessage = (api: ApiClient, inbox: string, id: number): Promise<Message> =>
  api.call('POST /inboxes/:inbox/messages/:id/cancel', { inbox, id });

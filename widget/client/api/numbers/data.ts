/** The stored data of a number: how long it is kept, all of it as a file, and the events as Meta sent them. */
import type { RawEvent, RawEventKind, Retention } from '../../../../worker/api/numbers/data.ts';
import type { Page } from '../../../../worker/api/values.ts';
import type { ApiClient } from '../api-client.ts';

export const getRetention = (api: ApiClient, inbox: string): Promise<Retention> =>
  api.call('GET /inboxes/:inbox/retention', { inbox });

export const changeRetention = (api: ApiClient, inbox: string, retention: Retention): Promise<Retention> =>
  api.call('PUT /inboxes/:inbox/retention', { inbox, body: retention });

export const exportNumber = (api: ApiClient, inbox: string): Promise<Blob> =>
  api.file('GET /inboxes/:inbox/export', { inbox });

/** Erases all conversations; the phone number is typed to confirm. */
export const eraseConversations = (
  api: ApiClient,
  inbox: string,
  displayPhoneNumber: string,
): Promise<void> => api.call('DELETE /inboxes/:inbox/conversations', { inbox, body: { displayPhoneNumber } });

/** `before` is the `next` of the previous page. */
export const listEvents = (
  api: ApiClient,
  inbox: string,
  { kind, before, limit }: { kind: RawEventKind; before: string | null; limit: number },
): Promise<Page<RawEvent>> =>
  api.call('GET /inboxes/:inbox/raw-events', { inbox, query: { limit, kind, before } });

/** `stored`: how many parts of the event were new. */
export const replayEvent = (api: ApiClient, inbox: string, id: string): Promise<{ stored: number }> =>
  api.call('POST /inboxes/:inbox/raw-events/:id/replay', { inbox, id });

/** Events that belong to no connected number. */
export const listUnroutedEvents = (
  api: ApiClient,
  { before, limit }: { before: string | null; limit: number },
): Promise<Page<RawEvent>> => api.call('GET /raw-events', { query: { limit, before } });

export const replayUnroutedEvent = (api: ApiClient, id: string): Promise<{ stored: number }> =>
  api.call('POST /raw-events/:id/replay', { id });

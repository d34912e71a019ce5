/** What an open conversation loads on demand: delivery details, templates and copies of files. */
import type { MediaUpload, MessageHistory } from '../../../../worker/api/conversations/messages.ts';
import type { TemplateList } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../api-client.ts';

export const getDeliveryDetails = (api: ApiClient, inbox: string, id: number): Promise<MessageHistory> =>
  api.call('GET /inboxes/:inbox/messages/:id', { inbox, id });

/** With `isForced`, the Worker asks Meta instead of its cache. */
export const listTemplates = (api: ApiClient, inbox: string, isForced: boolean): Promise<TemplateList> =>
  api.call('GET /inboxes/:inbox/templates', { inbox, query: { refresh: isForced ? '1' : null } });

/** Copies the file of a message for another message. */
export const copyMedia = (api: ApiClient, inbox: string, id: number): Promise<MediaUpload> =>
  api.call('POST /inboxes/:inbox/messages/:id/media/copy', { inbox, id });

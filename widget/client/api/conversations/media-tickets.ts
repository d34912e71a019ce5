import type { MediaTicket } from '../../../../worker/api/conversations/messages.ts';
import type { ApiClient } from '../api-client.ts';

/** A ticket for the addresses of files and pictures: browsers do not send the session when they load an image. */
export const createMediaTicket = (api: ApiClient, inbox: string): Promise<MediaTicket> =>
  api.call('POST /inboxes/:inbox/media-tickets', { inbox });

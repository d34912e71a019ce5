/** The files of messages. */
import type { MediaUpload, Message } from '../../../../worker/api/conversations/messages.ts';
import type { ApiClient, UploadOptions } from '../api-client.ts';

/** Uploads a file that a message will refer to. */
export async function uploadMedia(
  api: ApiClient,
  inbox: string,
  kind: string,
  file: File,
  options: Omit<UploadOptions<MediaUpload>, 'read'>,
): Promise<MediaUpload> {
  const { readUpload } = await import('../upload-answer.ts');
  const query = { kind, filename: file.name.slice(-240) || null };
  return api.upload('POST /inboxes/:inbox/media', { inbox, query }, file, { ...options, read: readUpload });
}

/** Fetches again a file that could not be fetched from Meta. */
export const retryMedia = (api: ApiClient, inbox: string, id: number): Promise<Message> =>
  api.call('POST /inboxes/:inbox/messages/:id/media/retry', { inbox, id });

/** The address of a message's file, for an `<img>` or a link. */
export const mediaAddress = (api: ApiClient, inbox: string, id: number, ticket: string): string =>
  api.address('GET /inboxes/:inbox/messages/:id/media', { inbox, id, query: { ticket } });

/** Why Meta cannot send the file of a message that it has accepted. It says so in a status, with the code 131053. */
import { webpHeader, webpHeaderLength } from '../../../worker/whatsapp/files/webp.ts';
import type { MediaStore } from '../graph/media.ts';
import { mediaIdsIn } from './usual-kinds.ts';

const kilobyte = 1024;

/** Null when it can be sent. */
export function unsendableFile(content: { type: string }, media: MediaStore): string | null {
  if (mediaIdsIn(content).some((id) => media.find(id) === null))
    return 'The media id does not exist or has expired.';
  // Meta cannot download the samples of templates that it lists.
  if (JSON.stringify(content).includes('/control/samples/'))
    return 'The media could not be downloaded: HTTP 403.';
  const [id] = content.type === 'sticker' ? mediaIdsIn(content) : [];
  return id === undefined ? null : stickerProblem(id, media);
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/sticker-messages */
function stickerProblem(id: string, media: MediaStore): string | null {
  const header = webpHeader(media.beginningOf(id, webpHeaderLength));
  if (!header) return 'Stickers must be WebP files.';
  if (header.width !== 512 || header.height !== 512) return 'Stickers must have 512 x 512 pixels.';
  const max = header.isAnimated ? 500 : 100;
  const size = media.find(id)?.size ?? 0;
  if (size <= max * kilobyte) return null;
  return `${header.isAnimated ? 'Animated' : 'Static'} stickers must not exceed ${max} KB.`;
}

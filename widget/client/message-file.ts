/** The file of a message that waits: what kind it is, and the id that its content gets once it is uploaded. */
import type { Content } from '../../worker/api.ts';
import type { MediaKind } from '../../worker/whatsapp/sending/media.ts';

export { mediaProblem } from '../../worker/whatsapp/sending/media.ts';

export function mediaKindOf(content: Content): MediaKind | null {
  switch (content.type) {
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return content.type;
    default:
      return null;
  }
}

export function idOf(content: Content): string | undefined {
  switch (content.type) {
    case 'image':
      return content.image.id;
    case 'video':
      return content.video.id;
    case 'audio':
      return content.audio.id;
    case 'document':
      return content.document.id;
    case 'sticker':
      return content.sticker.id;
    default:
      return undefined;
  }
}

export function withMediaId(content: Content, id: string): Content {
  switch (content.type) {
    case 'image':
      return { ...content, image: { ...content.image, id } };
    case 'video':
      return { ...content, video: { ...content.video, id } };
    case 'audio':
      return { ...content, audio: { ...content.audio, id } };
    case 'document':
      return { ...content, document: { ...content.document, id } };
    case 'sticker':
      return { ...content, sticker: { ...content.sticker, id } };
    default:
      return content;
  }
}

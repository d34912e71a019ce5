/**
 * The file of a message that waits, its own or that of its header: what kind it is, and the id that its content gets
 * once it is uploaded.
 */
import type { Content } from '../../../worker/api/conversations/messages.ts';
import type { MediaKind } from '../../../worker/whatsapp/sending/media.ts';

export { mediaProblem } from '../../../worker/whatsapp/sending/media.ts';

export function mediaKindOf(content: Content): MediaKind | null {
  switch (content.type) {
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return content.type;
    case 'interactive':
      return mediaHeaderOf(content)?.type ?? null;
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
    case 'interactive': {
      const header = mediaHeaderOf(content);
      return header ? hostedIn(header).id : undefined;
    }
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
    case 'interactive': {
      const { interactive } = content;
      const header = mediaHeaderOf(content);
      if (!header) return content;
      switch (interactive.type) {
        case 'button':
          return { ...content, interactive: { ...interactive, header: withHostedId(header, id) } };
        case 'cta_url':
          return { ...content, interactive: { ...interactive, header: withHostedId(header, id) } };
        default:
          return content;
      }
    }
    default:
      return content;
  }
}

type Interactive = Extract<Content, { type: 'interactive' }>;
type Header = NonNullable<Extract<Interactive['interactive'], { type: 'button' }>['header']>;
type MediaHeader = Exclude<Header, { type: 'text' }>;

function mediaHeaderOf({ interactive }: Interactive): MediaHeader | null {
  if (interactive.type !== 'button' && interactive.type !== 'cta_url') return null;
  const { header } = interactive;
  return header && header.type !== 'text' ? header : null;
}

function hostedIn(header: MediaHeader): { id?: string | undefined } {
  switch (header.type) {
    case 'image':
      return header.image;
    case 'video':
      return header.video;
    case 'document':
      return header.document;
  }
}

function withHostedId(header: MediaHeader, id: string): MediaHeader {
  switch (header.type) {
    case 'image':
      return { ...header, image: { ...header.image, id } };
    case 'video':
      return { ...header, video: { ...header.video, id } };
    case 'document':
      return { ...header, document: { ...header.document, id } };
  }
}

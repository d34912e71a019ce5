/** The content of requests, of a text with buttons, and of a file. */
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import type { MediaKind } from '../../../../worker/whatsapp/sending/media.ts';
import { strings } from '../../../locales/strings.ts';

export function locationRequest(): Content {
  return {
    type: 'interactive',
    interactive: {
      type: 'location_request_message',
      body: { text: strings.askLocationText },
      action: { name: 'send_location' },
    },
  };
}

export function phoneRequest(): Content {
  return {
    type: 'interactive',
    interactive: {
      type: 'request_contact_info',
      body: { text: strings.askPhoneText },
      action: { name: 'request_contact_info' },
    },
  };
}

export function withButtons(text: string, titles: readonly string[]): Content {
  const buttons = titles.map((title, index) => ({
    type: 'reply' as const,
    reply: { id: `button-${index + 1}`, title },
  }));
  return { type: 'interactive', interactive: { type: 'button', body: { text }, action: { buttons } } };
}

export function contentOfFile(kind: MediaKind, filename: string, caption: string): Content {
  const captioned = caption === '' ? {} : { caption };
  switch (kind) {
    case 'image':
      return { type: 'image', image: captioned };
    case 'video':
      return { type: 'video', video: captioned };
    case 'audio':
      return { type: 'audio', audio: {} };
    case 'sticker':
      return { type: 'sticker', sticker: {} };
    case 'document':
      return { type: 'document', document: { ...captioned, filename: filename.slice(-240) } };
  }
}

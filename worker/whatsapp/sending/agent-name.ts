/**
 * Puts the agent's name before a message: `*Ana:*` on a separate line. On the same line it would break a list or quote at
 * the start of the text, and give an Arabic text the direction of a name in Latin letters.
 */
import type { Content } from '../content/content.ts';
import { splitText } from './split.ts';

/** In UTF-16 code units. A longer name is cut to leave room for the text. */
const maxNameLength = 60;

/** The line with its line break; empty when the name has no visible characters. */
export function nameLine(name: string): string {
  // Formatting marks, line breaks and direction marks in a name would affect the text after it.
  const plain = name
    .replace(/[*_~`]|[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [shown = ''] = splitText(plain, maxNameLength);
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(shown) ? `*${shown}:*\n` : '';
}

/** Whether the message has a text or caption that a name can precede. */
export function takesName(content: Content): boolean {
  return withName(content, 'A') !== content;
}

/** The same message with the name before its text or caption. A message without either is not changed. */
export function withName(content: Content, name: string): Content {
  const line = nameLine(name);
  const captioned = <Media extends { caption?: string | undefined }>(media: Media): Media | null =>
    media.caption ? { ...media, caption: line + media.caption } : null;
  if (line === '') return content;
  switch (content.type) {
    case 'text':
      return { ...content, text: { ...content.text, body: line + content.text.body } };
    case 'image': {
      const image = captioned(content.image);
      return image ? { ...content, image } : content;
    }
    case 'video': {
      const video = captioned(content.video);
      return video ? { ...content, video } : content;
    }
    case 'document': {
      const document = captioned(content.document);
      return document ? { ...content, document } : content;
    }
    case 'interactive': {
      const { interactive } = content;
      switch (interactive.type) {
        case 'button':
          return { ...content, interactive: { ...interactive, body: bodyAfter(line, interactive.body) } };
        case 'list':
          return { ...content, interactive: { ...interactive, body: bodyAfter(line, interactive.body) } };
        case 'cta_url':
          return { ...content, interactive: { ...interactive, body: bodyAfter(line, interactive.body) } };
        default:
          return content;
      }
    }
    default:
      return content;
  }
}

/** The text without the name, for editing it again. */
export function withoutName(text: string, name: string): string {
  const line = nameLine(name);
  return text.startsWith(line) ? text.slice(line.length) : text;
}

function bodyAfter<Body extends { text: string }>(line: string, body: Body): Body {
  return { ...body, text: line + body.text };
}

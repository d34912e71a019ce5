/**
 * Who writes, before what they write: `*Ana:*` on a line of its own. On the same line it would undo a list, a quote or a
 * numbered line that the text begins with, and give a text in Arabic the direction of a name in Latin letters.
 */
import type { Content } from '../receiving/content.ts';
import { splitText } from './split.ts';

/** UTF-16 code units of a name; a longer one is cut, so that it leaves room for the text. */
const longestName = 60;

/** The line, its break included; empty when there is nothing of the name to see. */
export function nameLine(name: string): string {
  // What is a mark of WhatsApp's, ends a line, or turns the direction of what follows would reach into the text.
  const plain = name
    .replace(/[*_~`]|[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [shown = ''] = splitText(plain, longestName);
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(shown) ? `*${shown}:*\n` : '';
}

/** Whether there is text in it that a person writes, which a name can stand before. */
export function takesName(content: Content): boolean {
  return withName(content, 'A') !== content;
}

/** The same message with the name before its text, or its caption. What has neither stays as it is. */
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

/** What was written after the name, to be written anew. */
export function withoutName(text: string, name: string): string {
  const line = nameLine(name);
  return text.startsWith(line) ? text.slice(line.length) : text;
}

function bodyAfter<Body extends { text: string }>(line: string, body: Body): Body {
  return { ...body, text: line + body.text };
}

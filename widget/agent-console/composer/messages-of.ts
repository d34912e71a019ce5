import type { Content } from '../../../worker/api/conversations/messages.ts';
import { takesName } from '../../../worker/whatsapp/sending/agent-name.ts';
import type { NewMessage } from '../../client/sending/send-queue.ts';
import { hasLink } from '../content/has-link.ts';
import type { Attachment } from './attachments/attachment.ts';
import { contentOfFile, withButtons } from './message/composed-content.ts';

export interface Written {
  attachments: readonly Attachment[];
  text: string;
  /** The same text, split into messages. */
  parts: readonly string[];
  /** Titles of reply buttons that go with the text. */
  buttons: readonly string[];
  /** Whether a link is sent without a preview. */
  withoutPreview: boolean;
}

/** The messages in the composer: the files, then the text. */
export function messagesOf({ attachments, text, parts, buttons, withoutPreview }: Written): NewMessage[] {
  const messages: NewMessage[] = attachments.map(({ file, stored, caption, kind }) => ({
    content: contentOfFile(kind, file.name, caption.trim()),
    file,
    stored,
  }));
  if (text.trim() !== '' && buttons.length > 0) messages.push({ content: withButtons(text, buttons) });
  else if (text.trim() !== '') {
    for (const [index, body] of parts.entries()) {
      const content: Content = {
        type: 'text',
        text: { body, ...(hasLink(body) && !withoutPreview && { preview_url: true }) },
      };
      messages.push({ content, ...(index > 0 && { isNextPart: true }) });
    }
  }
  const first = messages.findIndex(({ content }) => takesName(content));
  return messages.map((one, index) => (index > first && first >= 0 ? { ...one, isSequel: true } : one));
}

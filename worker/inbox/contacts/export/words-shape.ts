/** What the words of the HTML export are, in any language. */
import type { ContactDetails } from '../../../api/conversations/contacts.ts';
import type { MessageStatus } from '../../../api/conversations/messages.ts';
import type { ContentType } from '../../../whatsapp/content/content.ts';
import type { Sentence } from '../../../whatsapp/sentences.ts';

export interface ExportWords {
  direction: 'ltr' | 'rtl';
  aliases: Readonly<Record<ContactDetails['aliases'][number]['kind'], string>>;
  businessNumber: string;
  exported: string;
  firstMessage: string;
  optedIn: string;
  optedOut: string;
  source: string;
  teamNote: string;
  note: string;
  customer: string;
  /** Who sent a message without an author, such as one of an API token. */
  business: string;
  phoneApp: string;
  automatic: string;
  status: Readonly<Record<MessageStatus, string>>;
  /** With `{moment}`. */
  deleted: string;
  /** With `{id}`. */
  file: string;
  /** With `{count}` seconds. */
  call: Sentence;
  missedCall: string;
  types: Readonly<Record<ContentType, string>>;
}

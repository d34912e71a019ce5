import { type Content, readContent } from '../../../worker/whatsapp/content/content.ts';
import type { ThreadMessage } from '../control/control.ts';

/** A stored message, from a business or a customer. */
export interface MessageRow extends Record<string, SqlStorageValue> {
  wamid: string;
  number_id: string;
  customer: string;
  direction: 'in' | 'out';
  at: number;
  content: string;
  quoted: string | null;
  callback_data: string | null;
  status: ThreadMessage['status'];
  sent_to: 'phone' | 'user_id' | null;
  sent_user_id: string | null;
}

export function contentOf(row: MessageRow): Content {
  return readContent(row.content);
}

export function newWamid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(30));
  return `wamid.${btoa(String.fromCharCode(...bytes))}`;
}

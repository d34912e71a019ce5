/** What of a message's content a person reads, so that it can be looked for: no ids, addresses of files or payloads. */

import { wordsOf } from '../sending/template.ts';
import type { Content } from './content.ts';

/** Meta's names for what is shown. A kind of message that is made later uses the same ones. */
const shown = new Set([
  'address',
  'body',
  'button',
  'button_text',
  'caption',
  'city',
  'company',
  'coupon_code',
  'description',
  'detail',
  'display_text',
  'email',
  'filename',
  'flow_cta',
  'formatted_name',
  'phone',
  'product_retailer_id',
  'street',
  'subject',
  'text',
  'title',
]);

/** Header before body, title before description: in the order in which they stand. */
export function textsIn(content: Content): string[] {
  if (content.type === 'unsupported') return [];
  if (content.type === 'template' && content.shown) {
    const { shown: whole, ...sent } = content;
    const words = wordsOf(whole);
    return [...words, ...textsIn(sent).filter((text) => !words.some((other) => other.includes(text)))];
  }
  const texts: string[] = [];
  const look = (value: unknown, name: string) => {
    if (typeof value === 'string') {
      if (shown.has(name) && value.trim() !== '') texts.push(value);
      // What a customer has filled in: JSON inside a string, under names of the form's own.
      else if (name === 'response_json') texts.push(...answersIn(value));
    } else if (Array.isArray(value)) {
      for (const one of value) look(one, name);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) {
        // Elsewhere `name` is Meta's word for what a button does.
        const isTitle = key === 'name' && (name === 'location' || name === 'template');
        look(one, isTitle ? 'title' : key);
      }
    }
  };
  look(content, '');
  return texts;
}

function answersIn(json: string): string[] {
  const answers: string[] = [];
  const look = (value: unknown, name: string) => {
    if (typeof value === 'string' && name !== 'flow_token') answers.push(value);
    else if (typeof value === 'number') answers.push(String(value));
    else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) look(one, key);
    }
  };
  try {
    look(JSON.parse(json), '');
  } catch {
    // Not what a form gives; there is nothing in it to read.
  }
  return answers;
}

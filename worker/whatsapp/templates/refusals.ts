/**
 * What Meta answers when it refuses a template, and where in the template that is. Most of these errors have the code
 * 100 and say “Invalid parameter”; the subcode tells them apart. Sources:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes, and reports of answers
 * for the subcodes that the page does not list.
 */

import { type Explained, type Explanation, explainWith } from '../explanation.ts';
import type { GraphError } from '../graph/errors.ts';

export const refusalTexts = {
  name_exists: {
    summary: 'There is a template with this name in this language already.',
    advice: 'Edit that template, or choose another name.',
  },
  name_deleted: {
    summary: 'A template with this name was deleted, and Meta blocks the name for up to 30 days.',
    advice: 'Choose another name.',
  },
  account_full: {
    summary: 'This account has as many templates as Meta allows.',
    advice: 'Delete templates that you do not use. A verified business may have more.',
  },
  too_long: { summary: 'A text is too long for Meta.', advice: 'Shorten it.' },
  header: { summary: 'Meta does not accept the header.', advice: 'Check its text and its example.' },
  body: { summary: 'Meta does not accept the message.', advice: 'Check its variables and their examples.' },
  footer: { summary: 'Meta does not accept the footer.', advice: 'Remove variables, emoji and line breaks.' },
  few_words: {
    summary: 'The message has too few words for its variables.',
    advice: 'Write more text, or use fewer variables.',
  },
  edge_variable: {
    summary: 'The message begins or ends with a variable.',
    advice: 'Write a few words before the first and after the last variable. Punctuation does not count.',
  },
  variable_order: {
    summary: 'The variables are not numbered from 1 without gaps.',
    advice: 'Number them again.',
  },
  example_missing: { summary: 'An example is missing.', advice: 'Enter an example for every variable.' },
  file_missing: {
    summary: 'The example file is missing, or Meta no longer has it.',
    advice: 'Upload the file again.',
  },
  url: { summary: 'Meta does not accept the address of a button.', advice: 'Check the address.' },
  whatsapp_link: {
    summary: 'Meta does not accept links to WhatsApp in a button.',
    advice: 'Use a quick reply or a call button.',
  },
  phone: {
    summary: 'Meta does not accept the phone number of a button.',
    advice: 'Write it with its country code.',
  },
  not_editable: {
    summary: 'Meta does not take an edit now.',
    advice:
      'A template in review cannot be edited. An approved one can be edited once a day and ten times in 30 days.',
  },
  sample: {
    summary: 'This is one of Meta’s samples, which cannot be edited or deleted.',
    advice: 'Create your own template.',
  },
  business_unverified: {
    summary: 'Meta takes authentication templates from verified businesses only.',
    advice: 'Verify your business in Meta Business Suite.',
  },
  not_created: {
    summary: 'Meta could not create the template.',
    advice: 'Word it differently, or try again later.',
  },
  no_permission: {
    summary: 'The access token may not manage templates.',
    advice: 'Give its system user the permission whatsapp_business_management for this account.',
  },
  too_many_requests: {
    summary: 'There were too many requests for this account.',
    advice: 'Wait an hour, and try again.',
  },
  policy: {
    summary: 'Meta has blocked this account from doing that.',
    advice: 'Ask Meta’s Business Support.',
  },
  gone: { summary: 'Meta has no such template any more.', advice: 'Load the list again.' },
} as const satisfies Readonly<Record<string, Explanation>>;

export type RefusalCode = keyof typeof refusalTexts;

const explainRefusal = explainWith(refusalTexts);

export interface TemplateRefusal extends Explained {
  /** The part of the template, as in `TemplateProblem`; null if Meta does not say. */
  place: string | null;
}

type Meaning = readonly [code: RefusalCode, place: string | null];

const bySubcode: Readonly<Record<number, Meaning>> = {
  33: ['gone', null],
  2388019: ['account_full', null],
  2388023: ['name_deleted', 'name'],
  2388024: ['name_exists', 'name'],
  2388037: ['variable_order', 'body'],
  2388039: ['not_editable', null],
  2388040: ['too_long', null],
  2388043: ['example_missing', 'body'],
  2388047: ['header', 'header'],
  2388052: ['url', 'buttons'],
  2388072: ['body', 'body'],
  2388073: ['footer', 'footer'],
  2388081: ['whatsapp_link', 'buttons'],
  2388094: ['sample', null],
  2388109: ['not_created', null],
  2388185: ['business_unverified', 'category'],
  2388273: ['file_missing', 'header'],
  2388293: ['few_words', 'body'],
  2388299: ['edge_variable', 'body'],
};

const byCode: Readonly<Record<number, Meaning>> = {
  4: ['too_many_requests', null],
  192: ['phone', 'buttons'],
  368: ['policy', null],
  803: ['gone', null],
  80008: ['too_many_requests', null],
  139000: ['policy', null],
  200002: ['not_created', null],
};

/** Null for an error that has nothing to do with the template itself. */
export function refusalOf({ code, subcode = 0 }: GraphError): TemplateRefusal | null {
  const isPermission = code === 10 || (code >= 200 && code <= 299);
  const meaning =
    bySubcode[subcode] ?? byCode[code] ?? (isPermission ? (['no_permission', null] as const) : null);
  return meaning && { ...explainRefusal(meaning[0]), place: meaning[1] };
}

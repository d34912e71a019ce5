/**
 * The last check of a reply before it is sent. It needs no model: what a customer or a page writes cannot talk it round.
 * A refused reply is not sent, and the conversation is handed over to the team.
 */
import { hrefOf, linksIn } from '../../whatsapp/sending/links.ts';
import { isOtherLanguage } from '../language.ts';
import { whatsappMarkup } from './markup.ts';
import { sensitiveWords, unknownAmounts, unknownPromise } from './promises.ts';

/** Longer replies are not read on a phone, and are mostly made up. */
export const maxReplyLength = 900;

export type GuardReason =
  | 'empty_reply'
  | 'too_long'
  /** A link or mail address that is neither on an allowed domain nor in the sources. */
  | 'foreign_link'
  /** It repeats its instructions. */
  | 'prompt_echo'
  /** An amount or a percentage that is not in the sources. */
  | 'unknown_price'
  /** It promises a refund or a discount that the sources do not mention. */
  | 'unknown_promise'
  /** It asks for, or gives, numbers of cards, accounts or identity documents, or passwords. */
  | 'sensitive_data'
  /** An unfilled placeholder, such as `{{name}}`. */
  | 'placeholder'
  | 'other_language';

export type Guarded =
  | { outcome: 'passed'; text: string }
  /** `detail`: the part of the reply that it is about. */
  | { outcome: 'refused'; reason: GuardReason; detail: string };

export interface GuardContext {
  /** Also allows their subdomains: `example.com`. */
  allowedDomains: readonly string[];
  /** Everything that the reply may be taken from, with the instructions of the owner. */
  sources: string;
  /** What must not be repeated: the rules. */
  secret: string;
  /** What the customer has just written. */
  message: string;
}

export function guardReply(
  reply: string,
  { allowedDomains, sources, secret, message }: GuardContext,
): Guarded {
  const text = whatsappMarkup(reply);
  if (text === '') return refused('empty_reply', '');
  if (text.length > maxReplyLength) return refused('too_long', `${text.length} characters`);
  const placeholder =
    /\{\{[^{}]*\}\}|\{\{|\}\}|\[(?:name|nombre|nome|nom|nama|insert[^\]]*|your [^\]]*)\]/i.exec(text);
  if (placeholder) return refused('placeholder', placeholder[0]);
  const echo = echoOf(secret, text);
  if (echo !== null) return refused('prompt_echo', echo);
  const foreign = foreignLink(text, allowedDomains, sources);
  if (foreign !== null) return refused('foreign_link', foreign);
  const sensitive = sensitiveWords(text);
  if (sensitive !== null) return refused('sensitive_data', sensitive);
  const [amount] = unknownAmounts(text, sources);
  if (amount !== undefined) return refused('unknown_price', amount);
  const promise = unknownPromise(text, sources);
  if (promise !== null) return refused('unknown_promise', promise);
  if (isOtherLanguage(message, text)) return refused('other_language', '');
  return { outcome: 'passed', text };
}

function refused(reason: GuardReason, detail: string): Guarded {
  return { outcome: 'refused', reason, detail: detail.slice(0, maxDetail) };
}

const maxDetail = 120;

/** The first link that leads elsewhere; null if there is none. A mail address counts by its domain. */
export function foreignLink(text: string, allowedDomains: readonly string[], sources: string): string | null {
  const links = addressesIn(text);
  if (links.length === 0) return null;
  const domains = [...allowedDomains, ...addressesIn(sources).map(hostOf)].filter((domain) => domain !== '');
  return links.find((link) => !domains.some((domain) => isWithin(hostOf(link), domain))) ?? null;
}

function addressesIn(text: string): string[] {
  return linksIn(text).map(({ start, end }) => text.slice(start, end));
}

function hostOf(link: string): string {
  const href = hrefOf(link);
  const host = href.startsWith('mailto:') ? href.slice(href.lastIndexOf('@') + 1) : URL.parse(href)?.hostname;
  return bareHost(host ?? '');
}

function isWithin(host: string, domain: string): boolean {
  const bare = bareHost(domain);
  return host === bare || host.endsWith(`.${bare}`);
}

function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');
}

/** In letters and digits; shorter agreement happens in honest sentences. */
const echoLength = 60;

/** A long stretch of the secret that the text repeats, whatever its case and punctuation; null if there is none. */
function echoOf(secret: string, text: string): string | null {
  const [hidden, said] = [letters(secret), letters(text)];
  const stretches = new Set<string>();
  for (let at = 0; at + echoLength <= hidden.length; at++) stretches.add(hidden.slice(at, at + echoLength));
  for (let at = 0; at + echoLength <= said.length; at++) {
    const stretch = said.slice(at, at + echoLength);
    if (stretches.has(stretch)) return stretch;
  }
  return null;
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

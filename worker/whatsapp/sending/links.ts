/**
 * Web and mail addresses in a text, as people write them. Linear in the length of the text: a customer chooses the text.
 */

export interface Link {
  start: number;
  end: number;
}

/** The links of a text in order; they do not overlap. Without a scheme, the top-level domain must exist: `shop.com/bowl`. */
export function linksIn(text: string): Link[] {
  const links: Link[] = [];
  let at = 0;
  for (;;) {
    candidate.lastIndex = at;
    const found = candidate.exec(text);
    if (!found) return links;
    const [whole, web, name = ''] = found;
    at = found.index + whole.length;
    const link = web === undefined ? linkNamed(text, found.index, name) : linkTo(text, found.index, at);
    if (!link) continue;
    links.push(link);
    at = Math.max(at, link.end);
  }
}

/** The address to open. */
export function hrefOf(link: string): string {
  if (/^https?:/i.test(link)) return link;
  return /^[^/?#]*@/.test(link) ? `mailto:${link}` : `https://${link}`;
}

/** The end of the link without trailing punctuation of the sentence around it. */
export function trimmedEnd(text: string, start: number, end: number): number {
  const open = new Map<string, number>();
  for (let i = start; i < end; i++) {
    const character = text.charAt(i);
    const closed = brackets[character];
    if (closed !== undefined) open.set(closed, (open.get(closed) ?? 0) - 1);
    else if ('([{'.includes(character)) open.set(character, (open.get(character) ?? 0) + 1);
  }
  for (let last = end; last > start; last--) {
    const character = text.charAt(last - 1);
    const opening = brackets[character] ?? character;
    const balance = open.get(opening) ?? 0;
    const isUnpaired = opening === character ? balance > 0 : balance < 0;
    if (isUnpaired) open.set(opening, balance + (opening === character ? -1 : 1));
    else if (!/[.,:;!?'…’]/.test(character)) return last;
  }
  return start;
}

const brackets: Partial<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Either `https://` before a possible host, or text that may be a host or an email address. */
const candidate = /(https?:\/\/(?=[\p{L}\p{N}[]))|((?:(?!https?:\/\/)[\p{L}\p{M}\p{N}._%+@-])+)/giu;

/** Spaces, quotes, punctuation of other scripts, and direction marks always end an address. */
const rest =
  /[^\s<>"“”„«»‹›、。，！？；：（）【】「」『』《》〈〉،؛؟।\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]*/uy;
const host =
  /[^\s/?#<>"'`*~“”„«»‹›、。，！？；：（）【】「」『』《》〈〉،؛؟।\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]*/uy;
const path = /(?::\d{1,5})?(?=[/?#])/y;

function linkTo(text: string, start: number, at: number): Link {
  let end = endOf(host, text, at);
  if (/[/?#]/.test(text.charAt(end))) end = endOf(rest, text, end);
  else while (/[_-]/.test(text.charAt(end - 1))) end--;
  return { start, end: trimmedEnd(text, start, end) };
}

/** `name` begins at `start`, and can have punctuation around it that is not part of it. */
function linkNamed(text: string, start: number, name: string): Link | null {
  const [before = ''] = /^[^\p{L}\p{N}]*/u.exec(name) ?? [];
  const from = start + before.length;
  // A name inside a path, an unknown scheme or a handle is not an address.
  if (/[/\\@=&#$]/.test(text.charAt(from - 1))) return null;
  const inside = name.slice(before.length).replace(/[^\p{L}\p{N}]{1,8}$/u, '');
  const to = from + inside.length;
  const [local, domain = '', more] = inside.split('@', 3);
  if (more !== undefined) return null;
  if (inside.includes('@')) return local !== '' && domainEnd.test(domain) ? { start: from, end: to } : null;
  const isWhole = to === start + name.length;
  path.lastIndex = to;
  const port = isWhole ? path.exec(text) : null;
  const isNamed = /^www\./i.test(inside)
    ? domainEnd.test(inside.slice(4))
    : isKnown(domainEnd.exec(inside)?.[1] ?? '', port !== null && text.charAt(to) === '/');
  if (!isNamed) return null;
  if (!port) return { start: from, end: to };
  return { start: from, end: trimmedEnd(text, from, endOf(rest, text, to + port[0].length)) };
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

/** Labels with a dot between them, of which the last is captured. */
const domainEnd = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*\.(\p{L}[\p{L}\p{M}-]+|xn--[a-z\d-]+)$/iu;

/** Tells addresses from sentences without a space after the full stop: these continue with a capital or an unknown domain. */
function isKnown(ending: string, hasPath: boolean): boolean {
  if (ending === '') return false;
  return hasPath || (/^[a-z]{2}$/.test(ending) ? countries.has(ending) : generic.test(ending));
}

const generic =
  /^(?:com|net|org|info|biz|edu|gov|mil|int|name|mobi|app|dev|shop|store|online|site|website|xyz|tech|cloud|page|blog|link|live|club|email|agency|studio|design|world|today|news|media|one|pro|top|vip|art|eco|bio|group|company|solutions|services|space|cafe|restaurant|travel|health|care|fun|life|digital|academy|africa|asia|berlin|london|swiss|рф|xn--[a-z\d-]+)$/;

/** Country domains, two letters each: https://www.iana.org/domains/root/db. */
const countries = new Set(
  'acadaeafagaialamaoaqarasatauawaxazbabbbdbebfbgbhbibjbmbnbobrbsbtbwbybzcacccdcfcgchcickclcmcncocrcucvcwcxcyczdedjdkdmdodzeceeegereseteufifjfkfmfofrgagdgegfggghgiglgmgngpgqgrgsgtgugwgyhkhmhnhrhthuidieiliminioiqirisitjejmjojpkekgkhkikmknkpkrkwkykzlalblclilklrlsltlulvlymamcmdmemgmhmkmlmmmnmompmqmrmsmtmumvmwmxmymznancnenfngninlnonpnrnunzompapepfpgphpkplpmpnprpsptpwpyqarerorsrurwsasbscsdsesgshsiskslsmsnsosrssstsvsxsysztctdtftgthtjtktltmtntotrtttvtwtzuaugukusuyuzvavcvevgvivnvuwfwsyeytzazmzw'.match(
    /../g,
  ),
);

/**
 * Recovers attributes from a malformed tag. Editors turn quotes into curly quotes, primes or `&quot;`, and some quotes get
 * lost. The browser then splits values at spaces, lower-cases the words that it takes for attribute names, and puts the
 * beginning of one attribute into the value of another.
 */
import { attributeNames } from '../attribute-names.ts';
import { decodeEntities } from './entities.ts';

export type Pair = readonly [name: string, value: string];

export interface ReadAttributes {
  /** Values by the element's attribute names. */
  values: Map<string, string>;
  /** Attributes that the element does not know, in the order of the tag. */
  others: Pair[];
  /** Messages to the owner of the page. */
  problems: string[];
}

/** Attribute names as people write them, without separators, and the attribute that each means. */
const spellings: Record<string, string> = {
  ...Object.fromEntries(attributeNames.map((name) => [name.replaceAll('-', ''), name])),
  phone: 'number',
  phonenumber: 'number',
  tel: 'number',
  mobile: 'number',
  whatsapp: 'number',
  whatsappnumber: 'number',
  yourwhatsappnumber: 'number',
  text: 'pre-filled-message',
  message: 'pre-filled-message',
  prefilled: 'pre-filled-message',
  prefilledtext: 'pre-filled-message',
  defaultmessage: 'pre-filled-message',
  customprefilledmessage: 'pre-filled-message',
  buttontext: 'label',
  buttonlabel: 'label',
  custombuttonlabel: 'label',
  colour: 'color',
  buttoncolor: 'color',
  radius: 'border-radius',
  inbox: 'connection',
  connectionid: 'connection',
};

const quotes = `"'“”„‟″‶〃«»‘’‚‛′＂`;
const startQuote = new RegExp(`^[\\s\\u00a0,]*[${quotes}]`);
const endQuote = new RegExp(`[${quotes}][\\s\\u00a0,;]*$`);
const surroundingQuotes = new RegExp(`^[\\s\\u00a0,${quotes}]+|[\\s\\u00a0,${quotes}]+$`, 'g');
/** The next attribute's name and `=` at the end of a value whose closing quote is missing. */
const nextName = /[\s"“”″,]([a-z][a-z_-]*)\s*=\s*$/i;

export function readAttributes(pairs: readonly Pair[]): ReadAttributes {
  const values = new Map<string, string>();
  const others: Pair[] = [];
  const problems: string[] = [];
  /** Attributes in quotes that HTML does not accept. */
  const misquoted = new Set<string>();
  /** The attribute whose value continues in what the browser parsed as further attributes. */
  let open: string | null = null;

  const set = (name: string, value: string) => {
    if (!values.has(name)) values.set(name, value);
  };
  const append = (name: string, words: string) => {
    const before = values.get(name) ?? '';
    // The browser has lower-cased words that it took for names, so {TITLE} is {title}.
    const cased = words.replace(/\{[a-z]\w*\}/g, (found) => found.toUpperCase());
    const joined = before === '' ? cased.charAt(0).toUpperCase() + cased.slice(1) : `${before} ${cased}`;
    values.set(name, joined.trim());
  };

  for (const [rawName, rawValue] of pairs) {
    const text = decodeEntities(rawName);
    const [, scriptName = '', scriptValue = ''] = /^([\w-]+):(.*)$/.exec(text) ?? [];
    const known = nameOf(text) ?? nameOf(scriptName);
    if (open && !(known && (rawValue || scriptValue))) {
      const words = text + (rawValue && `=${rawValue}`);
      append(open, words.replace(surroundingQuotes, ''));
      if (endQuote.test(words)) open = null;
      continue;
    }
    open = null;
    if (!known) {
      const [value, next] = splitNext(rawValue, set);
      others.push([rawName, value]);
      if (next)
        problems.push(`has no closing quote after ${rawName}="${value}. Write ${rawName}="${value}".`);
      open = next;
      continue;
    }
    const isScript = nameOf(text) === null;
    const written = decodeEntities(isScript ? scriptValue + (rawValue && `=${rawValue}`) : rawValue);
    const [value, next] = splitNext(written, set);
    if (isScript) append(known, value.replace(surroundingQuotes, ''));
    else set(known, value.replace(surroundingQuotes, ''));
    if (next) {
      problems.push(
        `has no closing quote after ${known}="${value.replace(surroundingQuotes, '')}. Write each value between two straight quotes, as in ${known}="${value.replace(surroundingQuotes, '')}".`,
      );
      open = next;
      continue;
    }
    const bare = value.replace(surroundingQuotes, '');
    if (isScript || (written !== written.replace(surroundingQuotes, '') && startQuote.test(written)))
      misquoted.add(known);
    else if (written !== rawValue)
      problems.push(
        `has ${known}="${rawValue}", which was escaped twice and is read as "${bare}". Write ${known}="${bare.replaceAll('"', '&quot;')}".`,
      );
    if (startQuote.test(written) && !(endQuote.test(written) && written.trim().length > 1)) open = known;
    const squeezed = squeeze(text);
    if (squeezed in spellings && spellings[squeezed]?.replaceAll('-', '') !== squeezed)
      problems.push(`has no attribute ${text}: it is read as ${known}. Write ${known}="…".`);
  }
  for (const name of misquoted)
    problems.push(
      `has quotes that HTML does not accept, at ${name}. Write each value between two straight quotes, as in ${name}="${values.get(name)}".`,
    );
  for (const [name, value] of values) {
    const cut = value
      .replace(/\s*(>\s*(?=<|\n)|<\/?[a-z][^>]*(?==?$|\s\w+=)|\n\s*<)[\s\S]*$/i, '')
      .replace(surroundingQuotes, '');
    if (cut !== value && /\n|>\s*</.test(value)) {
      problems.push(
        `has no closing quote after ${name}="${cut}: the rest of the page has become part of the value. Write ${name}="${cut}".`,
      );
      values.set(name, cut);
    }
  }
  return { values, others, problems };
}

/** Splits the next attributes off a value, sets their values, and returns the name of the last one, whose value is open. */
function splitNext(
  value: string,
  set: (name: string, value: string) => void,
): [value: string, next: string | null] {
  const next = nameOf(nextName.exec(value)?.[1] ?? '');
  if (!next) return [value, null];
  const before = value.replace(nextName, '');
  // `1555 label='Chat' color=`: a missing quote can also swallow whole attributes.
  const [first = '', ...parts] = before.split(/[\s"“”″,]+(?=[a-z][a-z_-]*\s*=\s*['"“”″])/i);
  for (const part of parts) {
    const [name, ...rest] = part.split('=');
    const known = nameOf(name ?? '');
    if (known) set(known, rest.join('=').replace(surroundingQuotes, ''));
  }
  return [first, next];
}

function nameOf(written: string): string | null {
  // Anything except letters and separators means that this is a word of a value.
  const bare = written.replace(surroundingQuotes, '');
  return /^[a-z][a-z_-]*$/i.test(bare) ? (spellings[squeeze(bare)] ?? null) : null;
}

function squeeze(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

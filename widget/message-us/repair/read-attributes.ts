/**
 * Attributes as they were meant. Tags are pasted through editors that turn quotes into typographic ones, into primes or
 * into `&quot;`, and quotes get lost: the browser then splits values at their spaces, lower-cases the words that it
 * takes for names, and puts the beginning of one attribute into the value of another.
 */
import { attributeNames } from '../attribute-names.ts';
import { decodeEntities } from './entities.ts';

export type Pair = readonly [name: string, value: string];

export interface ReadAttributes {
  /** By the names that the element knows. */
  values: Map<string, string>;
  /** Attributes that are nothing of ours, in the order of the tag. */
  others: Pair[];
  /** What was written wrong, for the owner. */
  problems: string[];
}

/** Names as people write them, without what separates their words. */
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
const around = new RegExp(`^[\\s\\u00a0,${quotes}]+|[\\s\\u00a0,${quotes}]+$`, 'g');
/** Left of a value whose closing quote is missing: the beginning of the next attribute. */
const nextName = /[\s"“”″,]([a-z][a-z_-]*)\s*=\s*$/i;

export function readAttributes(pairs: readonly Pair[]): ReadAttributes {
  const values = new Map<string, string>();
  const others: Pair[] = [];
  const problems: string[] = [];
  /** Attributes with quotes that browsers do not know. */
  const misquoted = new Set<string>();
  /** The attribute whose value goes on in what the browser took for further attributes. */
  let open: string | null = null;

  const set = (name: string, value: string) => {
    if (!values.has(name)) values.set(name, value);
  };
  const add = (name: string, words: string) => {
    const before = values.get(name) ?? '';
    // The browser has lower-cased what it took for a name: {TITLE} is {title}.
    const cased = words.replace(/\{[a-z]\w*\}/g, (found) => found.toUpperCase());
    const said = before === '' ? cased.charAt(0).toUpperCase() + cased.slice(1) : `${before} ${cased}`;
    values.set(name, said.trim());
  };

  for (const [rawName, rawValue] of pairs) {
    const text = decodeEntities(rawName);
    const [, scriptName = '', scriptValue = ''] = /^([\w-]+):(.*)$/.exec(text) ?? [];
    const known = nameOf(text) ?? nameOf(scriptName);
    if (open && !(known && (rawValue || scriptValue))) {
      const words = text + (rawValue && `=${rawValue}`);
      add(open, words.replace(around, ''));
      if (endQuote.test(words)) open = null;
      continue;
    }
    open = null;
    if (!known) {
      const [value, next] = withoutNext(rawValue, set);
      others.push([rawName, value]);
      if (next)
        problems.push(`has no closing quote after ${rawName}="${value}. Write ${rawName}="${value}".`);
      open = next;
      continue;
    }
    const isScript = nameOf(text) === null;
    const written = decodeEntities(isScript ? scriptValue + (rawValue && `=${rawValue}`) : rawValue);
    const [value, next] = withoutNext(written, set);
    if (isScript) add(known, value.replace(around, ''));
    else set(known, value.replace(around, ''));
    if (next) {
      problems.push(
        `has no closing quote after ${known}="${value.replace(around, '')}. Write each value between two straight quotes, as in ${known}="${value.replace(around, '')}".`,
      );
      open = next;
      continue;
    }
    const bare = value.replace(around, '');
    if (isScript || (written !== written.replace(around, '') && startQuote.test(written)))
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
      `has quotes that browsers do not know, at ${name}. Write each value between two straight quotes, as in ${name}="${values.get(name)}".`,
    );
  for (const [name, value] of values) {
    const cut = value
      .replace(/\s*(>\s*(?=<|\n)|<\/?[a-z][^>]*(?==?$|\s\w+=)|\n\s*<)[\s\S]*$/i, '')
      .replace(around, '');
    if (cut !== value && /\n|>\s*</.test(value)) {
      problems.push(
        `has no closing quote after ${name}="${cut}: what follows on the page has become part of the value. Write ${name}="${cut}".`,
      );
      values.set(name, cut);
    }
  }
  return { values, others, problems };
}

/** A value up to where the next attribute begins in it, and the name of the last one that begins there. */
function withoutNext(
  value: string,
  set: (name: string, value: string) => void,
): [value: string, next: string | null] {
  const next = nameOf(nextName.exec(value)?.[1] ?? '');
  if (!next) return [value, null];
  const before = value.replace(nextName, '');
  // `1555 label='Chat' color=`: with the same quote missing, whole attributes stand in between.
  const [first = '', ...parts] = before.split(/[\s"“”″,]+(?=[a-z][a-z_-]*\s*=\s*['"“”″])/i);
  for (const part of parts) {
    const [name, ...rest] = part.split('=');
    const known = nameOf(name ?? '');
    if (known) set(known, rest.join('=').replace(around, ''));
  }
  return [first, next];
}

function nameOf(written: string): string | null {
  // With anything but letters and separators it is a word of a value.
  const bare = written.replace(around, '');
  return /^[a-z][a-z_-]*$/i.test(bare) ? (spellings[squeeze(bare)] ?? null) : null;
}

function squeeze(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

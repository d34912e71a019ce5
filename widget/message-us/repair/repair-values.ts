/** The repaired value, or null if it cannot be repaired, and the message to the owner of the page. */
export interface Repaired {
  value: string | null;
  problem?: string;
}

/** Repairs the value of an attribute: one function for each kind of value. */
export function repairValue(name: string, written: string): Repaired {
  const value = written.trim();
  if (isPlaceholder(value))
    return {
      value: null,
      problem: `still has a placeholder at ${name}="${value}". Write your own value, or leave ${name} out.`,
    };
  return (repairs[name] ?? unchanged)(value, name);
}

/** A placeholder from documentation or a template that the owner has not filled in. */
function isPlaceholder(value: string): boolean {
  return /^<[^>]*>?$|^\[[\w\s]+\]$|^\{\{.*\}\}$|^\$\{.*\}$|^<\?/.test(value) || /^YOUR[_ -]/.test(value);
}

const unchanged = (value: string): Repaired => ({ value });

const onWord = /^(|true|1|yes|on)$/i;
const offWord = /^(false|0|no|off|none|null|undefined)$/i;

const repairs: Record<string, (value: string, name: string) => Repaired> = {
  size: oneOf(['standard', 'compact'], {
    compact: /^(small|mini|s|sm)$/,
    standard: /^(|large|normal|medium|default|regular|l|m)$/,
  }),
  shows: oneOf(['both', 'icon', 'label'], { both: /^(|all)$/, label: /^text$/, icon: /^logo$/ }),
  floating: oneOf(['end', 'start', ''], {
    end: /(^|\W)right$/,
    start: /(^|\W)left$/,
    '': /^(true|1|yes|on|floating|bottom|fixed)$/,
    false: offWord,
  }),
  attribution: oneOf(['consent', ''], { '': /^(true|1|yes|on|attribution)$/, false: offWord }),
  consented: repairSwitch,
  card: repairSwitch,
  'opens-on-exit': repairSwitch,
  color: repairColor,
  'border-radius': repairRadius,
  'opens-after': repairNumber('seconds', '5'),
  'opens-at-scroll': repairNumber('percent of the page', '50'),
  'opens-at-view': repairNumber('page views', '3'),
  'opens-in-view': (value) =>
    isSelector(value)
      ? { value }
      : {
          value: 'false',
          problem: `has opens-in-view="${value}", which is not a CSS selector. Write it like opens-in-view="#reviews".`,
        },
  'opens-at-address': (value) =>
    value
      ? { value }
      : { value: 'false', problem: 'has an empty opens-at-address. Write it like opens-at-address="#chat".' },
  analytics: repairAnalytics,
};

function oneOf(words: readonly string[], spellings: Record<string, RegExp>) {
  return (value: string, name: string): Repaired => {
    const lower = value.toLowerCase();
    if (words.includes(lower)) return { value: lower };
    const [word] = Object.entries(spellings).find(([, spelling]) => spelling.test(lower)) ?? [];
    const choices = words.map((one) => (one ? `${name}="${one}"` : name)).join(' or ');
    if (word === undefined)
      return { value: null, problem: `has ${name}="${value}", which is ignored. Write ${choices}.` };
    return word === 'false' || lower === '' || onWord.test(lower)
      ? { value: word }
      : { value: word, problem: `has ${name}="${value}", which is read as "${word}". Write ${choices}.` };
  };
}

/** Only a clear yes means on, because consent must be unambiguous. */
function repairSwitch(value: string, name: string): Repaired {
  if (onWord.test(value) || value.toLowerCase() === name) return { value: '' };
  if (offWord.test(value)) return { value: 'false' };
  return {
    value: 'false',
    problem: `has ${name}="${value}", which counts as off. Write ${name} alone for on, or leave it out.`,
  };
}

function repairColor(value: string): Repaired {
  const bare = value
    .replace(/^(background-)?colou?r\s*:\s*/i, '')
    .replace(/\s*;$/, '')
    .toLowerCase();
  const color = [
    bare,
    `#${bare}`,
    bare.replace(/\s+/g, ''),
    bare.replace(/^(?:whatsapp|wa)[\s_-]?/, ''),
    `rgb(${bare})`,
  ].find((one) => one === 'teal' || one === 'green' || one === 'white' || CSS.supports('color', one));
  if (!value || color === value.toLowerCase()) return { value: color ?? '' };
  const choices = 'Write teal, green, white or a CSS color such as #075e54.';
  return color
    ? { value: color, problem: `has color="${value}", which is read as "${color}". ${choices}` }
    : { value: null, problem: `has color="${value}", which is not a color: the button is teal. ${choices}` };
}

function repairRadius(value: string): Repaired {
  const [, number = '', unit = ''] =
    /^(?:border-radius\s*:)?\s*(\d*[.,]?\d+)\s*([a-z%]*)\s*;?$/i.exec(value) ?? [];
  const length =
    number && number.replace(',', '.') + (/^(px|em|rem|%|vw|vh|pt)$/i.test(unit) ? unit.toLowerCase() : 'px');
  const radius = [value, length].find((one) => one && CSS.supports('border-radius', one));
  if (!value || Number.isFinite(Number(value)) || radius === value) return { value };
  return radius
    ? {
        value: radius,
        problem: `has border-radius="${value}", which is read as "${radius}". Write border-radius="${radius}".`,
      }
    : {
        value: null,
        problem: `has border-radius="${value}", which is not a CSS length. Write it like border-radius="8px".`,
      };
}

function repairNumber(unit: string, example: string) {
  return (value: string, name: string): Repaired => {
    const [, number, suffix = ''] = /^(\d*[.,]?\d+)\s*(\D*)$/.exec(value) ?? [];
    if (number === undefined)
      return {
        value: 'false',
        problem: `has ${name}="${value}", which is not a number of ${unit}. Write it like ${name}="${example}".`,
      };
    const plain = Number(number.replace(',', '.')) / (/^(ms|milli\w*)$/i.test(suffix.trim()) ? 1_000 : 1);
    return { value: String(plain) };
  };
}

const tools: Record<string, string> = {
  ga: 'gtag',
  ga4: 'gtag',
  google: 'gtag',
  gtm: 'datalayer',
  facebook: 'meta',
  fbq: 'meta',
  pixel: 'meta',
  piwik: 'matomo',
  gtag: 'gtag',
  datalayer: 'datalayer',
  meta: 'meta',
  plausible: 'plausible',
  matomo: 'matomo',
};

function repairAnalytics(value: string): Repaired {
  const words = value
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  const unknown = words.filter((word) => !(word in tools));
  return {
    value: words.map((word) => tools[word] ?? word).join(' '),
    ...(words.length === 0 || unknown.length > 0
      ? {
          problem: `has analytics="${value}", which names ${unknown.length > 0 ? `no known tool at ${unknown.join(', ')}` : 'no tool'}. Write datalayer, gtag, meta, plausible or matomo, as many as you use.`,
        }
      : {}),
  };
}

function isSelector(value: string): boolean {
  try {
    document.createDocumentFragment().querySelector(value);
    return value !== '';
  } catch {
    return false;
  }
}

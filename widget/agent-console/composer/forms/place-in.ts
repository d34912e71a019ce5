/** Reads a place from what people paste: the link of a map, or coordinates in any usual notation. */
export interface FoundPlace {
  latitude: number;
  longitude: number;
  /** From the link, if it has one. */
  name?: string;
}

/** The place; `short` for a short link, which only the map itself can read; null: there is none. */
export function placeIn(text: string): FoundPlace | 'short' | null {
  const link = /\b(?:https?:\/\/|geo:)\S+/i.exec(text)?.[0];
  if (link === undefined) return valid(coordinatesIn(text));
  if (/^geo:/i.test(link)) return placeOfUri(link);
  const address = link.replace(/[)\].,;]+$/, '');
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (isShort(url)) return 'short';
  return placeOfLink(url);
}

/** They redirect to the place, and browsers do not let a page see where to. */
function isShort({ hostname, pathname }: URL): boolean {
  return (
    /(^|\.)(goo\.gl|maps\.app\.goo\.gl|g\.co|bit\.ly|t\.co)$/.test(hostname) ||
    (/(^|\.)(osm\.org|openstreetmap\.org)$/.test(hostname) && pathname.startsWith('/go/')) ||
    (hostname === 'waze.com' && /^\/ul\/h\w+$/.test(pathname))
  );
}

/** `geo:52.5,13.4?q=52.5,13.4(The shop)`, as phones share it (RFC 5870, and Android's `q`). */
function placeOfUri(uri: string): FoundPlace | null {
  const [, place = '', query = ''] = /^geo:([^?]*)\??(.*)$/i.exec(decoded(uri)) ?? [];
  const q = /(?:^|&)q=([^&]*)/.exec(query)?.[1] ?? '';
  const named = /^([^(]*)\((.*)\)$/.exec(q);
  const [at = ''] = place.split(';');
  const name = named?.[2];
  return (
    withName(pair(named?.[1] ?? q), name) ??
    (at.startsWith('0,0') && q !== '' ? null : withName(pair(at), name))
  );
}

/** Parameters that say the place itself come before those for the middle of the map. */
const pinned = [
  'q',
  'query',
  'destination',
  'daddr',
  'coordinate',
  'll',
  'to',
  'center',
  'sll',
  'cp',
  'viewpoint',
];

function placeOfLink(url: URL): FoundPlace | null {
  const { searchParams: query, hash } = url;
  const path = decoded(url.pathname).replaceAll('+', ' ');
  const name = nameOf(path, query);
  // Google: the pin after `!3d` and `!4d`. The last one is the place; those before are on the way.
  const pin = [...`${path}${hash}`.matchAll(/!3d(-?\d+(?:\.\d+)?)!4d(-?\d+(?:\.\d+)?)/g)].at(-1);
  if (pin) return withName({ latitude: Number(pin[1]), longitude: Number(pin[2]) }, name);
  const [lat, lon] = [
    query.get('mlat') ?? query.get('lat'),
    query.get('mlon') ?? query.get('lon') ?? query.get('lng'),
  ];
  if (lat !== null && lon !== null) return withName(pair(`${lat},${lon}`), name);
  for (const key of pinned) {
    const value = query
      .get(key)
      ?.replace(/^(?:ll|loc)[.:]\s*/i, '')
      .replace('~', ',');
    const found = value === undefined ? null : withName(pair(value) ?? coordinatesIn(value), name);
    if (found) return found;
  }
  const inPath = /\/(?:search|place|dir(?:\/[^/]*)?|l|loc)\/\s*(-?\d+(?:\.\d+)?,\s*-?\d+(?:\.\d+)?)/.exec(
    path,
  )?.[1];
  const middle = /@(-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?)/.exec(path)?.[1];
  const hashed = /map=\d+(?:\.\d+)?\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)/.exec(hash);
  return (
    withName(pair(inPath ?? ''), name) ??
    withName(pair(middle ?? ''), name) ??
    (hashed ? withName(pair(`${hashed[1]},${hashed[2]}`), name) : null)
  );
}

/** The words in a link that are no coordinates. */
function nameOf(path: string, query: URLSearchParams): string | undefined {
  const words = [
    /\/place\/([^/@]+)/.exec(path)?.[1],
    query.get('name'),
    query.get('q'),
    query.get('address'),
  ];
  return words
    .map((one) => one?.trim())
    .find((one) => one && !pair(one) && !coordinatesIn(one) && one !== '');
}

/** `52.5,13.4`, as in links. */
function pair(text: string): FoundPlace | null {
  const [, latitude, longitude] = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
  if (latitude === undefined || longitude === undefined) return null;
  return valid({ latitude: Number(latitude), longitude: Number(longitude) });
}

const half = String.raw`([+-]?\d{1,3}(?:\.\d+)?)\s*(?:°|deg|d)?\s*(?:(\d{1,2}(?:\.\d+)?)\s*['m]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*["s]\s*)?([NSEW])?`;
const both = new RegExp(String.raw`^${half}(?:\s*[,;/|]\s*|\s+|(?<=[NSEW]))${half}$`, 'i');
/** Without signs: `52 30 58.7 N, 13 22 39.7 E`. */
const bare =
  /^(\d{1,3}) (\d{1,2}(?:\.\d+)?)(?: (\d{1,2}(?:\.\d+)?))? ?([NSEW])[ ,;/|]+(\d{1,3}) (\d{1,2}(?:\.\d+)?)(?: (\d{1,2}(?:\.\d+)?))? ?([NSEW])$/i;

function coordinatesIn(text: string): FoundPlace | null {
  const clean = withPoints(
    text
      .replace(/[’′‘]|&#39;/g, "'")
      .replace(/[”″“]|''/g, '"')
      .replace(/[º˚]/g, '°')
      .replace(/[−–]/g, '-')
      .replace(/\b(?:latitude|longitude|lat|long|lng|lon)\b\.?\s*[:=]?/gi, ' ')
      .replace(/[()[\]{}]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      // Moves a letter before its number to the position after it.
      .replace(/^[NSEW].*/i, (all) =>
        all.replace(/([NSEW])\s*([^NSEW,;/|]+?)\s*([,;/|]?)\s*(?=[NSEW]|$)/gi, '$2 $1$3 ').trim(),
      ),
  );
  const spaced = bare.exec(clean);
  if (spaced) {
    const [, d1 = '', m1 = '0', s1 = '0', h1 = '', d2 = '', m2 = '0', s2 = '0', h2 = ''] = spaced;
    return ordered(angle(d1, m1, s1, h1), h1, angle(d2, m2, s2, h2), h2);
  }
  const found = both.exec(clean);
  if (!found) return null;
  const [, d1 = '', m1 = '0', s1 = '0', h1 = '', d2 = '', m2 = '0', s2 = '0', h2 = ''] = found;
  return ordered(angle(d1, m1, s1, h1), h1, angle(d2, m2, s2, h2), h2);
}

/** `52,5163; 13,3777`: two commas between digits are decimal ones, where there is no decimal point. */
function withPoints(text: string): string {
  const isDecimal = !/\d\.\d/.test(text) && text.match(/\d,\d/g)?.length === 2;
  return isDecimal ? text.replace(/(\d),(\d)/g, '$1.$2') : text;
}

function angle(degrees: string, minutes: string, seconds: string, half: string): number {
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return Number.NaN;
  const size = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600;
  return degrees.startsWith('-') || /[sw]/i.test(half) ? -size : size;
}

/** By the letters, if there are some; otherwise latitude is first. */
function ordered(first: number, h1: string, second: number, h2: string): FoundPlace | null {
  const isEast = (half: string) => /[ew]/i.test(half);
  if (h1 !== '' && h2 !== '' && isEast(h1) === isEast(h2)) return null;
  const isTurned = isEast(h1) || (h2 !== '' && !isEast(h2));
  return valid(isTurned ? { latitude: second, longitude: first } : { latitude: first, longitude: second });
}

function valid(place: FoundPlace | null): FoundPlace | null {
  if (!place) return null;
  const { latitude, longitude } = place;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? place : null;
}

function withName(place: FoundPlace | null, name: string | undefined): FoundPlace | null {
  const found = valid(place);
  return found && name ? { ...found, name } : found;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

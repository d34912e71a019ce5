/** Fetches a page of the owner's site for the knowledge of the assistant, and takes its text. */
import { tidyText } from '../../assistant/knowledge/page-text.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { checkedAddress } from '../http/public-address.ts';

const timeoutMs = 10_000;
const maxBytes = 1024 * 1024;
const maxRedirects = 3;
const maxTitle = 300;
const pageUnreachable = 'The page did not answer within 10 seconds. Check the address.';

export interface PageText {
  url: string;
  title: string;
  text: string;
}

/** `own` is an address of this Worker, which does not fetch itself. */
export async function fetchPage(address: string, env: Env, own: URL): Promise<PageText> {
  const signal = AbortSignal.timeout(timeoutMs);
  let url = checkedAddress(address, env, own, 'https://example.com/delivery');
  for (let redirects = 0; ; redirects++) {
    const answer = await get(url, signal);
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      await answer.body?.cancel();
      if (redirects === maxRedirects) {
        throw new ApiError(
          422,
          'page_redirects',
          'It redirects too often. Enter the address that it ends at.',
        );
      }
      // A public address can lead to a private one.
      url = checkedAddress(URL.parse(location, url)?.href ?? '', env, own);
      continue;
    }
    if (!answer.ok) {
      await answer.body?.cancel();
      throw new ApiError(
        422,
        'page_not_found',
        `The page answers with status ${answer.status}. Check the address, and that it can be read without signing in.`,
      );
    }
    return readPage(url, answer);
  }
}

async function get(url: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      redirect: 'manual',
      signal,
      headers: {
        Accept: 'text/html, text/plain',
        'User-Agent': 'MessageUs/1.0 (knowledge of the assistant)',
      },
    });
  } catch {
    throw new ApiError(502, 'page_unreachable', pageUnreachable);
  }
}

async function readPage(url: string, answer: Response): Promise<PageText> {
  const [type = ''] = (answer.headers.get('content-type') ?? 'text/html').split(';');
  if (!/^text\/(html|plain|markdown)$|^application\/xhtml\+xml$/i.test(type.trim())) {
    await answer.body?.cancel();
    throw new ApiError(
      422,
      'page_not_text',
      `Only pages and plain text can be read, and this is ${type.trim()}. Add its text as an entry instead.`,
    );
  }
  const body = new Response(await bytesOf(answer), answer);
  const page = /html/i.test(type) ? await textOfHtml(body) : { title: '', text: await body.text() };
  const text = tidyText(page.text);
  if (text === '') {
    throw new ApiError(
      422,
      'page_empty',
      'The page has no text without JavaScript. Copy its text into an entry instead.',
    );
  }
  const title = tidyText(page.title).slice(0, maxTitle);
  return { url, title: title === '' ? (text.split('\n')[0] ?? url).slice(0, maxTitle) : title, text };
}

async function bytesOf(answer: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = answer.body?.getReader();
  for (;;) {
    const next = await reader?.read().catch(() => {
      throw new ApiError(502, 'page_unreachable', pageUnreachable);
    });
    if (!next || next.done) break;
    size += next.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new ApiError(
        422,
        'page_too_large',
        'The page is larger than 1 MB. Copy the part that matters into an entry.',
      );
    }
    parts.push(next.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const skipped =
  'script, style, noscript, template, svg, nav, footer, form, iframe, select, button, [hidden], [aria-hidden="true"]';
const blocks =
  'p, div, section, article, li, tr, h1, h2, h3, h4, h5, h6, dt, dd, blockquote, pre, table, ul, ol, header, main, figcaption';

async function textOfHtml(page: Response): Promise<{ title: string; text: string }> {
  const parts: string[] = [];
  const title: string[] = [];
  let depth = 0;
  let isTitle = false;
  const rewriter = new HTMLRewriter()
    .on('title', {
      element(element) {
        isTitle = true;
        element.onEndTag(() => {
          isTitle = false;
        });
      },
    })
    .on(skipped, {
      element(element) {
        depth += 1;
        element.onEndTag(() => {
          depth -= 1;
        });
      },
    })
    .on(blocks, {
      element(element) {
        parts.push('\n');
        element.onEndTag(() => void parts.push('\n'));
      },
    })
    .on('br', { element: () => void parts.push('\n') })
    .on('td, th', { element: () => void parts.push(' ') })
    .onDocument({
      text({ text }) {
        if (isTitle) title.push(text);
        else if (depth === 0) parts.push(text.replace(/\s+/g, ' '));
      },
    });
  await rewriter.transform(page).body?.pipeTo(new WritableStream());
  return { title: decoded(title.join('')), text: decoded(parts.join('')) };
}

const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', euro: '€', pound: '£', copy: '©' },
  ...{ ndash: '–', mdash: '—', hellip: '…', rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”', bull: '•' },
  ...{
    auml: 'ä',
    ouml: 'ö',
    uuml: 'ü',
    Auml: 'Ä',
    Ouml: 'Ö',
    Uuml: 'Ü',
    szlig: 'ß',
    eacute: 'é',
    agrave: 'à',
  },
  ...{ egrave: 'è', ccedil: 'ç', ntilde: 'ñ', times: '×', middot: '·', deg: '°' },
};

/** The rewriter gives the text as it is written. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : '';
  });
}

/** Text from Word, Google Docs, a mail or a web page, with its formats as WhatsApp's marks. */
import { type Formats, markedLine, type Run } from './format-runs.ts';
import { type HtmlToken, htmlTokens } from './html-tokens.ts';

/**
 * The text to insert in place of the plain text; null: they are the same, or a spreadsheet was copied, whose plain text
 * keeps the columns apart.
 */
export function pastedText(markup: string, plain: string): string | null {
  if (markup.trim() === '' || /office:excel|google-sheets-html-origin/i.test(markup)) return null;
  const text = new Reader(markup).read();
  const bare = (one: string) => one.replace(/\s+/g, ' ').trim();
  return text === '' || bare(text) === bare(plain) ? null : text;
}

interface Context extends Formats {
  name: string;
  /** Whether spaces and line breaks are kept. */
  isPre: boolean;
  /** Whether it is a block of code. */
  isCode: boolean;
  isQuote: boolean;
  /** The number of the next item; null: bullets. Undefined outside of a list. */
  list?: { next: number | null };
  href: string | null;
  /** Where its link starts in the line. */
  linkAt: number;
  /** For a block of code: the number of lines before it. */
  codeAt: number | null;
  /** Word writes the bullet of a list as text. */
  isMarker: boolean;
}

const outermost: Context = {
  name: '',
  bold: false,
  italic: false,
  strike: false,
  mono: false,
  isPre: false,
  isCode: false,
  isQuote: false,
  href: null,
  linkAt: 0,
  codeAt: null,
  isMarker: false,
};

const empty = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'wbr', 'col']);
/** With an empty line before and after. */
const paragraphs = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'blockquote',
  'table',
  'ul',
  'ol',
  'dl',
]);
const blocks = new Set([
  ...paragraphs,
  ...['div', 'li', 'tr', 'dt', 'dd', 'section', 'article', 'header', 'footer', 'main', 'aside', 'figure'],
  ...['address', 'body', 'html', 'thead', 'tbody', 'form', 'fieldset', 'nav', 'figcaption'],
]);

const fence = '```';

class Reader {
  #tokens: readonly HtmlToken[];
  #stack: Context[] = [outermost];
  #lines: string[] = [];
  #runs: Run[] = [];
  /** What the line starts with, such as a bullet. */
  #prefix = '';
  #marker = '';
  /** Word and Google Docs have one paragraph for each line. */
  #isOneLineEach: boolean;

  constructor(markup: string) {
    this.#tokens = htmlTokens(markup);
    this.#isOneLineEach = /docs-internal-guid|schemas-microsoft-com:office|mso-|class="?Mso/i.test(markup);
  }

  read(): string {
    for (const token of this.#tokens) {
      if (token.type === 'text') this.#say(token.text);
      else if (token.type === 'open') this.#open(token.name, token.attributes);
      else this.#close(token.name);
    }
    this.#endLine();
    return this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .replace(/^\n+|\s+$/g, '');
  }

  get #top(): Context {
    return this.#stack.at(-1) ?? outermost;
  }

  #say(text: string): void {
    const { isPre, isMarker, bold, italic, strike, mono } = this.#top;
    if (isMarker) {
      this.#marker += text;
      return;
    }
    if (isPre) {
      for (const [index, line] of text.replace(/\r\n?/g, '\n').split('\n').entries()) {
        if (index > 0) this.#endLine(true);
        this.#runs.push({ text: line, bold, italic, strike, mono });
      }
      return;
    }
    const isAtStart = this.#runs.every((run) => run.text.trim() === '');
    const endsInSpace = /\s$/.test(this.#runs.at(-1)?.text ?? '');
    const words = text.replace(/[\t\n\r\f ]+/g, ' ').replaceAll('\u00a0', ' ');
    const said = isAtStart || endsInSpace ? words.trimStart() : words;
    if (said !== '') this.#runs.push({ text: said, bold, italic, strike, mono });
  }

  #open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name === 'br' || name === 'hr') {
      this.#endLine(name === 'br');
      return;
    }
    if (name === 'img') {
      // Pages show emoji as pictures.
      const alt = attributes.get('alt') ?? '';
      if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(alt) && alt.length < 16) this.#say(alt);
      return;
    }
    if (empty.has(name)) return;
    const before = this.#top;
    const context: Context = {
      ...before,
      ...formatsOf(name, attributes, before),
      name,
      href: null,
      codeAt: null,
    };
    if (blocks.has(name)) this.#startBlock(name);
    if (name === 'pre' && !before.isCode) {
      this.#prefix += fence;
      context.codeAt = this.#lines.length;
    }
    if (name === 'td' || name === 'th') this.#startCell();
    if (name === 'ul') context.list = { next: null };
    if (name === 'ol') context.list = { next: Number.parseInt(attributes.get('start') ?? '1', 10) || 1 };
    if (name === 'li') this.#startItem(before.list ?? { next: null });
    if (name === 'blockquote') context.isQuote = true;
    if (name === 'a') {
      context.href = attributes.get('href') ?? null;
      context.linkAt = this.#runs.length;
    }
    this.#stack.push(context);
  }

  #close(name: string): void {
    const at = this.#stack.findLastIndex((context) => context.name === name);
    if (at <= 0) return;
    for (const context of this.#stack.slice(at).toReversed()) {
      if (context.name === 'a') this.#endLink(context);
      if (context.isMarker && !this.#stack[at - 1]?.isMarker) this.#endMarker();
    }
    const isBlock = blocks.has(name);
    if (isBlock) this.#endLine();
    this.#endCode(this.#stack[at]?.codeAt ?? null);
    this.#stack.length = at;
    if (isBlock && this.#hasSpace(name)) this.#emptyLine();
  }

  #endCode(start: number | null): void {
    if (start === null) return;
    const last = this.#lines.length - 1;
    if (last >= start) this.#lines[last] += fence;
    this.#prefix = this.#prefix.replace(fence, '');
  }

  #startBlock(name: string): void {
    this.#endLine();
    if (this.#hasSpace(name)) this.#emptyLine();
  }

  /** Whether this block has an empty line around it. */
  #hasSpace(name: string): boolean {
    const isInList = this.#stack.some((context) => context.list !== undefined);
    return paragraphs.has(name) && !isInList && !this.#isOneLineEach;
  }

  #emptyLine(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  #startItem(list: { next: number | null }): void {
    this.#prefix = list.next === null ? '- ' : `${list.next}. `;
    if (list.next !== null) list.next += 1;
  }

  #startCell(): void {
    if (this.#runs.some((run) => run.text.trim() !== ''))
      this.#runs.push({ text: '\t', bold: false, italic: false, strike: false, mono: false });
  }

  #endMarker(): void {
    const number = /^\s*(\d{1,3})[.)]/.exec(this.#marker)?.[1];
    this.#prefix = number === undefined ? '- ' : `${number}. `;
    this.#marker = '';
  }

  /** The address behind its words, unless they are the address. */
  #endLink({ href, linkAt }: Context): void {
    if (href === null || !/^(https?:|mailto:|tel:)/i.test(href)) return;
    const text = this.#runs
      .slice(linkAt)
      .map((run) => run.text)
      .join('')
      .trim();
    const address = href.replace(/^(mailto|tel):/i, '');
    const bare = (one: string) =>
      one
        .replace(/^https?:\/\/(www\.)?/i, '')
        .replace(/\/$/, '')
        .toLowerCase();
    const plain = { bold: false, italic: false, strike: false, mono: false };
    if (text === '' || bare(text) === bare(address)) {
      // A format around an address could become a part of it.
      this.#runs.splice(linkAt, Number.POSITIVE_INFINITY, { text: address, ...plain });
    } else this.#runs.push({ text: ` (${address})`, ...plain });
  }

  /** `isBreak`: also if it is empty. */
  #endLine(isBreak = false): void {
    const { isQuote, isPre } = this.#top;
    const marked = markedLine(this.#runs);
    const line = isPre ? marked.trimEnd() : marked.trim();
    this.#runs = [];
    for (const context of this.#stack) context.linkAt = 0;
    if (line === '') {
      if (isBreak) this.#lines.push('');
      return;
    }
    this.#lines.push((isQuote ? '> ' : '') + this.#prefix + line);
    this.#prefix = '';
  }
}

function formatsOf(name: string, attributes: ReadonlyMap<string, string>, before: Context) {
  const style = (attributes.get('style') ?? '').toLowerCase();
  const value = (property: string) =>
    new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`).exec(style)?.[1]?.trim() ?? '';
  const weight = value('font-weight');
  const isTag = (...names: string[]) => names.includes(name);
  const bold =
    weight === ''
      ? before.bold || isTag('b', 'strong', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'th')
      : /^(bold|bolder|[6-9]\d\d)/.test(weight);
  const slant = value('font-style');
  const italic =
    slant === '' ? before.italic || isTag('i', 'em', 'cite', 'dfn') : /italic|oblique/.test(slant);
  const lines = `${value('text-decoration')} ${value('text-decoration-line')}`;
  const strike = before.strike || isTag('s', 'strike', 'del') || lines.includes('line-through');
  const mono = before.mono || isTag('code', 'tt', 'kbd', 'samp');
  const isKept = before.isPre || /^pre(-wrap)?$/.test(value('white-space'));
  const isMarker = before.isMarker || /mso-list\s*:\s*ignore/.test(style);
  // Inside monospace, marks mean nothing.
  if (name === 'pre' || before.isCode)
    return { bold: false, italic: false, strike: false, mono: false, isPre: true, isCode: true, isMarker };
  return { bold, italic, strike, mono, isPre: isKept, isCode: false, isMarker };
}

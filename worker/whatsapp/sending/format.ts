import { hrefOf, type Link, linksIn, trimmedEnd } from './links.ts';

/**
 * WhatsApp's own formatting: *bold*, _italic_, ~strike~, `code`, ```monospace```, lists and quotes, as a tree, with
 * links, inside which a mark means nothing. Source: https://faq.whatsapp.com/539178204879377, and for where a mark
 * counts, what the apps do: it opens after a space or punctuation and before a character, closes the other way round,
 * and does not reach over a line break; only monospace does.
 *
 * Total, and linear in the length of the text: a customer chooses the text.
 */
export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'quote'; children: Inline[] }
  /** Numbered from `start`; bulleted when it is null. */
  | { type: 'list'; start: number | null; items: Inline[][] };

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'link'; text: string; href: string }
  | { type: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { type: 'code' | 'monospace'; text: string };

/**
 * Limit of formatted spans, links, list items and blocks, because a browser lays out an element for each. The rest of the
 * text stays unformatted. No readable message has a tenth as many.
 */
const maxParts = 1_000;

export function parseFormat(text: string): Block[] {
  const blocks: Block[] = [];
  const parts: Counter = { left: maxParts };
  const lines = linesOf(text);
  for (const [index, line] of lines.entries()) {
    if (parts.left <= 0) {
      blocks.push({ type: 'paragraph', children: [{ type: 'text', text: lines.slice(index).join('\n') }] });
      break;
    }
    const [, bullet] = /^[-*] (?=\S)/.exec(line) ? ['', line.slice(2)] : [];
    const numbered = /^(\d{1,3})\. (?=\S)/.exec(line);
    const last = blocks.at(-1);
    if (bullet !== undefined || numbered) {
      const start = numbered ? Number(numbered[1]) : null;
      const item = parseInline(bullet ?? line.slice(numbered?.[0].length), parts);
      parts.left -= 1;
      if (last?.type === 'list' && (last.start === null) === (start === null)) last.items.push(item);
      else blocks.push({ type: 'list', start, items: [item] });
    } else {
      const type = /^> ?(?=\S)/.test(line) ? 'quote' : 'paragraph';
      const children = parseInline(type === 'quote' ? line.replace(/^> ?/, '') : line, parts);
      if (last?.type === type) append(last.children, [{ type: 'text', text: '\n' }, ...children]);
      else {
        blocks.push({ type, children });
        parts.left -= 1;
      }
    }
  }
  return blocks;
}

interface Counter {
  left: number;
}

/** Merges adjacent text. */
function append(children: Inline[], more: readonly Inline[]): void {
  for (const inline of more) {
    const last = children.at(-1);
    if (last?.type === 'text' && inline.type === 'text') last.text += inline.text;
    else children.push(inline);
  }
}

/** The text without formatting marks. Marks at the start of lists and quotes stay. */
export function plainText(text: string): string {
  return linesOf(text)
    .map((line) => parseInline(line, { left: Number.POSITIVE_INFINITY }).map(plainInline).join(''))
    .join('\n');
}

function plainInline(inline: Inline): string {
  return 'children' in inline ? inline.children.map(plainInline).join('') : inline.text;
}

/** A part of a line that stays together: a link, or the text between a pair of marks, including the marks. */
export interface Span {
  type: Exclude<Inline['type'], 'text'>;
  start: number;
  end: number;
}

/** The spans of a line, outer before inner, in the order of their start. They nest and do not cross. */
export function spansOf(line: string, most = Number.POSITIVE_INFINITY): Span[] {
  const spans: Span[] = [];
  const links = linksIn(line).values();
  let link = links.next().value;
  const last: Partial<Record<string, number>> = {};
  // Open marks, at most one of each kind, so that none is examined more than three times.
  let open: { mark: string; span: Span }[] = [];
  let i = 0;
  while (i < line.length && spans.length < most) {
    while (link && link.start < i) link = links.next().value;
    if (link?.start === i) {
      const waiting = open.map(({ mark }) => mark);
      const end = linkEnd(line, link, waiting, (mark) => (last[mark] ??= line.lastIndexOf(mark)));
      spans.push({ type: 'link', start: i, end });
      i = end;
      continue;
    }
    const mark = line.charAt(i);
    if (mark === '`') {
      const span = codeAt(line, i);
      if (span) spans.push(span);
      i = span ? span.end : i + (line.startsWith(fence, i) ? fence.length : 1);
      continue;
    }
    const type = marks[mark];
    if (type) {
      const at = open.findIndex((other) => other.mark === mark);
      const opened = open[at];
      if (opened && closes(line, i, opened.span.start)) {
        opened.span.end = i + 1;
        open = open.slice(0, at);
      } else if (!opened && opens(line, i)) {
        const span = { type, start: i, end: unclosed };
        spans.push(span);
        open.push({ mark, span });
      }
    }
    i += 1;
  }
  return spans.filter((span) => span.end !== unclosed);
}

/**
 * A mark at the end of an address closes an open span, unless the address contains a pair of them and another one
 * follows in the line: `_see https://shop.example/_draft_ first_`.
 */
function linkEnd(
  line: string,
  { start, end }: Link,
  open: readonly string[],
  last: (mark: string) => number,
): number {
  const waiting = new Set(open);
  for (let mark = line.charAt(end - 1); waiting.delete(mark); mark = line.charAt(end - 1)) {
    const isPaired = line.slice(start, end).split(mark).length % 2 === 1;
    if (isPaired && last(mark) >= end) return end;
    end = trimmedEnd(line, start, end - 1);
  }
  return end;
}

const marks: Record<string, 'bold' | 'italic' | 'strike'> = { '*': 'bold', _: 'italic', '~': 'strike' };
const fence = '```';
const unclosed = -1;

/** Lines, except that a line break inside monospace does not end one. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  let from = 0;
  let fenceAt = text.indexOf(fence);
  let end = text.indexOf('\n');
  for (;;) {
    if (end !== -1 && end < from) end = text.indexOf('\n', from);
    if (fenceAt !== -1 && (end === -1 || fenceAt < end)) {
      const closing = text.indexOf(fence, fenceAt + fence.length);
      const isPair = closing !== -1 && text.slice(fenceAt + fence.length, closing).trim() !== '';
      if (isPair) from = closing + fence.length;
      fenceAt = isPair ? text.indexOf(fence, from) : closing;
      continue;
    }
    lines.push(text.slice(start, end === -1 ? text.length : end));
    if (end === -1) return lines;
    start = end + 1;
    from = start;
  }
}

function parseInline(line: string, parts: Counter): Inline[] {
  const spans = spansOf(line, parts.left);
  parts.left -= spans.length;
  let next = 0;
  const childrenOf = (start: number, end: number): Inline[] => {
    const children: Inline[] = [];
    let at = start;
    for (let span = spans[next]; span && span.start < end; span = spans[next]) {
      next += 1;
      if (at < span.start) children.push({ type: 'text', text: line.slice(at, span.start) });
      children.push(nodeOf(span));
      at = span.end;
    }
    if (at < end) children.push({ type: 'text', text: line.slice(at, end) });
    return children;
  };
  const nodeOf = ({ type, start, end }: Span): Inline => {
    if (type === 'link') return { type, text: line.slice(start, end), href: hrefOf(line.slice(start, end)) };
    if (type === 'code') return { type, text: line.slice(start + 1, end - 1) };
    if (type === 'monospace') return { type, text: line.slice(start + fence.length, end - fence.length) };
    return { type, children: childrenOf(start + 1, end - 1) };
  };
  return childrenOf(0, line.length);
}

function codeAt(line: string, start: number): Span | null {
  const mark = line.startsWith(fence, start) ? fence : '`';
  const inside = start + mark.length;
  const close = line.indexOf(mark, inside);
  if (close === -1 || line.slice(inside, close).trim() === '') return null;
  return { type: mark === fence ? 'monospace' : 'code', start, end: close + mark.length };
}

function opens(line: string, at: number): boolean {
  return !isWordBefore(line, at) && isInk(line.charAt(at + 1));
}

function closes(line: string, at: number, openedAt: number): boolean {
  return at > openedAt + 1 && isInk(line.charAt(at - 1)) && !isWordAt(line, at + 1);
}

function isInk(character: string): boolean {
  return character.trim() !== '';
}

function isWordAt(line: string, at: number): boolean {
  return /^[\p{L}\p{N}]/u.test(line.slice(at, at + 2));
}

function isWordBefore(line: string, at: number): boolean {
  return /[\p{L}\p{N}]$/u.test(line.slice(Math.max(0, at - 2), at));
}

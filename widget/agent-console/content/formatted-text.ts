import { html, type TemplateResult } from 'lit';
import { type Block, type Inline, parseFormat } from '../../../worker/whatsapp/sending/format.ts';
import { strings } from '../../locales/strings.ts';
import { linkTo } from './linked-text.ts';

/** WhatsApp's limit for a business's text. Customers can send sixteen times as much. */
const maxShown = 4_096;

/** A customer's text with WhatsApp's formatting, as elements, never as HTML. Longer texts expand on demand. */
export function formattedText(text: string): TemplateResult[] {
  if (text.length <= maxShown) return renderBlocks(text);
  const cut = cutBefore(text, maxShown);
  return [
    ...renderBlocks(text.slice(0, cut)),
    html`<details><summary>${strings.showMore}</summary>${renderBlocks(text.slice(cut).trimStart())}</details>`,
  ];
}

function renderBlocks(text: string): TemplateResult[] {
  return parseFormat(text).map(renderBlock);
}

/** After a line or a word near the end, else between two characters. */
function cutBefore(text: string, end: number): number {
  const at = Math.max(text.lastIndexOf('\n', end), text.lastIndexOf(' ', end));
  if (at > end / 2) return at;
  const code = text.charCodeAt(end);
  return code >= 0xdc00 && code <= 0xdfff ? end - 1 : end;
}

function renderBlock(block: Block): TemplateResult {
  switch (block.type) {
    case 'paragraph':
      return html`<p class="said" dir="auto">${block.children.map(renderInline)}</p>`;
    case 'quote':
      return html`<blockquote class="said" dir="auto">${block.children.map(renderInline)}</blockquote>`;
    case 'list': {
      const items = block.items.map((item) => html`<li dir="auto">${item.map(renderInline)}</li>`);
      return block.start === null
        ? html`<ul class="said" dir="auto">${items}</ul>`
        : html`<ol class="said" dir="auto" start=${block.start}>${items}</ol>`;
    }
  }
}

function renderInline(inline: Inline): unknown {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'link':
      return linkTo(inline.href, inline.text);
    case 'bold':
      return html`<strong>${inline.children.map(renderInline)}</strong>`;
    case 'italic':
      return html`<em>${inline.children.map(renderInline)}</em>`;
    case 'strike':
      return html`<s>${inline.children.map(renderInline)}</s>`;
    case 'code':
    case 'monospace':
      return html`<code>${inline.text}</code>`;
  }
}

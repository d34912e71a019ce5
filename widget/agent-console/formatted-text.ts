import { html, type TemplateResult } from 'lit';
import { type Block, type Inline, parseFormat } from '../../worker/whatsapp/format.ts';
import { linked } from './linked-text.ts';

/** A customer's text with WhatsApp's formatting, as elements: never as HTML. */
export function formattedText(text: string): TemplateResult[] {
  return parseFormat(text).map(renderBlock);
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
      return linked(inline.text);
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

import { html, type TemplateResult } from 'lit';
import { hrefOf, linksIn } from '../../../worker/whatsapp/sending/links.ts';

/** Text whose web and mail addresses are links. */
export function linked(text: string): unknown[] {
  const parts: unknown[] = [];
  let at = 0;
  for (const { start, end } of linksIn(text)) {
    const link = text.slice(start, end);
    parts.push(text.slice(at, start), linkTo(hrefOf(link), link));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** It opens in a new tab without a referrer. */
export function linkTo(href: string, text: string): TemplateResult {
  return html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${text}</a>`;
}

import { find } from 'linkifyjs';
import { html } from 'lit';

/** Text whose web and mail addresses are links that open beside the inbox and tell nobody where they were pressed. */
export function linked(text: string): unknown[] {
  const parts: unknown[] = [];
  let at = 0;
  for (const { start, end, href, value } of find(text, { defaultProtocol: 'https' })) {
    if (!/^(https?:\/\/|mailto:)/i.test(href)) continue;
    parts.push(text.slice(at, start));
    parts.push(html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${value}</a>`);
    at = end;
  }
  return [...parts, text.slice(at)];
}

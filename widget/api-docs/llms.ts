/** `llms.txt`: what programs that read documentation should read. Source: https://llmstxt.org */

export interface Guide {
  /** File in `docs/`, such as `api.md`. */
  name: string;
  title: string;
  /** Its first sentence. */
  about: string;
}

export function guideOf(name: string, markdown: string): Guide {
  const title = /^# (.*)$/m.exec(markdown)?.[1] ?? name;
  const [, paragraph = ''] = /^# .*\n+([^\n#|<[!`][^\n]*)/m.exec(markdown) ?? [];
  const about = /^.*?\.(?=\s|$)/.exec(plain(paragraph))?.[0] ?? '';
  return { name, title, about };
}

export function llmsText(guides: readonly Guide[]): string {
  return `# Message Us

> The API of a WhatsApp team inbox and webhook relay on one Cloudflare Worker. Send messages, read conversations and receive events with an API token in \`Authorization: Bearer\`.

Send every message with an \`Idempotency-Key\`, and repeat a request with the same key. \`GET /api/v1/inboxes\` lists the numbers: their \`id\` is the \`{inbox}\` of other routes. A customer who has not written in the last 24 hours can only be sent a template. Times are Unix milliseconds.

## API

- [OpenAPI 3.1](/openapi.json): every route with its scope, parameters, body, answer, errors and an example
- [Reference](/docs/api): the same as a page, with samples in curl, JavaScript, Python and PHP

## Guides

${guides.map(({ name, title, about }) => `- [${title}](/docs/${name})${about === '' ? '' : `: ${about}`}`).join('\n')}
`;
}

/** A guide as it is served: links to the source have nothing to lead to. */
export function servedGuide(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\(\.\.\/[^)]*\)/g, '$1').replace(/^!\[[^\]]*\]\([^)]*\)\n?/gm, '');
}

function plain(text: string): string {
  return text.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replaceAll('**', '');
}

/** Meta's own examples: of what can be sent, which the stand-in must accept, and of what arrives, which must be understood. */
import { describe, expect, it } from 'vitest';
import { GraphApiError } from '../../demo/cloud-api/graph/graph-error.ts';
import { readMessagesRequest } from '../../demo/cloud-api/messages/request.ts';
import { readContent } from '../../worker/whatsapp/content/content.ts';
import { parseWebhook } from '../../worker/whatsapp/receiving/webhook.ts';
import messages from '../fixtures/meta/messages.json' with { type: 'json' };
import webhooks from '../fixtures/meta/webhooks.json' with { type: 'json' };

/** The reply to a list says no `type`, which makes it a text without a text. */
const notSent = /reply-to-list/;

describe('the examples in Meta’s documentation', () => {
  for (const [name, message] of Object.entries(messages).filter(([name]) => !notSent.test(name))) {
    it(`${name} is accepted`, () => {
      expect(refusalOf(JSON.parse(filledIn(JSON.stringify(message, null, 1))))).toBeNull();
    });
  }
});

describe('the webhooks in Meta’s documentation', () => {
  for (const [name, webhook] of Object.entries(webhooks)) {
    it(`${name} is parsed without unknown fields`, () => {
      const events = parseWebhook(webhook);
      expect(events.filter(({ event }) => event.kind === 'unparsed')).toEqual([]);
      const contents = events.flatMap(({ event }) =>
        event.kind === 'message' ? [readContent(event.raw).type] : [],
      );
      expect(contents.includes('unsupported')).toBe(name.startsWith('unsupported'));
    });
  }
});

/** The examples leave places to fill in: `{{Recipient-Phone-Number}}`, `<TEMPLATE_NAME>`, `<URL>`. */
function filledIn(json: string): string {
  return json
    .replace(/\{\{Recipient-(WA-)?Phone-Number\}\}/g, '15550100001')
    .replace(/"<(TEMPLATE_NAME|NAMESPACE)>"/g, '"a_template"')
    .replace(/"<?http\(s\):[^"]*"/g, '"https://shop.example/file"')
    .replace('"template-name"', '"a_template"')
    .replace('"<HEADER_TYPE>"', '"text"')
    .replace('"language-and-locale-code"', '"en_US"')
    .replace(/"(latitude|longitude)": "?<[^>]*>"?/g, '"$1": 12.5');
}

function refusalOf(body: unknown): string | null {
  try {
    readMessagesRequest(body);
    return null;
  } catch (error) {
    return error instanceof GraphApiError ? `${error.code}: ${error.details}` : String(error);
  }
}

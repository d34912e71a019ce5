/**
 * Meta's own examples of what can be sent, one JSON file each, in the folder that CLOUD_API_EXAMPLES names: the
 * stand-in must accept them; and of what arrives, in CLOUD_API_WEBHOOK_EXAMPLES: it must be understood. Meta publishes them with its OpenAPI description of the Cloud API.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GraphRefusal } from '../../demo/cloud-api/graph-error.ts';
import { readMessagesRequest } from '../../demo/cloud-api/request.ts';
import { readContent } from '../../worker/whatsapp/content.ts';
import { parseWebhook } from '../../worker/whatsapp/webhook.ts';

const folder = process.env.CLOUD_API_EXAMPLES;
const files = folder ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
/** Payments are not part of what can be sent here; the reply to a list says no `type`, which makes it a text without a text. */
const notSent = /order-(details|status)|reply-to-list/;

describe.skipIf(files.length === 0)('the examples of Meta', () => {
  for (const name of files.filter((file) => !notSent.test(file))) {
    it(`${name} is accepted`, () => {
      const body = filledIn(readFileSync(join(folder ?? '', name), 'utf8'));
      expect(refusalOf(JSON.parse(body))).toBeNull();
    });
  }
});

const received = process.env.CLOUD_API_WEBHOOK_EXAMPLES;
const webhooks = received ? readdirSync(received).filter((name) => name.endsWith('.json')) : [];

describe.skipIf(webhooks.length === 0)('the webhooks that Meta shows', () => {
  for (const name of webhooks) {
    it(`${name} is read without a remainder`, () => {
      const events = parseWebhook(JSON.parse(readFileSync(join(received ?? '', name), 'utf8')));
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
    .replaceAll('{{Recipient-Phone-Number}}', '15550100001')
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
    return error instanceof GraphRefusal ? `${error.code}: ${error.details}` : String(error);
  }
}
